/**
 * What kind of file some bytes are, by what stands in them.
 *
 * The content decides before the name does: a .xls that is a web page, or a .txt that is a Word document, are read
 * as what they are.
 */
import type { DocumentFormat } from "../ReadDocument.ts"

/** Bytes as characters 0–255: for signatures and names in ASCII. */
export const latin1Of = (bytes: Uint8Array): string => {
  let text = ""
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at]!)
  return text
}

export type Signature = "zip" | "oldOffice" | "pdf" | "rtf" | "picture" | "gzip" | "text"

const starts = (bytes: Uint8Array, ...signature: ReadonlyArray<number>): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

export const signatureOf = (bytes: Uint8Array): Signature => {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return "zip"
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "oldOffice"
  if (starts(bytes, 0x1f, 0x8b)) return "gzip"
  if (
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    starts(bytes, 0x47, 0x49, 0x46, 0x38)
  )
    return "picture"
  const head = latin1Of(bytes.subarray(0, 1024)).trimStart()
  return head.startsWith("%PDF-") ? "pdf" : head.startsWith("{\\rtf") ? "rtf" : "text"
}

/** How much of a text is looked at for signs of a format. */
const HEAD = 1 << 16

const HTML_HEAD = /^(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s)/i
const HTML_BLOCK = /<(?:\/(?:p|table|tr|td|div|body|html)>|br\s?\/?>|(?:table|tr|td|p|div)[\s>])/gi
/** |---|:--:| under a row of a table; each dash run, colon and bar is read once. */
const MARKDOWN_RULE = /^\s{0,3}\|?\s?:?-{2,}:?\s?\|[\s|:-]*$/
const MARKDOWN_HEADING = /^#{1,6}\s\S/

const isHtml = (head: string): boolean => {
  const start = head.slice(0, 2048).replace(/^\uFEFF?(?:\s|<\?xml[^>]{0,200}\?>|<!--[\s\S]{0,1000}?-->)*/, "")
  return HTML_HEAD.test(start) || (start.startsWith("<") && (head.match(HTML_BLOCK)?.length ?? 0) >= 4)
}

const isMarkdown = (head: string): boolean => {
  let headings = 0
  for (const line of head.split(/\r\n|\n|\r/)) {
    if (line.length < 400 && line.includes("|") && MARKDOWN_RULE.test(line)) return true
    if (MARKDOWN_HEADING.test(line.slice(0, 16)) && ++headings >= 2) return true
  }
  return false
}

const extensionOf = (file: string): string => /\.([a-z]{1,8})$/.exec(file.slice(-12).toLowerCase())?.[1] ?? ""

/** The format of a text: by its content, then by the name of its file. */
export const formatOfText = (text: string, file: string): DocumentFormat => {
  const head = text.slice(0, HEAD)
  if (isHtml(head)) return "html"
  if (isMarkdown(head)) return "markdown"
  const extension = extensionOf(file)
  if (/^x?html?$/.test(extension)) return "html"
  return extension === "md" || extension === "markdown" ? "markdown" : "text"
}
