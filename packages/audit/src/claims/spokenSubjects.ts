/**
 * Whom the words of a sentence name in its section: a cell of the tables, a figure of the narrative, or nobody.
 */
import type { ReadTable } from "@juesuan/tables"
import type { Subject } from "./Claim.ts"
import type { DiscourseContext, DiscourseState, SpokenSubject } from "./DiscourseState.ts"
import { codeOfEntry } from "./Entries.ts"
import type { EntryNames } from "./Entries.ts"
import { PROJECT_MONEY } from "./lexicon.ts"
import { placeIn } from "./Passage.ts"
import { addressOf, functionTableOf, plainPhrase, sectionOf } from "./Subjects.ts"

const rowsByLabel = new WeakMap<ReadTable, ReadonlyMap<string, string>>()

/** The keys of a table's rows by their labels; of rows of one label the one of the shortest key. */
const rowKeys = (table: ReadTable): ReadonlyMap<string, string> => {
  const known = rowsByLabel.get(table)
  if (known !== undefined) return known
  const keys = new Map<string, string>()
  for (const { key, label } of table.rows.values()) {
    const plain = plainPhrase(label.replace(/\s/g, ""))
    const other = keys.get(plain)
    if (other === undefined || key.length < other.length) keys.set(plain, key)
  }
  rowsByLabel.set(table, keys)
  return keys
}

/** The row of T06 with this label: §六 and parts of basic expenditure. */
const rowAddress = (
  { topic }: DiscourseState,
  { document }: DiscourseContext,
  words: string
): string | null => {
  const table = topic === "basic" ? document.tables.get("T06") : undefined
  const key = table === undefined ? undefined : rowKeys(table).get(plainPhrase(words))
  return key === undefined ? null : `T06/${key}/1`
}

/** The subject of a phrase that names what is compared or a part; `null` for none. */
export const subjectOfPhrase = (
  state: DiscourseState,
  context: DiscourseContext,
  phrase: string | null
): Subject | null => {
  if (phrase === null) return null
  const plain = phrase.replace(/(?:支出)?决算$/, "")
  const address = addressOf(state.topic, plain, "outturn") ?? rowAddress(state, context, plain)
  return { label: phrase, address }
}

/** The subject of an entry by its names; that it was named is a claim of its own. */
export const subjectOfEntry = (
  { topic }: DiscourseState,
  { document, passage, where, log }: DiscourseContext,
  names: EntryNames,
  at: number
): SpokenSubject => {
  const table = functionTableOf(topic)
  const { code, standard } = codeOfEntry(names, table === null ? undefined : document.tables.get(table))
  const { category, section, item } = names
  log.add({ kind: "entry", where, category, section, item, code, standard, at: placeIn(passage, at) })
  const label = item ?? section ?? category
  if (code === null || table === null) return { label, outturn: null, budget: null }
  return {
    label,
    outturn: `${table}/${code}/${table === "T08" ? "3" : "1"}`,
    budget: `N/${sectionOf(topic)}.3/${code}/initial`
  }
}

/** The subject of the words before an amount. */
export const subjectOfWords = (
  state: DiscourseState,
  context: DiscourseContext,
  words: string
): SpokenSubject => {
  if (words === "") return state.statement.subject ?? { label: "", outturn: null, budget: null }
  if (state.topic === "performance" && PROJECT_MONEY.test(words)) {
    const { projects } = state
    const isWhole = projects?.endsWith("/projects") === true
    return { label: words, outturn: isWhole ? projects.replace(/projects$/, "amount") : null, budget: null }
  }
  const outturn = addressOf(state.topic, words, "outturn") ?? rowAddress(state, context, words)
  return { label: words, outturn, budget: addressOf(state.topic, words, "budget") }
}
