/** The first field of an object that it should not have. */
export const extraOf = (value: object, known: ReadonlySet<string>): string | undefined => {
  for (const name in value) if (!known.has(name) && Object.hasOwn(value, name)) return name
  return undefined
}
