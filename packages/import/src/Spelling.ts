/**
 * Spellings: when two numbers that are written differently name one voucher (凭证) or one project.
 *
 * Half-width and full-width, an apostrophe in front (how spreadsheets mark text) and spaces at a hyphen are
 * ways to type one number: such spellings are made one. Zeros in front, capitals and other spaces may be
 * meant, or not: what differs in nothing else is in doubt, and the doubt is reported.
 */

/** Most numbers are spelled plainly. */
const PLAIN = /^[!-&(-~\u4e00-\u9fff]+$/
const DASHES = /\s*[-\u2010-\u2015\u2212]\s*/g

/** The plain spelling: half-width, without an apostrophe in front, hyphens without spaces. */
export const plainSpelling = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.normalize("NFKC").trim().replace(/^'/, "").replace(DASHES, "-").replace(/\s+/g, " ").trim()

/** What spellings in doubt have in common: no zeros in front, no capitals, no spaces. */
const looseSpelling = (text: string): string =>
  plainSpelling(text)
    .toLowerCase()
    .replace(/\s+/g, "")
    .replace(/(?<!\d)0+(?=\d)/g, "")

/** The numbers of one kind that a unit's year has, by how they are spelled. */
export interface Spellings {
  /** How the number was spelled before: as it is, or as the ledger has it. */
  readonly known: (number: string) => string
  /** Another number that differs from this one only in zeros in front, capitals or spaces; this one is remembered. */
  readonly doubtful: (number: string) => string | undefined
}

/** Begins with the numbers that the ledger has. */
export const makeSpellings = (numbers: Iterable<string>): Spellings => {
  const byPlain = new Map<string, string>()
  const byLoose = new Map<string, string>()
  const remember = (number: string): void => {
    const loose = looseSpelling(number)
    if (!byLoose.has(loose)) byLoose.set(loose, number)
  }
  for (const number of numbers) {
    // A number that the ledger has in its plain spelling, too, stays what it is.
    const plain = plainSpelling(number)
    if (plain === number || !byPlain.has(plain)) byPlain.set(plain, number)
    remember(number)
  }
  return {
    known: (number) => byPlain.get(number) ?? number,
    doubtful: (number) => {
      const before = byLoose.get(looseSpelling(number))
      if (before === undefined) remember(number)
      return before === undefined || before === number ? undefined : before
    }
  }
}
