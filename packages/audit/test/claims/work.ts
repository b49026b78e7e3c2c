/**
 * Counts the work of a function without a clock: the characters that its searches look at, and the items that its
 * look-ups in arrays pass over.
 */

type Method = (...args: ReadonlyArray<unknown>) => unknown

/** How many characters of a text a pattern looks at: from where it starts to the end of what it finds. */
const execute = RegExp.prototype.exec
const lookedAt = (pattern: RegExp, text: string, from: number, match: RegExpExecArray | null): number => {
  if (match !== null) return match.index + match[0].length - from
  return pattern.sticky ? 1 : text.length - from
}

const searches = ["indexOf", "lastIndexOf", "includes"] as const
const passes = [
  "filter",
  "find",
  "findLast",
  "findIndex",
  "some",
  "every",
  "includes",
  "flatMap",
  "map"
] as const

/** Runs a function and counts what it looks at; what it gives is dropped. */
export const workOf = (run: () => unknown): number => {
  let work = 0
  const replaced: Array<() => void> = []
  const replace = <Owner extends object>(
    owner: Owner,
    name: keyof Owner & string,
    made: (was: Method) => Method
  ) => {
    const was = owner[name] as Method
    Object.defineProperty(owner, name, { value: made(was), configurable: true, writable: true })
    replaced.push(() =>
      Object.defineProperty(owner, name, { value: was, configurable: true, writable: true })
    )
  }
  replace(
    RegExp.prototype,
    "exec",
    () =>
      function (this: RegExp, text: string) {
        const from = this.global || this.sticky ? this.lastIndex : 0
        const match = execute.call(this, text)
        work += lookedAt(this, text, from, match)
        return match
      } as unknown as Method
  )
  for (const name of searches)
    replace(
      String.prototype,
      name,
      (was) =>
        function (this: string, ...args: ReadonlyArray<unknown>) {
          work += this.length
          return Reflect.apply(was, this, args)
        } as unknown as Method
    )
  for (const name of passes)
    replace(
      Array.prototype,
      name,
      (was) =>
        function (this: Array<unknown>, ...args: ReadonlyArray<unknown>) {
          work += this.length
          return Reflect.apply(was, this, args)
        } as unknown as Method
    )
  try {
    run()
  } finally {
    for (const restore of replaced.reverse()) restore()
  }
  return work
}
