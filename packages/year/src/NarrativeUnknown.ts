/**
 * The failure of a year that nobody has written words for.
 */
import * as Data from "effect/Data"

/** No narrative is written in the words of that table pack. */
export class NarrativeUnknown extends Data.TaggedError("NarrativeUnknown")<{ readonly pack: string }> {
  override get message(): string {
    return `There is no narrative in the words of "${this.pack}". Use a table pack that has one.`
  }
}
