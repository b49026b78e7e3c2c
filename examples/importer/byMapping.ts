/** Another system's export by a mapping file: columns, constants, words. What is not mapped is said. */
import * as fs from "node:fs"
import { Money } from "@juesuan/domain"
import * as Result from "effect/Result"
import { importFiles, inLanguage, parseMapping } from "juesuan"

const here = (name: string): Uint8Array => fs.readFileSync(new URL(name, import.meta.url))

const mapping = Result.getOrThrow(parseMapping("mapping.json", here("mapping.json")))
export const payments = importFiles([{ name: "export.csv", bytes: here("export.csv") }], {
  mapping,
  lookUp: () => []
})
for (const issue of payments.issues)
  console.log(`第 ${issue.row} 行 ${issue.column}`, inLanguage(issue, "zh").message)
for (const { types } of payments.totals)
  for (const { type, count, amount } of types) console.log(`${type} ${count} 笔 ${Money.format(amount)} 元`)
