/**
 * Our own documents as PDF: the example year in each pack, printed by office and by browser, must audit as its Word
 * document does: the same findings, and at least 99 % of its figures. `npm run test:pdf`; it needs LibreOffice (its
 * Writer) and Chromium, and says which of them it lacks.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { pathToFileURL } from "node:url"

const root = path.dirname(import.meta.dirname)
const juesuan = path.join(root, "node_modules", ".bin", "juesuan")
const packs = ["ningxia-2024", "mof-2023", "shanghai-2024", "yunnan-2024"]
const READ_MIN = 0.99

/** The first of some programs that this machine has. */
const program = (...names: ReadonlyArray<string>): string | undefined =>
  names.map((name) => path.join("/usr/bin", name)).find((file) => fs.existsSync(file))

const office = program("soffice", "libreoffice")
const browser = program("chromium", "chromium-browser", "google-chrome")

/** Prints a Word document, or a web page, to a PDF beside it. */
const printers: Readonly<
  Record<string, { readonly from: string; readonly print: (file: string) => string } | null>
> = {
  "LibreOffice (libreoffice-writer-nogui)":
    office === undefined
      ? null
      : {
          from: "disclosure.docx",
          print: (file) => {
            const folder = path.join(path.dirname(file), "office")
            const profile = pathToFileURL(path.join(folder, "profile")).href
            const settings = ["--headless", `-env:UserInstallation=${profile}`]
            execFileSync(office, [...settings, "--convert-to", "pdf", "--outdir", folder, file], {
              stdio: "ignore"
            })
            return path.join(folder, "disclosure.pdf")
          }
        },
  Chromium:
    browser === undefined
      ? null
      : {
          from: "disclosure.html",
          print: (file) => {
            const target = path.join(path.dirname(file), "browser.pdf")
            const settings = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            execFileSync(browser, [...settings, `--print-to-pdf=${target}`, pathToFileURL(file).href], {
              stdio: "ignore"
            })
            return target
          }
        }
}

interface Audited {
  readonly figures: number
  readonly seconds: number
  /** By what they are about. */
  readonly findings: ReadonlySet<string>
}

const run = (...options: ReadonlyArray<string>): string =>
  execFileSync(juesuan, options, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 28
  })

const audited = (file: string): Audited => {
  const began = process.hrtime.bigint()
  const text = run("audit", file, "--format", "json", "--fail-on", "never")
  const report = JSON.parse(text) as {
    readonly summary: { readonly figures: number }
    readonly findings: ReadonlyArray<{
      readonly fingerprint: string
      readonly ruleId: string
      readonly message: string
    }>
  }
  return {
    figures: report.summary.figures,
    seconds: Number((process.hrtime.bigint() - began) / 1_000_000n) / 1000,
    findings: new Set(report.findings.map(({ ruleId, fingerprint }) => `${ruleId} ${fingerprint}`))
  }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-pdf-"))
const faults: Array<string> = []
const missing = Object.entries(printers).flatMap(([name, printer]) => (printer === null ? [name] : []))
try {
  run("demo", "--out", path.join(folder, "demo"))
  for (const pack of packs) {
    const edition = path.join(folder, pack)
    const ledger = path.join(folder, "demo", "ledger.db")
    run("disclose", "--ledger", ledger, "--pack", pack, "--out", edition, "--formats", "docx,html")
    const word = audited(path.join(edition, "disclosure.docx"))
    for (const [name, printer] of Object.entries(printers)) {
      if (printer === null) continue
      const pdf = audited(printer.print(path.join(edition, printer.from)))
      const more = [...pdf.findings].filter((finding) => !word.findings.has(finding))
      process.stdout.write(
        `${pack}, ${name}: ${pdf.figures} of ${word.figures} figures, ` +
          `${more.length} findings beyond those of the Word document, ${pdf.seconds.toFixed(1)} s\n`
      )
      if (pdf.figures < READ_MIN * word.figures) faults.push(`${pack}, ${name}: too few figures are read`)
      for (const finding of more) faults.push(`${pack}, ${name}: ${finding} is found in the PDF alone`)
    }
  }
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
for (const name of missing)
  process.stderr.write(`SKIPPED: no PDF of ${name} was tried: it is not installed\n`)
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
