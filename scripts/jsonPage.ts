/**
 * The JSON contracts, as shapes read off what the command prints for the example year.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { ruleSets } from "@juesuan/scoring"
import type { RuleSet } from "@juesuan/scoring"
import { shapeText } from "./jsonShape.ts"
import { stepsOf } from "./pages.ts"
import { runCommand } from "./terminal.ts"

const root = path.dirname(import.meta.dirname)

interface Contract {
  readonly title: string
  readonly command: string
  /** Other commands of the same shape: what one of them prints and the first does not is in the shape. */
  readonly more?: ReadonlyArray<string>
  readonly about: string
}

const contracts: ReadonlyArray<Contract> = [
  {
    title: "Tables",
    command: "tables --format json",
    more: ["tables --format json --pack mof-2023 --table T03 --ledger year.db"],
    about: "Rows by key, cells by column key; an empty form has `empty: true`."
  },
  {
    title: "Findings",
    command: "check --format json",
    more: [
      "check --format json --ledger warned.db --fail-on never",
      "score verify examples/yanchi-2024/expected/scorecards.json --format json --fail-on never"
    ],
    about:
      "`juesuan/findings/1`, of `check`, `score verify` and `audit`. `ruleSet`, `reproducedBy` (the shipped rule sets " +
      "under which every published score comes out), `matches` (each set with the cells in which it differs, the " +
      "closest first) and `objection` are of `score verify` alone. Values and differences are " +
      "decimal texts in the operands' unit; `allowed` is the interval of differences that printed precision alone " +
      "explains; `at` is a file with line and column, or sheet and cell."
  },
  {
    title: "Audit",
    command: "audit published.txt --unchecked --format json --fail-on never",
    more: [
      "audit y/disclosure.xlsx nested.html examples/audit-folder/documents/two.md --format json --fail-on never",
      "audit published.txt --format json --fail-on never"
    ],
    about:
      "`juesuan/findings/1` with the documents it is of. `summary` is of all of them, and of everything that was " +
      "checked; `findings` are those that are shown, so without what a `--baseline` knows. `recognised` says what was " +
      "found to judge, `problems` what could not be read, and `unchecked` (with that option) which numbers no rule " +
      "judged, and why: `noRule` and `doubtful` are undetermined, `unbound` is unread. `refused` names the documents " +
      "that could not be audited. [The audit](audit.md) says what outcomes, leads and fingerprints mean."
  },
  {
    title: "Explanation",
    command: "explain T06/30231/1 --format json",
    more: ["explain T06/30211/1 --format json --ledger year.db"],
    about: "Of a cell. Amounts in 元."
  },
  {
    title: "Explanation of a sentence's figure",
    command: "explain N/4/rate --format json",
    more: ["explain N/5.3/2080505/initial --format json", "explain N/10.4/amount --format json"],
    about:
      "`from` are the addresses in its formula, `figures` those of its sentence, `events` what recorded it."
  },
  {
    title: "Explanation of a score",
    command: "explain S/PRJ2024001/数量-1/score --format json",
    more: [
      "explain S/PRJ2024003/成本-1/score --format json",
      "explain S/PRJ2024003/execution/score --format json"
    ],
    about: "The indicator with its derivation."
  },
  {
    title: "Scores",
    command: "score --format json",
    more: ["score --rules central-2021-101 --format json", "score --rules product-default --format json"],
    about: "Every score is a decimal text, as it is printed. Money that a scorecard does not state is `null`."
  },
  {
    title: "Narrative",
    command: "narrative --format json",
    more: ["narrative --format json --pack ningxia-2024 --ledger year.db"],
    about: "A part is a text, or a figure with its address. `missing` is what only the unit can say."
  },
  {
    title: "Budget",
    command: "budget --format json",
    more: ["budget --format json --ledger year.db"],
    about: "Quota lines; amounts in 元."
  },
  {
    title: "Differences",
    command: "diff 2024-06-30 now --format json",
    more: ["diff now 2024-01-15 --format json", "diff 2024-01-15 now --format json"],
    about: "Cells that differ, with their events; `null` where one of the two has no such cell."
  },
  {
    title: "Digest",
    command: "digest --format json",
    more: ["digest --format json --ledger both.db"],
    about: "The ledger's Merkle root, and the heads it is over; `closed` is the closing of the year."
  },
  {
    title: "Verification",
    command: "verify --format json",
    more: [`verify --format json --digest ${"0".repeat(64)}`, "verify --ledger damaged.db --format json"],
    about: "`breaks` is empty when nothing is broken; `expected` is the digest of `--digest`."
  },
  {
    title: "Proof",
    command: "proof 219011/2024/支付-0115-加油01#1",
    more: ["proof 219011/2024/支付-0115-加油01#1 --ledger both.db"],
    about:
      "`juesuan/inclusion-proof/1`, which `verify --proof` checks; always JSON. `source` and `body` are as hashed."
  },
  {
    title: "Backup",
    command: "backup copy.db --format json",
    about: "What the copy holds; `digest` is what `verify --digest` compares it with."
  },
  {
    title: "Copy",
    command: "copy year.db taken.db --format json",
    about:
      "What was taken over, and its digest; `holdsOthers` says whether the target has other events besides, and so " +
      "another digest."
  },
  {
    title: "Verification of a proof",
    command: "verify --proof proof.json --format json",
    more: [`verify --proof proof.json --format json --digest ${"0".repeat(64)}`],
    about: "`expected` is the digest of `--digest`; without it, that of the proof is believed."
  },
  {
    title: "Replay",
    command: "replay examples/yanchi-2024/transactions.csv --ledger :memory: --format json",
    more: ["replay year.csv beyond.csv --control off --ledger :memory: --format json --fail-on never"],
    about: "The tables, and the findings of `check` on them; `juesuan demo` prints the same of its year."
  },
  {
    title: "Import",
    command: "import year.csv --ledger other.db --format json",
    more: ["import examples/yanchi-2024/transactions.csv --ledger other.db --format json --dry-run"],
    about: "What was appended, and the control totals of each file."
  },
  {
    title: "A first year",
    command:
      "init --ledger first.db --unit 360002 --name 某站 --year 2024 --kind institution --staffing 3 --format json",
    about: "The year that was opened, and whether it was new."
  },
  {
    title: "One entry",
    command:
      "add --ledger warned.db --set 业务类型=支付 --set 凭证日期=2024-12-30 --set 凭证号=付-77 --set 资金性质=一般公共预算 " +
      "--set 支出功能分类科目=2080109 --set 部门支出经济分类科目=30201 --set 支出性质=基本支出 --set 金额=1.00 --dry-run --format json",
    about: "The entry, and what it changes."
  },
  {
    title: "The register",
    command: "register --ledger warned.db --format json",
    about: "Entries in the order of the ledger; with `--batches` the batches they came in."
  },
  {
    title: "An undo",
    command: "undo beyond.csv --ledger warned.db --dry-run --format json",
    about: "What is taken back, what stays, and what that changes."
  },
  {
    title: "Problems of files",
    command: "import bad.csv --format json",
    more: ["import bad.xlsx --format json"],
    about: "What stands where, what is wrong, what to do."
  },
  {
    title: "Closing and opening",
    command: "close --dry-run --format json",
    more: ["close --ledger other.db --format json", "open --year 2025 --ledger other.db --format json"],
    about:
      "Of `close` and `open`: what every line leaves, or begins with. `hash` is the stream's after the close."
  },
  {
    title: "Disclosure",
    command: "disclose --out out --formats json --format json",
    more: [
      "disclose --out wan --formats md --money 万元 --format json",
      "disclose --out y --formats md --ledger year.db --format json --fail-on never",
      "disclose --out inside --formats md --internal --format json"
    ],
    about:
      "What was written, of which `edition`; `findings` as above. `remarks` name the cells that absorbed a 尾差 in 万元."
  },
  {
    title: "Document",
    command: "disclose --out out --formats json",
    more: [
      "disclose --out out --formats json --money 万元 --pack mof-2023",
      "disclose --out inside --formats json --internal"
    ],
    about: "`juesuan/document/1`: the tree, in `disclosure.json`."
  },
  {
    title: "Rules",
    command: "rules --format json",
    about: "All rules. `strength` is that of [articulation rules](articulation-rules.md): H, I or S."
  },
  {
    title: "Rule",
    command: "rule AR-01-1 --format json",
    more: ["rule AR-N-03 --format json", "rule BC-1 --format json", "rule DC-1 --format json"],
    about:
      "One rule. `examples` are cells, or small documents; `formula` has a relation a line. Rules of budget control " +
      "(BC) and of what the unit has to say (DC) have neither."
  },
  {
    title: "Rule set",
    command: "rules national-2020-10 --format json",
    more: [...ruleSets.map(({ id }) => id), "own.json"].map((set) => `rules ${set} --format json`),
    about:
      "A scoring rule set with its `source`: what it prints is a rule set file, which `--rules FILE` reads, so it is " +
      "where a set of one's own begins."
  },
  {
    title: "Rule sets",
    command: "sets --format json",
    about:
      "The scoring rule sets that ship: for whom, from when, and which fields their sources do not state."
  },
  {
    title: "Packs",
    command: "packs --format json",
    about:
      "The forms that ship: for which region (beginnings of its codes and of its units' names) and years, from which source, " +
      "and what of it no source states; then its tables in order."
  },
  {
    title: "Roll-up",
    command: "rollup --tree units.csv --ledger county.db --format json",
    about:
      "The nodes of a tree of units, superiors first: the units in each with how far they are, what was eliminated between " +
      "them (both sides and what was struck), its tables as `tables` prints them, and the findings on it."
  },
  {
    title: "Explanation of a roll-up",
    command: "rollup --tree units.csv --ledger county.db --explain T03/total/1 --format json",
    about: "What each unit adds to a figure of a node; the shares less what was eliminated are the value."
  },
  {
    title: "Template",
    command: "template --out template.xlsx --force --format json",
    about: "The workbook that was written, and the year whose classification it lists."
  },
  {
    title: "Comparison of rule sets",
    command: "score compare examples/yanchi-2024/expected/scorecards.json --format json",
    about:
      "Each card under every set. `rows` are those in which the sets, or what was published, differ; `difference` is " +
      "the total less the published one."
  }
]

