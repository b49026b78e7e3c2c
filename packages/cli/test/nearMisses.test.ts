/**
 * What the command says to a wrong argument: what is wrong, what was most likely meant, and what to do.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { byNearness } from "@juesuan/import"
import { nearLines, nearText } from "../src/Near.ts"
import { commandIn } from "./command.ts"

const { folder, run } = commandIn("near")
beforeAll(async () => {
  await run("demo", "--out", "demo")
  fs.writeFileSync(path.join(folder, "published.csv"), "")
})

const wrong = (command: string) => run(...command.split(" "), "--ledger", "demo/ledger.db")

describe("given the year of the example, a wrong address", () => {
  it.each([
    [
      "T01/xx/9",
      "T01 has no row xx in this year. Rows: income.generalPublic, income.governmentFund, income.stateCapital, " +
        "income.superiorSubsidy, income.institutional, income.operating, income.subsidiaryRemittance, " +
        "income.other, … of 41; `juesuan tables --table T01` prints all."
    ],
    [
      "T01/208x/2",
      "T01 has no row 208x in this year. Nearest rows: 208, 201, 202, 203, 204, 205, 206, 207, … of 41; " +
        "`juesuan tables --table T01` prints all."
    ],
    [
      "T03/208010/1",
      "T03 has no row 208010 in this year. Nearest rows: 2080109, 20801, 20805, 2080502, 2080505, 2080506, 208, " +
        "20899, … of 18; `juesuan tables --table T03` prints all."
    ],
    [
      "T03/208010",
      "T03 has no row 208010 in this year. Nearest rows: 2080109, 20801, 20805, 2080502, 2080505, 2080506, 208, " +
        "20899, … of 18; `juesuan tables --table T03` prints all."
    ],
    [
      "T03/2080109",
      "T03/2080109 is a row: name a column as well, as in T03/2080109/1. Columns: 1, 2, 3, 4, 5, 6."
    ],
    ["T03/2080109/9", "T03/2080109 has no column 9. Columns: 1, 2, 3, 4, 5, 6."],
    ["T10/1/1", "There is no table T10. Tables: T01, T02, T03, T04, T05, T06, T07, T08, T09."],
    [
      "N/5.3/2080109/finished",
      "The narrative has no figure N/5.3/2080109/finished. Nearest figures: N/5.3/2080109/initial, " +
        "N/5.3/2080502/initial, N/5.3/2080505/initial, N/5.3/2080506/initial, N/5.3/2089999/initial, " +
        "N/5.3/2101102/initial, N/5.3/2101103/initial, N/5.3/2210201/initial, … of 20; " +
        "`juesuan narrative --format json` prints all."
    ],
    [
      "S/PRJ2024009/x/score",
      "There is no scored project PRJ2024009. Projects: PRJ2024001, PRJ2024002, PRJ2024003, PRJ2024004, PRJ2024005."
    ],
    [
      "S/PRJ2024001/数量-2/score",
      "2024年企业退休人员民族团结奖 has no indicator 数量-2. Nearest indicators: 数量-1, 质量-1, 时效-1, 成本-1, " +
        "经济-1, 社会-1, 满意-1, 可持续-1, … of 10; `juesuan score` prints all."
    ]
  ])("explain %s", async (address, text) => {
    expect(await wrong(`explain ${address}`)).toEqual({ status: 2, stdout: "", stderr: `${text}\n` })
  })
})

describe("given a wrong word", () => {
  it.each([
    [
      "rule AR-N-99",
      2,
      "There is no rule AR-N-99. Nearest rules: AR-N-09, AR-N-19, AR-N-01, AR-N-02, AR-N-03, … of 121; " +
        "`juesuan rules` prints all."
    ],
    [
      "score verfy published.csv",
      2,
      "`score` has no verfy. Did you mean `juesuan score verify published.csv`?"
    ],
    ["score Verify", 2, "`score` has no Verify. Did you mean `juesuan score verify FILE`?"],
    ["score verify", 2, "`score verify` takes the file of published scores."],
    ["score one two", 2, "`score` takes one file; `score verify` takes one file."],
    [
      "score nothing.json",
      3,
      "cannot read nothing.json: there is no such file or directory (ENOENT). Check the path."
    ],
    ["score demo", 3, "cannot read demo: it is a directory (EISDIR). Name a file in it."],
    [
      "tables --pack ningxia --ledger demo/ledger.db",
      2,
      'There is no table pack "ningxia", and no file of that name. Packs: ningxia-2024, mof-2023, shanghai-2024, ' +
        "shanghai-2025, yunnan-2024, sichuan-2023, anhui-2021."
    ],
    [
      "tables --ledger nothing.db",
      3,
      "open nothing.db: there is no such file. `juesuan import FILE --ledger nothing.db` makes a ledger there."
    ],
    [
      "tables --year 2030 --ledger demo/ledger.db",
      2,
      "No unit and year of that name in the ledger. It holds:\n  --unit 219011 --year 2024"
    ],
    [
      "tables --ledger demo/ledger.db --out nowhere/x.md",
      6,
      "cannot write nowhere/x.md: there is no such file or directory (ENOENT). Check the path."
    ],
    [
      "disclose --ledger demo/ledger.db --out published.csv",
      6,
      "cannot make published.csv: there is a file where a directory should be (EEXIST). Name another directory."
    ],
    [
      "diff 2024-13-01 now --ledger demo/ledger.db",
      2,
      '"2024-13-01" is not a date. Write the year, month and day, such as 2024-03-05.'
    ],
    [
      "diff yesterday now --ledger demo/ledger.db",
      3,
      "yesterday: there is no such file. Name a ledger, a file saved by `juesuan tables --format json`, a date, " +
        "a time or now."
    ],
    [
      "close --finished PRJ2024001,PRJ20240006 --dry-run --ledger demo/ledger.db",
      2,
      "--finished: the year has no project PRJ20240006. Projects: PRJ2024001, PRJ2024002, PRJ2024003, PRJ2024004, " +
        "PRJ2024005, PRJ2024006."
    ],
    [
      "import nothing.csv --ledger new.db --lang en",
      3,
      "nothing.csv: There is no file nothing.csv. Check the path and the name.\n1 error; nothing was written."
    ]
  ] as ReadonlyArray<readonly [string, number, string]>)("juesuan %s", async (command, status, text) => {
    expect(await run(...command.split(" "))).toEqual({ status, stdout: "", stderr: `${text}\n` })
  })

  it.each([
    ["completions", "--completions bash"],
    ["completion", "--completions bash"],
    ["help", "--help"],
    ["version", "--version"]
  ])("juesuan %s points to the option", async (word, option) => {
    expect(await run(word)).toEqual({
      status: 2,
      stdout: "",
      stderr:
        `ERROR\n  Unknown subcommand "${word}" for "juesuan"\n\n  Did you mean \`juesuan ${option}\`?\n\n` +
        "`juesuan --help` says what it takes.\n"
    })
  })
})

describe("nearness", () => {
  it("counts edits first, then the start that is shared, in either case", () => {
    const near = byNearness("AB1", ["zz9", "xb1", "ab2", "Ab1"])
    expect(near.map(({ candidate, apart, isLike }) => [candidate, apart, isLike])).toEqual([
      ["Ab1", 0, true],
      ["ab2", 1, true],
      ["xb1", 1, true],
      ["zz9", 3, false]
    ])
  })

  it("lists none, all of a few, the first where none is like it", () => {
    expect(nearText("projects", "x", [])).toBe("Projects: none.")
    expect(nearText("projects", "x", ["b", "a"])).toBe("Projects: b, a.")
    expect(nearText("rows", "x", ["1", "2", "3"], undefined, 2)).toBe("Rows: 1, 2, … of 3.")
    expect(nearText("rows", "3", ["1", "2", "3"], "`all`", 2)).toBe(
      "Nearest rows: 3, 1, … of 3; `all` prints all."
    )
  })

  it("lists units and years a line each, the nearest of ten thousand", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `--unit ${100_000 + index} --year 2024`)
    const lines = nearLines("--unit 104321 --year 2024", names, "`all`").split("\n")
    expect([lines[0], lines.length, lines.at(-1)]).toEqual([
      "  --unit 104321 --year 2024",
      9,
      "  … of 10000; `all` prints all"
    ])
  })
})
