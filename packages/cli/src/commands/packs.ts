/**
 * `packs`: the forms that ship, with their source and what no source was seen for.
 */
import { packs as shipped } from "@juesuan/tables"
import type { TablePack } from "@juesuan/tables"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { out } from "../Console.ts"
import type { Language } from "./check.ts"
import * as flags from "./options.ts"

const words = {
  zh: { tables: "表", source: "来源", inferred: "推定", none: "无", between: "、" },
  en: { tables: "tables", source: "source", inferred: "inferred", none: "nothing", between: "; " }
} as const

const blockOf = ({ id, name, source, tables, inferred = [] }: TablePack, language: Language): string => {
  const { between, ...word } = words[language]
  return [
    `${id}  ${name}`,
    `  ${word.source}  ${source}`,
    `  ${word.inferred}  ${inferred.length === 0 ? word.none : inferred.join(between)}`,
    `  ${word.tables}`,
    ...tables.map(({ definition, number, title }) => `    ${definition.key}  ${number}  ${title}`)
  ].join("\n")
}

/** Runs `packs`. */
export const packs = Effect.fn("packs")(
  ({ format, language }: { readonly format: "text" | "json"; readonly language: Language }) =>
    Effect.sync(() => {
      if (format === "text") {
        out(`${shipped.map((pack) => blockOf(pack, language)).join("\n\n")}\n`)
        return
      }
      const listed = shipped.map(({ id, name, source, region, tables, inferred = [] }) => ({
        id,
        name,
        source,
        region: region ?? null,
        inferred,
        tables: tables.map(({ definition, number, title }) => ({ key: definition.key, number, title }))
      }))
      out(`${JSON.stringify(listed, null, 2)}\n`)
    })
)

/** `packs` with its arguments. */
export const command = Command.make(
  "packs",
  { format: flags.format("text", "json"), language: flags.language },
  packs
)