/** Commands whose samples end with another code than 0. */
const failing = /^(?:import bad|import beyond.csv --ledger year|verify .*--digest|verify --ledger damaged)/

/** The blocks of a page that save a file, by its name. */
const pageFile = (page: string, name: string): string => {
  const text = fs.readFileSync(path.join(root, "docs", page), "utf8")
  return stepsOf(text).find((step) => step.kind === "file" && step.name === name)!.text
}

const tutorialFile = (name: string): string => pageFile("tutorial.md", name)

/** A folder in which the commands of the samples can be run, and what runs one. */
export const samples = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-json-"))
  const env = { ...process.env, JUESUAN_LEDGER: "demo/ledger.db" }
  const run = async (command: string): Promise<string> => {
    const { stdout, stderr, status } = await runCommand(command.split(" "), { cwd: folder, env })
    if ((status !== 0) !== failing.test(command))
      throw new Error(`juesuan ${command} ends with ${status}: ${stderr}`)
    return stdout
  }
  const save = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text)
  fs.symlinkSync(path.join(root, "examples"), path.join(folder, "examples"))
  const fixtures = path.join(root, "packages", "audit", "test", "fixtures")
  fs.copyFileSync(path.join(fixtures, "yanchi-2024.txt"), path.join(folder, "published.txt"))
  save("bad.csv", "event_type,金额\n支付,1.005\n")
  // A document of sentences alone, without a year, whose tables stand inside each other.
  const sentence =
    "<p>一、收入支出决算总体情况说明</p><p>收、支总计 1.00 元，其中：基本支出 0.50 元，占 40.00%。</p>"
  save("nested.html", `${sentence}${"<table><tr><td>".repeat(40)}`)
  const year = tutorialFile("year.csv")
  save("year.csv", year)
  save("back.csv", tutorialFile("back.csv"))
  // A payment without a budget, under a policy that lets it pass.
  save("beyond.csv", tutorialFile("beyond.csv"))
  await run("demo --out demo")
  // A rule set of one's own begins with one that ships; here the unit sets a first-level weight.
  const shipped = JSON.parse(await run("rules product-default --format json")) as RuleSet
  const firstLevel = shipped.firstLevel.map((one, at) => (at === 0 ? { ...one, weight: null } : one))
  save("own.json", JSON.stringify({ ...shipped, id: "own", firstLevel }))
  // A county of two units, and one that has not reported.
  const county = pageFile(path.join("how-to", "roll-up.md"), "units.csv")
  save("units.csv", `${county}100003,示例所,事业单位,100001\n`)
  for (const name of ["bureau.csv", "station.csv"])
    save(name, pageFile(path.join("how-to", "roll-up.md"), name))
  for (const [unit, name] of [
    ["100001", "示例局"],
    ["100002", "示例站"]
  ])
    await run(
      `init --ledger county.db --unit ${unit} --name ${name} --year 2024 --kind institution --staffing 5 --control warn`
    )
  await run("import bureau.csv station.csv --ledger county.db")
  await run("import year.csv --ledger year.db")
  await run("import back.csv --ledger year.db")
  await run("close --ledger year.db")
  await run("disclose --out y --formats xlsx")
  await run("tables --table T03 --format xlsx --out bad.xlsx")
  await run("import year.csv examples/yanchi-2024/transactions.csv --ledger both.db")
  await run("close --ledger both.db --unit 100001")
  await run("import year.csv --ledger warned.db")
  await run("import beyond.csv --control off --ledger warned.db")
  await run("proof 219011/2024/支付-0115-加油01#1 --out proof.json")
  // A ledger in which somebody has written a document number anew.
  fs.copyFileSync(path.join(folder, "both.db"), path.join(folder, "damaged.db"))
  const damaged = new DatabaseSync(path.join(folder, "damaged.db"))
  damaged.exec("UPDATE event SET document_no = 'x' WHERE position = 9")
  damaged.close()
  return { folder, run }
}

const jsonOf = async (
  run: (command: string) => Promise<string>,
  folder: string,
  command: string
): Promise<unknown> => {
  const printed = await run(command)
  const isFile = command.startsWith("disclose") && !command.includes("--format json")
  return JSON.parse(isFile ? fs.readFileSync(path.join(folder, "out", "disclosure.json"), "utf8") : printed)
}

/** The page. */
export const jsonPage = async (): Promise<string> => {
  const { folder, run } = await samples()
  try {
    const sections: Array<string> = []
    for (const { title, command, more = [], about } of contracts) {
      const values: Array<unknown> = []
      for (const one of [command, ...more]) values.push(await jsonOf(run, folder, one))
      sections.push(
        `## ${title}\n\n\`juesuan ${command}\`. ${about}\n\n\`\`\`text\n${shapeText(...values)}\n\`\`\``
      )
    }
    return `# JSON

The shapes of what the command prints with \`--format json\`, read off its output for the example year and for some
smaller samples; this page is generated (\`npm run generate:docs\`) and compared, and a test holds other outputs against
it. \`decimal\` is a decimal text, never a float; \`?\` marks what may be absent; \`[key]\` stands for columns, codes and ids.
Fields are added over time, never renamed.

${sections.join("\n\n")}
`
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
