/**
 * Terms as JSON: what a term writes is what {@link fromJson} reads, and nothing else is read.
 */
import { dimensionNames } from "@juesuan/ledger"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as EffectSchema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { closedWords, filterNames, isDimension, nearestWords, wordsOf } from "./Filter.ts"
import type { Filter, Term } from "./Term.ts"

/** What is wrong with a term in JSON: the path, what is wrong there, and what to do. */
export interface TermFault {
  readonly path: string
  readonly message: string
  readonly remedy: string
}

/** The JSON is no term; every fault has its path and its remedy. */
export class TermUnreadable extends Data.TaggedError("TermUnreadable")<{
  readonly faults: ReadonlyArray<TermFault>
}> {
  override get message(): string {
    return this.faults.map(({ path, message, remedy }) => `${path}: ${message} ${remedy}`).join("\n")
  }
}

const Texts = EffectSchema.Array(EffectSchema.String)
const matchOf = <W extends EffectSchema.Codec<string>>(word: W) =>
  EffectSchema.Union([word, EffectSchema.Struct({ anyOf: EffectSchema.Array(word) })])
const openMatchOf = <W extends EffectSchema.Codec<string>>(word: W) =>
  EffectSchema.Union([
    word,
    EffectSchema.Struct({ anyOf: EffectSchema.Array(word) }),
    EffectSchema.Struct({ under: Texts })
  ])
const wordOf = (dimension: string): EffectSchema.Codec<string> => EffectSchema.Literals(wordsOf(dimension))
const Month = EffectSchema.String.check(
  EffectSchema.isPattern(/^\d{4}-(0[1-9]|1[0-2])$/, { description: "a month such as 2024-03" })
)

const matches = Object.fromEntries(
  dimensionNames.map((name) => [
    name,
    EffectSchema.optionalKey(
      Object.hasOwn(closedWords, name) ? matchOf(wordOf(name)) : openMatchOf(EffectSchema.String)
    )
  ])
)
const NamedFilter = EffectSchema.Struct({ ...matches, month: EffectSchema.optionalKey(openMatchOf(Month)) })
const attributesBy = (owner: "unit." | "project.") =>
  EffectSchema.Record(
    EffectSchema.TemplateLiteral([owner, EffectSchema.String]),
    openMatchOf(EffectSchema.String)
  )
/** The schema of filters as JSON, as {@link Schema} has them. */
export const FilterSchema: EffectSchema.Codec<Filter> = EffectSchema.StructWithRest(NamedFilter, [
  attributesBy("unit."),
  attributesBy("project.")
]).check(
  EffectSchema.makeFilter((filter) => Object.keys(filter).every(isDimension), {
    description: "dimensions of the ledger, and attributes as unit.<name> or project.<name>"
  })
) as unknown as EffectSchema.Codec<Filter>

const TermUnion = EffectSchema.Union([
  EffectSchema.Struct({ kind: EffectSchema.Literal("select"), where: EffectSchema.Array(FilterSchema) }),
  EffectSchema.Struct({
    kind: EffectSchema.Literal("sum"),
    terms: EffectSchema.Array(EffectSchema.suspend((): EffectSchema.Codec<Term> => Schema))
  }),
  EffectSchema.Struct({
    kind: EffectSchema.Literal("minus"),
    left: EffectSchema.suspend((): EffectSchema.Codec<Term> => Schema),
    right: EffectSchema.suspend((): EffectSchema.Codec<Term> => Schema)
  })
])

// Filters are made from the list of dimensions, so that their fields are known to the law of the round trip only.
/** The schema of terms as JSON. Filters name dimensions of the ledger; closed dimensions have their own words only. */
export const Schema: EffectSchema.Codec<Term> = TermUnion as unknown as EffectSchema.Codec<Term>

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const valueAt = (json: unknown, path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    json
  )

const shapes =
  'Write {"kind":"select","where":[…]}, {"kind":"sum","terms":[…]} or {"kind":"minus","left":…,"right":…}; ' +
  "docs/reference/terms.md has an example."

const remedyOf = (json: unknown, path: ReadonlyArray<string>): string => {
  const at = path.lastIndexOf("where") + 2
  const dimension = at < 2 ? undefined : path[at]
  if (dimension === undefined) return shapes
  if (!isDimension(dimension)) return `Name a dimension: ${nearestWords(dimension, filterNames).join(", ")}.`
  const value = valueAt(json, path)
  const text = typeof value === "string" ? value : ""
  return `Write ${dimension} as ${nearestWords(text, wordsOf(dimension)).join(", ")}; docs/reference/terms.md has all.`
}

/** Reads a term from JSON. Fails with every fault of it. */
export const fromJson = (json: unknown): Result.Result<Term, TermUnreadable> => {
  const read = EffectSchema.decodeUnknownResult(Schema, { onExcessProperty: "error", errors: "all" })(json)
  if (Result.isSuccess(read)) return Result.succeed(read.success)
  const faults = format(read.failure.issue).issues.map(({ path: steps, message }): TermFault => {
    const path = (steps ?? []).map((step) => String(typeof step === "object" ? step.key : step))
    return { path: path.join(".") || "(term)", message: `${message}.`, remedy: remedyOf(json, path) }
  })
  return Result.fail(new TermUnreadable({ faults }))
}
