/**
 * Opens a page from the disk in Chromium and takes down all that it does beside showing itself.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"
import { chromium } from "playwright-core"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"

const executables = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

/** The browser of this machine, if it has one. */
export const executable = executables.find((name) => fs.existsSync(name))

/** Starts it. Without one this fails: who calls has found one, or requires one. */
export const launch = (): Promise<Browser> => {
  if (executable === undefined) throw new Error(`There is no Chromium: none of ${executables.join(", ")}.`)
  const args = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking"
  ]
  return chromium.launch({ executablePath: executable, args })
}

export interface Opened {
  readonly page: Page
  /** Errors and warnings of the console, uncaught errors, dialogs. */
  readonly complaints: Array<string>
  /** Every request but that for the page itself. */
  readonly requests: Array<string>
  readonly close: () => Promise<void>
}

/** Opens HTML from a file of its own. */
export const openPage = async (
  browser: Browser,
  html: string,
  { hash = "", ...options }: BrowserContextOptions & { readonly hash?: string } = {}
): Promise<Opened> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-browser-"))
  const file = path.join(folder, "disclosure.html")
  fs.writeFileSync(file, html)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: Array<string> = []
  const requests: Array<string> = []
  const url = pathToFileURL(file).href
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) requests.push(request.url())
  })
  await page.goto(`${url}${hash}`, { waitUntil: "load" })
  const close = async (): Promise<void> => {
    await context.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  return { page, complaints, requests, close }
}
