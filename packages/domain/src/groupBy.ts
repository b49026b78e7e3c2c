/**
 * Items by a key: `Map.groupBy`, which the oldest engine that runs these packages does not have yet.
 */

/** The items of each key in their order; keys in the order of their first item. */
export const groupBy = <K, A>(items: Iterable<A>, keyOf: (item: A) => K): Map<K, Array<A>> => {
  const groups = new Map<K, Array<A>>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
