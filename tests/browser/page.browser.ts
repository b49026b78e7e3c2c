/**
 * The page in a real browser, from the disk: pressing, stepping, keys, links, paper, narrow and dark screens.
 */
import { renderHtml } from "@juesuan/disclosure/html"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { hostile, withTexts } from "../../packages/disclosure/test/html/documents.ts"
import { exampleYear } from "../../packages/disclosure/test/html/exampleYear.ts"
import type { Example } from "../../packages/disclosure/test/html/exampleYear.ts"
import { executable, launch, openPage } from "./openPage.ts"
import type { Opened } from "./openPage.ts"

const required = process.env["JUESUAN_BROWSER_REQUIRED"] === "1"
if (executable === undefined && !required) {
  process.stderr.write(
    "\n*** THE BROWSER TEST DID NOT RUN: there is no Chromium on this machine. " +
      "Install chromium, or set JUESUAN_BROWSER_REQUIRED=1 to fail without it. ***\n\n"
  )
}

let disclosure: Example
let html: string
let browser: Browser | undefined

/** What happens on a page must happen without complaint and without asking the network for anything. */
const onPage = async (
  options: Parameters<typeof openPage>[2] & { readonly html?: string },
  use: (page: Page, opened: Opened) => Promise<void>
): Promise<void> => {
  const { html: given = html, ...rest } = options ?? {}
  const opened = await openPage(browser!, given, rest)
  try {
    await use(opened.page, opened)
    expect(opened.complaints).toEqual([])
    expect(opened.requests).toEqual([])
  } finally {
    await opened.close()
  }
}

const figure = (page: Page, address: string, at = 0) => page.locator(`[data-figure="${address}"]`).nth(at)
const panel = (page: Page) => page.locator("#panel")
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement.dataset.figure ?? document.activeElement.id")
const isInSight = (page: Page, address: string, at = 0): Promise<boolean> =>
  page.evaluate<boolean>(`(() => {
    const place = document.querySelectorAll('[data-figure="${address}"]')[${at}].getBoundingClientRect()
    const panel = document.getElementById("panel").getBoundingClientRect()
    const end = panel.left > 0 || panel.height === 0 ? innerHeight : panel.top
    return place.top >= 0 && place.bottom <= end && place.left >= 0 && place.right <= innerWidth
  })()`)

