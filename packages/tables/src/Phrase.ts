/**
 * Phrases: the ways in which one head, label or title is printed, as one text.
 *
 * `[…]` may be absent, `(a|b)` is one of several, and `+` behind a group is up to six of it; everything else is what is
 * printed. `[本年]收入合计` is 本年收入合计 or 收入合计. Spaces, quotation marks and the width of brackets do not count.
 */

const narrowed: Readonly<Record<string, string>> = { "（": "(", "）": ")", "：": ":", "，": ",", "；": ";" }

/** A text as phrases are compared with it: without spaces and quotation marks, brackets and digits of one width. */
export const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s\u200b\ufeff"'“”‘’「」『』]/g, "")
    .replace(/[（）：，；]/g, (mark) => narrowed[mark] ?? mark)

const escaped = (character: string): string => character.replace(/[.*?^$\\{}]/g, "\\$&")

const sourceOf = (phrase: string): string =>
  [...phrase.replace(/[\s"'“”‘’「」『』]/g, "")]
    .map((character) => {
      if (character === "[" || character === "(") return "(?:"
      if (character === "]") return ")?"
      if (character === "+") return "{1,6}"
      if (character === ")" || character === "|") return character
      return character === "（" || character === "）"
        ? `\\${narrowed[character]!}`
        : escaped(plainText(character))
    })
    .join("")

const compiled = new Map<string, RegExp>()

const patternOf = (phrase: string): RegExp => {
  const known = compiled.get(phrase)
  if (known !== undefined) return known
  const made = new RegExp(`^(?:${sourceOf(phrase)})$`)
  compiled.set(phrase, made)
  return made
}

/** Whether a phrase can be read: its brackets are closed, and nothing but a group is repeated. */
export const isPhrase = (phrase: string): boolean => {
  try {
    patternOf(phrase)
    return phrase.trim() !== ""
  } catch {
    return false
  }
}

/** Whether a text is printed as one of the phrases say; the text is made plain by {@link plainText} or its equal. */
export const isOneOf = (text: string, phrases: Iterable<string>): boolean => {
  for (const phrase of phrases) if (patternOf(phrase).test(text)) return true
  return false
}

/** What a phrase prints in full: every optional part, the first of several. */
export const fullText = (phrase: string): string => {
  let text = phrase
  for (let before = ""; before !== text;) {
    before = text
    text = text
      .replace(/\(([^()|[\]]*)(?:\|[^()[\]]*)?\)\+?/g, "$1")
      .replace(/\[([^()[\]|]*)(?:\|[^()[\]]*)?\]/g, "$1")
  }
  return text
}
