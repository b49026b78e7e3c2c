/**
 * The scripts of --completions: that of bash in a real bash, as somebody types.
 */
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { packs } from "@juesuan/tables"
import { describe, expect, it } from "vitest"
import { commandIn } from "./command.ts"

const { folder, env, run } = commandIn("completions")
const bash = await run("--completions", "bash")
fs.writeFileSync(path.join(folder, "juesuan.bash"), bash.stdout)
// The command is replaced by one that shows its arguments: what the shell made of the keys.
fs.writeFileSync(
  path.join(folder, "rc"),
  'source ./juesuan.bash\njuesuan() { printf "<%s>" "$@"; printf "\\n"; }\n'
)
fs.mkdirSync(path.join(folder, "a folder"))
for (const file of ["year.csv", "年报.csv", "a folder/my ledger.db"])
  fs.writeFileSync(path.join(folder, file), "")

/** What a command line becomes; a tab is the key. */
const typed = (keys: string): string => {
  const args = ["--noprofile", "--rcfile", "rc", "-i"]
  const input = `juesuan ${keys}\nexit\n`
  const { stdout } = spawnSync("bash", args, {
    cwd: folder,
    env: { ...env, INPUTRC: "/dev/null" },
    input,
    encoding: "utf8"
  })
  return stdout.trim().split("\n").at(-1)!
}

/** All that completes the last word. */
const offered = (...words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const script = `source ./juesuan.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
_juesuan juesuan "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "\${COMPREPLY[@]}"`
  const args = ["--noprofile", "--norc", "-c", script, "bash", "juesuan", ...words]
  const { stdout, status } = spawnSync("bash", args, { cwd: folder, env, encoding: "utf8" })
  expect(status).toBe(0)
  return stdout.trim().split("\n")
}

describe("in bash", () => {
  it("the script is printed alone", () => {
    expect([bash.status, bash.stderr]).toEqual([0, ""])
  })

  it.each([
    ["a command", "narr\t", "<narrative>"],
    ["an option", "tables --kno\t", "<tables><--known-at>"],
    ["a file", "import y\t", "<import><year.csv>"],
    ["a file of a Chinese name", "audit 年\t", "<audit><年报.csv>"],
    [
      "a file in a folder with a space",
      "verify --ledger a\tmy\t",
      "<verify><--ledger><a folder/my ledger.db>"
    ],
    ["a table", "tables --table T0\t3", "<tables><--table><T03>"],
    ["a rule set", "rules cen\t", "<rules><central-2021-101>"],
    ["a rule set of one's own", "score --rules y\t", "<score><--rules><year.csv>"],
    ["a rule", "rule AR-X-1\t", "<rule><AR-X-1>"],
    ["a shell word of one choice", "check --fail-on ex\t", "<check><--fail-on><explain>"]
  ])("%s is completed", (_, keys, line) => {
    expect(typed(keys)).toBe(line)
  })

  it.each([
    [
      ["tables", "--table", "T0"],
      ["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09"]
    ],
    [["tables", "--pack", ""], packs.map(({ id }) => id)],
    [
      ["tables", "--format", ""],
      ["text", "md", "csv", "json", "html", "xlsx"]
    ],
    [["rule", "--format", "j"], ["json"]],
    [
      ["disclose", "--rules", "n"],
      ["ningxia-yanchi-2024", "national-2020-10"]
    ],
    [["disclose", "--formats", "d"], ["docx"]],
    [
      ["rule", "SR-1"],
      ["SR-1", "SR-10", "SR-11", "SR-12", "SR-13", "SR-14", "SR-15", "SR-16", "SR-17"]
    ],
    [
      ["rule", "BC-"],
      ["BC-1", "BC-2", "BC-3", "BC-4"]
    ]
  ] as ReadonlyArray<readonly [ReadonlyArray<string>, ReadonlyArray<string>]>)(
    "%j offers %j",
    (words, all) => {
      expect(offered(...words)).toEqual(all)
    }
  )
})

describe("in the other shells", () => {
  it.each([
    ["zsh", "--table[only this table, such as T03 (default\\: all nine)]:value:(T01 T02 T03"],
    ["zsh", ":file:_files"],
    ["fish", "ningxia-2024"],
    ["powershell", "ningxia-2024"]
  ])("%s is told the values", async (shell, text) => {
    const { status, stdout, stderr } = await run("--completions", shell)
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toContain(text)
  })

  it("a shell that is not known is refused with those that are", async () => {
    const { status, stderr } = await run("--completions", "tcsh")
    expect(status).toBe(2)
    expect(stderr).toContain('Expected: "bash" | "zsh" | "fish" | "powershell" | "sh" | "pwsh"')
  })
})