describe.skipIf(executable === undefined && !required)("the page in a browser", () => {
  beforeAll(async () => {
    disclosure = await exampleYear()
    html = renderHtml(disclosure.document, disclosure.provenance)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
  })

  it("opens from the disk, quietly, with the panel closed", () =>
    onPage({}, async (page) => {
      expect(await page.title()).toBe(disclosure.document.title)
      expect(await panel(page).isVisible()).toBe(false)
      expect(await page.locator("section.table").count()).toBe(14)
    }))

  it("opens a figure of a table: where it stands, its formula, every event with their sum, its rules", () =>
    onPage({}, async (page) => {
      await figure(page, "T03/2080109/3").click()
      const text = await panel(page).innerText()
      expect(text).toContain("公开03表·2080109 社会保险经办机构·项目支出")
      expect(text).toContain("事件（29）")
      expect(await panel(page).locator("tbody tr").count()).toBe(29)
      // What is published names no voucher: the day, the kind and the amount of an event, and nothing else of it.
      const first = await panel(page).locator("tbody tr").first().innerText()
      expect(first.trim().split(/\s+/)).toEqual(["2024-02-08", "支付", "6,650.00"])
      expect(await panel(page).locator("tfoot").innerText()).toContain("123,720.00")
      const { rules } = disclosure.provenance.figures.get("T03/2080109/3")!
      expect(rules.length).toBeGreaterThan(0)
      for (const id of rules) expect(text).toContain(`${id}　${disclosure.provenance.rules.get(id)}`)
      expect(new URL(page.url()).hash).toBe("#T03/2080109/3")
      expect(await isInSight(page, "T03/2080109/3")).toBe(true)
    }))

  it("lists events beyond the first sixty when asked", () =>
    onPage({ hash: "#T01/income.generalPublic/1" }, async (page) => {
      await panel(page).waitFor()
      const rows = panel(page).locator("tbody tr")
      expect(await rows.count()).toBe(60)
      await panel(page).getByRole("button", { name: "显示其余" }).click()
      expect(await rows.count()).toBe(
        disclosure.provenance.figures.get("T01/income.generalPublic/1")!.events.length
      )
    }))

  it("opens a figure of a sentence and leads on to what it is made of", () =>
    onPage({}, async (page) => {
      await page.locator("#N-1-1 .figure").nth(2).click()
      expect(await panel(page).locator("h2").innerText()).toBe("13.75%")
      // A figure of the year before is named, not linked: it is not in this document.
      expect(await panel(page).locator(".formula").innerText()).toContain("上年 T01/total/2")
      expect(await panel(page).locator(".formula a").allInnerTexts()).toEqual(["T01/total/1"])
      // It has no events of its own; those of the figure it is made of are folded below that figure's name.
      await panel(page).locator("summary").filter({ hasText: "公开01表" }).click()
      expect(await panel(page).locator("details tfoot").first().innerText()).toContain("13,060,802.17")
      await panel(page).getByRole("link", { name: "公开01表" }).first().click()
      await panel(page).locator("h2", { hasText: "13,060,802.17" }).waitFor()
      await expect.poll(() => focused(page)).toBe("panel-title")
      expect(await isInSight(page, "T01/total/1")).toBe(true)
      await page.goBack()
      await panel(page).locator("h2", { hasText: "13.75%" }).waitFor()
    }))

  it("steps through the places of a figure, in tables and in sentences, and comes round", () =>
    onPage({}, async (page) => {
      await figure(page, "T05/total/1").click()
      const all = await page.locator('[data-figure="T05/total/1"]').count()
      expect(all).toBeGreaterThan(2)
      for (let at = 1; at <= all; at++) {
        await panel(page).getByRole("button", { name: "下一处" }).click()
        const here = at % all
        expect(await panel(page).locator("#panel-count").innerText()).toBe(`第 ${here + 1} 处，共 ${all} 处`)
        expect(await page.locator(".here").count()).toBe(1)
        expect(await figure(page, "T05/total/1", here).getAttribute("class")).toContain("here")
        expect(await isInSight(page, "T05/total/1", here)).toBe(true)
      }
      await panel(page).getByRole("button", { name: "上一处" }).click()
      expect(await panel(page).locator("#panel-count").innerText()).toContain(`第 ${all} 处`)
    }))

  it("is worked by keys alone", () =>
    onPage({}, async (page) => {
      const tabTo = async (reached: (id: string) => boolean, atMost: number): Promise<void> => {
        for (let at = 0; at < atMost; at++) {
          await page.keyboard.press("Tab")
          if (reached(await focused(page))) return
        }
        throw new Error(`Not reached with ${atMost} times Tab.`)
      }
      await tabTo((id) => id === "T01/income.generalPublic/1", 120)
      await page.keyboard.press("ArrowDown")
      expect(await focused(page)).toBe("T01/income.governmentFund/1")
      await page.keyboard.press("ArrowRight")
      await page.keyboard.press("ArrowDown")
      const from = await focused(page)
      expect(from).toMatch(/^T01\//)
      await page.keyboard.press("Enter")
      expect(await panel(page).isVisible()).toBe(true)
      expect(await focused(page)).toBe("panel-title")
      await page.keyboard.press("Tab")
      expect(await focused(page)).toBe("panel-close")
      await page.keyboard.press("Escape")
      expect(await panel(page).isVisible()).toBe(false)
      expect(await focused(page)).toBe(from)
      expect(new URL(page.url()).hash).toBe("")
      // A table is left with the next Tab; the first figure of the next one is two away: its box, then itself.
      await page.keyboard.press("Tab")
      await page.keyboard.press("Tab")
      expect(await focused(page)).toMatch(/^T02\//)
      await tabTo((id) => id === "N/1/rate", 60)
      await page.keyboard.press("Space")
      expect(await panel(page).locator("h2").innerText()).toBe("13.75%")
      await page.keyboard.press("Escape")
      expect(await focused(page)).toBe("N/1/rate")
    }))

  it("reaches every figure by keys: each can take the focus, and arrows lead to each of a table", () =>
    onPage({}, async (page) => {
      const reached = new Set<string>()
      await figure(page, "T03/total/1").focus()
      for (const row of Array.from({ length: 18 }, (_, at) => at)) {
        await page.keyboard.press("Home")
        for (let column = 0; column < 6; column++) {
          reached.add(await focused(page))
          await page.keyboard.press("ArrowRight")
        }
        await page.keyboard.press("Home")
        if (row < 17) await page.keyboard.press("ArrowDown")
      }
      expect(reached.size).toBe(await page.locator("#T03 .figure").count())
      const ahead = "[...document.querySelectorAll('.figure')].filter((one) => one.tabIndex > 0).length"
      expect(await page.evaluate<number>(ahead)).toBe(0)
    }))

  it.each(["#T03/2080109/3", "#N/1/rate", "#S/PRJ2024004/total/score", "#T08/total/2"])(
    "opens at %s when its address says so",
    (hash) =>
      onPage({ hash }, async (page) => {
        await panel(page).waitFor()
        expect(await panel(page).innerText()).toContain(hash.slice(1))
        expect(await isInSight(page, hash.slice(1))).toBe(true)
      })
  )

  it.each(["#T05", "#N-3", "#T99/1/1", "#%E0%A4%A", "#__proto__"])("stays closed at %s", (hash) =>
    onPage({ hash }, async (page) => {
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
      expect(await panel(page).isVisible()).toBe(false)
    })
  )

  it("finds figures by amount and by name", () =>
    onPage({}, async (page) => {
      await page.fill("#search", "123720")
      expect(await page.locator("#found a").allInnerTexts()).toContain(
        "公开03表·2080109 社会保险经办机构·项目支出 123,720.00 元"
      )
      await page.fill("#search", "公开07表 公务接待费 0.00")
      await page.locator("#found a").first().click()
      await panel(page).getByText("公务接待费").first().waitFor()
      await page.fill("#search", "没有这样的数字")
      expect(await page.locator("#found").innerText()).toBe("没有找到。")
    }))

  it("prints on paper, upright and sideways, without the panel", () =>
    onPage({}, async (page) => {
      await figure(page, "T03/2080109/3").click()
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1")
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
      const sideways = boxes.filter(([, width, height]) => Number(width) > Number(height))
      // Cover, contents, two of charts, part one; nine tables; three to nine of text; five self-evaluations.
      expect(boxes.length).toBeGreaterThanOrEqual(21)
      expect(boxes.length).toBeLessThanOrEqual(32)
      expect(sideways.length).toBeGreaterThanOrEqual(11)
      await page.emulateMedia({ media: "print" })
      expect(await panel(page).isVisible()).toBe(false)
      expect(await page.locator("#search").isVisible()).toBe(false)
      const styleOf = (selector: string, property: string): Promise<string> =>
        page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}")).${property}`)
      expect(await styleOf("#T03 thead", "display")).toBe("table-header-group")
      expect(await styleOf("#T03 .scroll", "overflow")).toBe("visible")
      expect(await styleOf("body", "paddingRight")).toBe("0px")
    }))

  it("of the internal edition says so on every page of paper, in the margin and over nothing", async () => {
    const marking = "内部版　不得公开"
    const marked = renderHtml({ ...disclosure.document, marking }, disclosure.provenance)
    await onPage({ html: marked }, async (page) => {
      expect(await page.locator(".marking").isVisible()).toBe(true)
      await page.emulateMedia({ media: "print" })
      expect(await page.locator(".marking").isVisible()).toBe(false)
      const margin = `[...document.styleSheets[0].cssRules].some(({ cssText }) =>
        cssText.startsWith("@page") && cssText.includes("@top-center") && cssText.includes("${marking}"))`
      expect(await page.evaluate<boolean>(margin)).toBe(true)
      const overflow =
        "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('nav'))"
      expect(await page.evaluate<number>(overflow)).toBe(0)
    })
  })

  it.each([320, 375, 768])(
    "has no sideways scrolling on a screen %i wide; wide tables scroll in their box",
    (width) =>
      onPage({ viewport: { width, height: 740 } }, async (page) => {
        const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0)
        const hidden =
          "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('#T04 .scroll'))"
        expect(await page.evaluate<number>(hidden)).toBeGreaterThan(0)
        await figure(page, "T02/total/2").click()
        expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0)
        expect(await isInSight(page, "T02/total/2")).toBe(true)
        await panel(page).getByRole("button", { name: "下一处" }).click()
        expect(await isInSight(page, "T02/total/2", 1)).toBe(true)
      })
  )

  it.each(["light", "dark"] as const)("can be read on a %s screen", (colorScheme) =>
    onPage({ colorScheme, hash: "#T03/2080109/3" }, async (page) => {
      await panel(page).waitFor()
      const contrasts = await page.evaluate<ReadonlyArray<readonly [string, number]>>(CONTRASTS)
      expect(contrasts.length).toBeGreaterThan(10)
      expect(contrasts.filter(([, ratio]) => ratio < 4.5)).toEqual([])
      const ground = await page.evaluate<number>("luminance(backgroundOf(document.querySelector('main')))")
      expect(colorScheme === "dark" ? ground < 0.1 : ground > 0.8).toBe(true)
    })
  )

  it("shows texts that mean harm as texts", async () => {
    const texts = hostile[Symbol.iterator]()
    const next = (): string => {
      const { value, done } = texts.next()
      return done === true ? "字" : value
    }
    const document = withTexts(disclosure.document, (text) =>
      text.length > 1 && !/^\d/.test(text) ? next() : text
    )
    const provenance = {
      ...disclosure.provenance,
      figures: new Map(
        [...disclosure.provenance.figures].map(([address, one]) => [
          address,
          { ...one, display: hostile.join("|"), formula: hostile.join("|") }
        ])
      )
    }
    for (const width of [1440, 375])
      await onPage(
        { html: renderHtml(document, provenance), viewport: { width, height: 740 } },
        async (page) => {
          await figure(page, "T03/2080109/3").click()
          expect(await panel(page).innerText()).toContain("<script>alert(1)</script>")
          const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
          expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0)
          expect(await page.evaluate<boolean>("document.getElementById('panel').scrollWidth <= 416")).toBe(
            true
          )
        }
      )
  })

  it("runs no script but its own: its policy stops one that got in", async () => {
    const smuggled = html.replace("</main>", "<script>document.title = 'smuggled'</script></main>")
    const opened = await openPage(browser!, smuggled)
    expect(await opened.page.title()).toBe(disclosure.document.title)
    expect(opened.complaints.join()).toMatch(/Content Security Policy/)
    await opened.close()
  })
})

/** The contrast (WCAG 2) of the text of every kind of element with what stands behind it. */
const CONTRASTS = `
  var channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  var numbers = (colour) => {
    const canvas = document.createElement("canvas").getContext("2d")
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  var luminance = ([red, green, blue]) =>
    0.2126 * channel(red / 255) + 0.7152 * channel(green / 255) + 0.0722 * channel(blue / 255)
  var backgroundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor)
      if (colour[3] === 255) return colour
    }
    return [255, 255, 255]
  }
  ;[
    "h1", "nav a", "#search", "main h2", ".hint", ".prose p", ".prose .figure", ".scroll thead th", ".scroll .figure",
    ".here", ".title", ".note", ".chart th", ".chart .figure", "summary", ".colophon dd", "#panel h2", "#panel h3",
    "#panel small", "#panel .formula", "#panel button"
  ].map((selector) => {
    const element = document.querySelector(selector)
    const [text, ground] = [luminance(numbers(getComputedStyle(element).color)), luminance(backgroundOf(element))]
    return [selector, (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)]
  })
`
