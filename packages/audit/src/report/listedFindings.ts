/**
 * What files of ours that list findings have in common: JSON of a schema, with a list `findings`.
 */
import * as Result from "effect/Result"

/** Whether a value is an object of JSON. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The findings that a text of that schema lists; fails with what is wrong with the text. */
export const listedFindings = (
  text: string,
  schema: string
): Result.Result<ReadonlyArray<unknown>, string> => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return Result.fail("it is no JSON")
  }
  if (!isObject(json) || json["schema"] !== schema) return Result.fail(`its schema is not ${schema}`)
  const { findings } = json
  return Array.isArray(findings) ? Result.succeed(findings) : Result.fail("it lists no findings")
}
