/**
 * A process to be killed: imports file after file into the ledger it is given, by the command itself, and says on
 * standard output how many events there are once an import has returned.
 *
 * A row's document number ends with the number of the last event of its import, so that whoever opens the ledger can
 * tell a whole import from a part of one.
 */
import * as fs from "node:fs"
import { openSqlite } from "@juesuan/store-sqlite"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { importCommand } from "../../packages/cli/src/commands/import.ts"

const [ledger = ""] = process.argv.slice(2)
const input = `${ledger}.csv`
const opening = JSON.stringify({
  unitName: "示例单位",
  unitKind: "institution",
  control: "off",
  staffing: 1,
  unitsCovered: ["示例单位"]
}).replaceAll('"', '""')
const header =
  "event_type,agency_code,vou_date,doc_no,fund_type,exp_func_code,dep_bgt_eco_code,nature,amount,payload"

const countOf = (): number =>
  fs.existsSync(ledger)
    ? Effect.runSync(
        Effect.acquireUseRelease(
          openSqlite(ledger, { mode: "read" }),
          (store) => Effect.map(store.head("unit/100001/2024"), (head) => head?.version ?? 0),
          (store) => Effect.orDie(store.close)
        )
      )
    : 0

let version = countOf()
fs.writeSync(1, "ready\n")
for (let round = 0; ; round++) {
  const last = version + 1 + ((version * 7 + round) % 120)
  const rows: Array<string> = []
  for (let serial = version + 1; serial <= last; serial++) {
    rows.push(
      serial === 1
        ? `建账,100001,2024-01-01,1 of ${last},,,,,,"${opening}"`
        : `支付,100001,2024-02-01,${serial} of ${last},一般公共预算,2080109,30201,基本支出,${serial}.00,`
    )
  }
  fs.writeFileSync(input, `${header}\n${rows.join("\n")}\n`)
  await Effect.runPromise(
    Effect.scoped(
      importCommand({
        files: [input],
        ledger: Option.some(ledger),
        mapping: Option.none(),
        control: Option.none(),
        afterClose: Option.none(),
        dryRun: false,
        proposeMapping: false,
        out: Option.none(),
        format: "text",
        language: "zh"
      })
    )
  )
  version = last
  fs.writeSync(1, `${version}\n`)
}
