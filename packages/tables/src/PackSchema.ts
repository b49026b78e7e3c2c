/**
 * The fields of packs as JSON: what a file may say of itself, its tables, their columns and rows.
 */
import * as Schema from "effect/Schema"
import { FilterSchema, Schema as TermSchema } from "./TermJson.ts"

const Text = Schema.NonEmptyString
const Texts = Schema.Array(Text)
const optionalKey = Schema.optionalKey

const Column = Schema.Struct({
  key: Text,
  title: optionalKey(Text),
  heads: optionalKey(Texts),
  number: optionalKey(Schema.String),
  term: optionalKey(TermSchema),
  sumOf: optionalKey(Texts),
  less: optionalKey(Texts),
  aliases: optionalKey(Schema.Array(Texts)),
  isOptional: optionalKey(Schema.Boolean)
})

const Row = Schema.Struct({
  key: Text,
  label: optionalKey(Text),
  aliases: optionalKey(Texts),
  heads: optionalKey(Texts),
  sumOf: optionalKey(Texts),
  depth: optionalKey(Schema.Int),
  where: optionalKey(FilterSchema),
  cells: optionalKey(Schema.Record(Text, TermSchema))
})

const Presence = Schema.Array(Schema.Array(FilterSchema))

const Side = Schema.Struct({
  heading: Text,
  subheading: Text,
  rows: Schema.Array(Schema.NullOr(Text))
})

const Layout = Schema.Union([
  Schema.Struct({
    kind: Schema.Literal("codes"),
    heading: Text,
    isNumbered: optionalKey(Schema.Boolean)
  }),
  Schema.Struct({ kind: Schema.Literal("sides"), left: Side, right: Side, isNumbered: Schema.Boolean }),
  Schema.Struct({
    kind: Schema.Literal("blocks"),
    blocks: Schema.Array(Schema.Struct({ heading: Text, categories: Texts })),
    totals: Schema.Array(Schema.Struct({ row: Text, blocks: Schema.Int }))
  }),
  Schema.Struct({
    kind: Schema.Literal("single"),
    order: Schema.Literals(["blocks", "pairs"]),
    isNumbered: optionalKey(Schema.Boolean)
  }),
  Schema.Struct({ kind: Schema.Literal("items"), heading: Text })
])

const Table = Schema.Struct({
  key: Text,
  like: optionalKey(Text),
  number: optionalKey(Schema.String),
  title: optionalKey(Text),
  titles: optionalKey(Texts),
  note: optionalKey(Schema.String),
  emptyStatement: optionalKey(Text),
  columns: optionalKey(Schema.Array(Schema.Union([Text, Column]))),
  rows: optionalKey(Schema.Array(Schema.Union([Text, Row]))),
  byCode: optionalKey(
    Schema.Struct({ dimension: Schema.Literals(["function", "economic"]), presence: Presence })
  ),
  total: optionalKey(Schema.Literals(["above", "below"])),
  numbers: optionalKey(Schema.Boolean),
  layout: optionalKey(Layout),
  emptyUnless: optionalKey(Presence)
})

/** The schema of a pack as JSON. */
export const PackSchema = Schema.Struct({
  schema: Schema.Literal("juesuan/pack/1"),
  id: Text,
  name: Text,
  source: Text,
  extends: Text,
  inferred: optionalKey(Texts),
  region: optionalKey(
    Schema.Struct({ names: optionalKey(Texts), codes: Texts, years: Schema.Array(Schema.Int) })
  ),
  classes: optionalKey(
    Schema.Struct({
      drop: optionalKey(Texts),
      rename: optionalKey(Schema.Record(Text, Text)),
      add: optionalKey(Schema.Record(Text, Text))
    })
  ),
  total: optionalKey(Schema.Literals(["above", "below"])),
  numbers: optionalKey(Schema.Boolean),
  emptyStatement: optionalKey(Text),
  tables: optionalKey(Schema.Array(Schema.Union([Text, Table]))),
  narrative: optionalKey(
    Schema.Struct({
      like: Text,
      sections: optionalKey(Schema.Array(Schema.Struct({ key: Text, title: Text }))),
      comparedWith: optionalKey(Text)
    })
  )
})

export type ReadPack = typeof PackSchema.Type
export type ReadTableOf = typeof Table.Type
