/**
 * Text that cannot act: what a unit writes is printed, and does nothing else.
 *
 * WordprocessingML has no formulas in text and its writer escapes markup, so two kinds of characters are left: those
 * XML forbids, which would make a file Word refuses to open, and the marks that turn text around, with which a name
 * could show another amount than it holds. Both are replaced by U+FFFD, so that a reader sees that something was there.
 */

// oxlint-disable-next-line no-control-regex
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** Text on one line, of characters that XML allows and that are to be seen. */
export const inert = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, " ")
    .replace(UNPRINTABLE, "\ufffd")
