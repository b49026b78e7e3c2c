/**
 * XML parts of documents, strictly: malformed XML is an error, a document type is refused before any entity can
 * exist, and elements nest to a limit. `saxes` is known to this module alone.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { SaxesParser } from "saxes"
import type { SaxesTagPlain } from "saxes"

/** A part is not the XML it should be. */
export class XmlBroken extends Data.TaggedError("XmlBroken")<{
  readonly part: string
  readonly detail: string
}> {
  override get message(): string {
    return `${this.part}: ${this.detail}. Save the document again.`
  }
}

/** A part declares a document type. */
export class XmlHasDtd extends Data.TaggedError("XmlHasDtd")<{ readonly part: string }> {
  override get message(): string {
    return `${this.part} declares a document type, which no document needs. Save the document again.`
  }
}

/** Elements of a part stand inside each other beyond the limit. */
export class XmlTooDeep extends Data.TaggedError("XmlTooDeep")<{
  readonly part: string
  readonly depthMax: number
}> {
  override get message(): string {
    return `${this.part} has elements nested beyond ${this.depthMax}. Save the document again.`
  }
}

/** Why a part cannot be read. */
export type XmlError = XmlBroken | XmlHasDtd | XmlTooDeep

/** The attributes of an element, by the names that the part gives them. */
export type Attributes = Readonly<Record<string, string>>

/** Receives what stands in a part, names without their prefix. Each may throw {@link XmlStop}. */
export interface XmlHandler {
  readonly open?: (name: string, attributes: Attributes, isEmpty: boolean) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Ends a parse from within a handler; what was read is kept. */
export class XmlStop extends Error {}

const CHUNK = 1 << 16
const DEPTH_MAX = 512

/** A name without its prefix: `w:p` is `p`. */
export const localName = (name: string): string => {
  const colon = name.indexOf(":")
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The attribute of that name, whatever its prefix. */
export const attributeOf = (attributes: Attributes, local: string): string | undefined => {
  for (const name in attributes) if (localName(name) === local) return attributes[name]
  return undefined
}

/** How a part is parsed. */
export interface XmlOptions {
  /** How deep elements may stand inside each other. */
  readonly depthMax?: number
  /** What a handler throws for its caller alone: it goes on, instead of saying that the part is broken. */
  readonly isCallers?: (cause: unknown) => boolean
}

/**
 * Parses a part. Fails with an {@link XmlError}. Of what a handler throws, {@link XmlStop} ends the parse and keeps
 * what was read, what is the caller's goes on to it, and any other error says that the part is broken.
 */
export const parseXml = (
  part: string,
  bytes: Uint8Array,
  handler: XmlHandler,
  { depthMax = DEPTH_MAX, isCallers = () => false }: XmlOptions = {}
): Result.Result<void, XmlError> => {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const decoder = new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? "utf-16le" : "utf-16be") : "utf-8", {
    fatal: true
  })
  const parser = new SaxesParser({ xmlns: false, position: false })
  let fault: XmlError | undefined
  let depth = 0
  const failWith = (error: XmlError): never => {
    fault = error
    throw new XmlStop()
  }
  parser.on("doctype", () => failWith(new XmlHasDtd({ part })))
  parser.on("opentag", ({ name, attributes, isSelfClosing }: SaxesTagPlain) => {
    if (++depth > depthMax) failWith(new XmlTooDeep({ part, depthMax }))
    handler.open?.(localName(name), attributes, isSelfClosing)
  })
  parser.on("closetag", ({ name }: SaxesTagPlain) => {
    depth--
    handler.close?.(localName(name))
  })
  if (handler.text !== undefined) {
    const { text } = handler
    parser.on("text", text)
    parser.on("cdata", text)
  }
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }))
    }
    parser.write(decoder.decode()).close()
    return Result.succeed(undefined)
  } catch (cause) {
    if (fault !== undefined) return Result.fail(fault)
    if (cause instanceof XmlStop) return Result.succeed(undefined)
    if (isCallers(cause)) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    return Result.fail(new XmlBroken({ part, detail: detail.slice(0, 120) }))
  }
}
