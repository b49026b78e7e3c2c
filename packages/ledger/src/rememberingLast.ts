/** A judge that remembers the last text it accepted: neighbouring events have most of theirs in common. */
export const rememberingLast = (accepts: (value: unknown) => boolean): ((value: unknown) => boolean) => {
  let last: string | undefined
  return (value) => {
    if (value === last && value !== undefined) return true
    if (!accepts(value)) return false
    if (typeof value === "string") last = value
    return true
  }
}
