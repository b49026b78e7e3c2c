/**
 * The claims of a document by what the checks ask for, found once: a check of one claim never looks through all.
 */
import type { AmountClaim, ChangeClaim, Claim, CompletionClaim, ListClaim, ShareClaim } from "./Claim.ts"
import { valueOf } from "./Judge.ts"

const grouped = <Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key | null
): ReadonlyMap<Key, ReadonlyArray<Item>> => {
  const groups = new Map<Key, Array<Item>>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** A value that is found when it is first asked for. */
const lazy = <Value>(find: () => Value): (() => Value) => {
  let found: { readonly value: Value } | null = null
  return () => (found ??= { value: find() }).value
}

type KindOf<Kind extends Claim["kind"]> = Extract<Claim, { kind: Kind }>

const listKey = ({ list, where }: ShareClaim | ListClaim): string | null =>
  list === null ? null : `${list}|${where.paragraphIndex}`

/** Key of a change by its amount now and its rate: where both are the same, it is the same change told again. */
const rateKey = ({ current, rate }: ChangeClaim): string | null =>
  rate === null || current[0] === undefined
    ? null
    : `${current[0].amount.value.toFixed()}|${rate.value.toFixed()}`

export interface ClaimIndex {
  /** The claims of a kind, in order. */
  readonly ofKind: <Kind extends Claim["kind"]>(kind: Kind) => ReadonlyArray<KindOf<Kind>>
  /** The outturn that is printed for an address, wherever it is, as one number; `null` where there are several. */
  readonly onlyOutturn: (address: string) => AmountClaim | null
  /** The outturn that a paragraph prints first for an address. */
  readonly outturnIn: (paragraphIndex: number, address: string) => AmountClaim | undefined
  /** The shares of the list that a share or a list claims. */
  readonly sharesOf: (claim: ShareClaim | ListClaim) => ReadonlyArray<ShareClaim>
  /** The changes of one printed amount alone. */
  readonly changesOf: (amount: AmountClaim) => ReadonlyArray<ChangeClaim>
  /** The changes by as much as one, in 元. */
  readonly changesByAs: (change: ChangeClaim) => ReadonlyArray<ChangeClaim>
  /** The changes of the same amount with the same rate as one. */
  readonly changesToldAs: (change: ChangeClaim) => ReadonlyArray<ChangeClaim>
  /** The budgets printed for an address, of one version. */
  readonly budgetsAt: (address: string, version: CompletionClaim["of"]) => ReadonlyArray<AmountClaim>
}

/** An index over the claims of a document. */
export const claimIndex = (claims: ReadonlyArray<Claim>): ClaimIndex => {
  const kinds = grouped(claims, ({ kind }) => kind)
  const ofKind = <Kind extends Claim["kind"]>(kind: Kind): ReadonlyArray<KindOf<Kind>> =>
    (kinds.get(kind) ?? []) as ReadonlyArray<KindOf<Kind>>
  const onlyOutturns = lazy(() => {
    const only = new Map<string, AmountClaim | null>()
    for (const claim of ofKind("amount")) {
      const { address } = claim.subject
      if (address === null || claim.role !== "outturn") continue
      const other = only.get(address)
      const isSame =
        other === undefined || (other !== null && valueOf(other.amount).eq(valueOf(claim.amount)))
      only.set(address, isSame ? (other ?? claim) : null)
    }
    return only
  })
  const outturns = lazy(() =>
    grouped(ofKind("amount"), ({ role, subject, where }) =>
      role === "outturn" && subject.address !== null ? `${where.paragraphIndex}|${subject.address}` : null
    )
  )
  const budgets = lazy(() =>
    grouped(ofKind("amount"), ({ role, subject, budgetVersion }) =>
      role === "budget" && subject.address !== null ? `${budgetVersion}|${subject.address}` : null
    )
  )
  const shares = lazy(() => grouped(ofKind("share"), listKey))
  const changes = lazy(() =>
    grouped(ofKind("change"), ({ current }) => (current.length === 1 ? current[0]! : null))
  )
  const byAmount = lazy(() =>
    grouped(ofKind("change"), ({ amount }) => (amount === null ? null : valueOf(amount).toFixed()))
  )
  const byRate = lazy(() => grouped(ofKind("change"), rateKey))
  return {
    ofKind,
    onlyOutturn: (address) => onlyOutturns().get(address) ?? null,
    outturnIn: (paragraphIndex, address) => outturns().get(`${paragraphIndex}|${address}`)?.[0],
    sharesOf: (claim) => shares().get(listKey(claim) ?? "") ?? [],
    changesOf: (amount) => changes().get(amount) ?? [],
    changesByAs: ({ amount }) => (amount === null ? [] : (byAmount().get(valueOf(amount).toFixed()) ?? [])),
    changesToldAs: (change) => byRate().get(rateKey(change) ?? "") ?? [],
    budgetsAt: (address, version) => budgets().get(`${version}|${address}`) ?? []
  }
}
