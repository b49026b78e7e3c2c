/**
 * The colophon in words, a line each; what is not known has none.
 */
import type { Document } from "./Document.ts"
import { printable } from "./Placed.ts"

/** What the document was made from, such as 账本摘要：…. */
export const madeFrom = ({
  colophon: { digest, tablePack, ruleSet, generator }
}: Document): ReadonlyArray<string> =>
  (
    [
      ["账本摘要", digest],
      ["表套", tablePack],
      ["评分规则", ruleSet],
      ["生成", generator]
    ] as const
  ).flatMap(([name, value]) => (value === "" ? [] : [`${name}：${printable(value)}`]))
