/**
 * Text made safe for a page: for elements and attributes, and for JSON inside a script element.
 */

/** What a page may not hold, or what would turn the order of the text around it. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/gu

/** The text with line ends as `\n`; control characters and direction marks become U+FFFD. */
export const printable = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "\ufffd").toWellFormed()

/** Makes text literal inside elements and quoted attribute values. */
export const escapeHtml = (text: string): string =>
  printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")

/** JSON that may stand in a script element: no text in it can close the element or open a comment. */
export const jsonForScript = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "string" ? printable(inner) : inner
  ).replace(/</g, "\\u003c")
