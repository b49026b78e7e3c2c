/**
 * The claims of a section as they are made, and what has been printed so far by its address, its words and its list.
 */
import type { AmountClaim, ChangeClaim, Claim, ComparisonClaim, ListClaim, Reason } from "./Claim.ts"
import { plainPhrase } from "./Subjects.ts"

/** The place of a claim in the log. */
export type ClaimId = number

/** What may be given a reason. */
export type Explained = ChangeClaim | ComparisonClaim

export class ClaimLog {
  readonly claims: Array<Claim> = []
  readonly #byAddress = new Map<string, AmountClaim>()
  readonly #byLabel = new Map<string, AmountClaim>()
  readonly #listOf = new Map<AmountClaim, number>()
  #lists = new Map<number, { readonly total: AmountClaim; readonly parts: Array<AmountClaim> }>()
  #listCount = 0

  add(claim: Claim): ClaimId {
    return this.claims.push(claim) - 1
  }

  /** The change that was added at a place. */
  changeAt(id: ClaimId): ChangeClaim {
    return this.claims[id] as ChangeClaim
  }

  replace(id: ClaimId, claim: Explained): void {
    this.claims[id] = claim
  }

  explain(id: ClaimId, reason: Reason): void {
    this.claims[id] = { ...(this.claims[id] as Explained), reason }
  }

  /** Notes an outturn, so that later words may name it. */
  note(claim: AmountClaim): void {
    const { address, label } = claim.subject
    if (address !== null) this.#byAddress.set(address, claim)
    if (label !== "") this.#byLabel.set(plainPhrase(label), claim)
  }

  /** The amount printed last for an address. */
  printedAt(address: string): AmountClaim | undefined {
    return this.#byAddress.get(address)
  }

  /** The amount printed last under a phrase. */
  printedAs(phrase: string): AmountClaim | undefined {
    return this.#byLabel.get(phrase)
  }

  /** Opens a list and gives its number; a list of no total has parts of nobody's. */
  openList(total: AmountClaim | null): number {
    const list = ++this.#listCount
    if (total !== null) this.#lists.set(list, { total, parts: [] })
    return list
  }

  addPart(list: number, part: AmountClaim): void {
    const open = this.#lists.get(list)
    if (open === undefined) return
    open.parts.push(part)
    this.#listOf.set(part, list)
  }

  countParts(list: number): number {
    return this.#lists.get(list)?.parts.length ?? 0
  }

  isPartOf(list: number, part: AmountClaim): boolean {
    return this.#listOf.get(part) === list
  }

  /** Ends the lists of a paragraph: each that has parts becomes a claim. */
  endLists(where: ListClaim["where"]): void {
    for (const [list, { total, parts }] of this.#lists) {
      if (parts.length > 0) this.add({ kind: "list", where, total, parts, list })
    }
    this.#lists = new Map()
  }
}
