/**
 * PDF files as printed pages.
 */
import * as Data from "effect/Data"
import type { KeptApart, PrintedCharacter, PrintedPage, UnreadReason } from "../PageModel.ts"
import { interpret } from "./interpret.ts"
import type { Interpreted, OperatorList } from "./interpret.ts"
import type { Affine } from "./Affine.ts"
import type { Font, InkedCharacter } from "./Ink.ts"
import { MemoryDataFactory, loadLibrary } from "./Library.ts"

/** Why a PDF cannot be read at all. */
export type PdfFault = "encrypted" | "damaged" | "tooLarge" | "tooSlow"

const remedies: Readonly<Record<PdfFault, string>> = {
  encrypted: "Save it without a password.",
  damaged: "Check that the file was downloaded whole.",
  tooLarge: "Split it into several files.",
  tooSlow: "Print it to a new PDF, or take the document that it was made from."
}

/** A PDF of which no page can be read. */
export class PdfUnreadable extends Data.TaggedError("PdfUnreadable")<{
  readonly fault: PdfFault
  /** What was seen. */
  readonly detail: string
}> {
  /** What to do about it. */
  get remedy(): string {
    return remedies[this.fault]
  }

  override get message(): string {
    return `The PDF cannot be read: ${this.detail}. ${this.remedy}`
  }
}

/** How much of a PDF is read at most. */
export interface PdfLimits {
  readonly pagesMax: number
  /** Operators of one page. */
  readonly operatorsMax: number
  /** Characters of one page. */
  readonly charactersMax: number
  /** Ruling lines of one page. */
  readonly rulingsMax: number
  /** Milliseconds for the whole file. */
  readonly timeMax: number
}

/** The largest published documents have some 300 pages, and some 10,000 operators on one. */
export const pdfLimits: PdfLimits = {
  pagesMax: 2_000,
  operatorsMax: 1_000_000,
  charactersMax: 200_000,
  rulingsMax: 100_000,
  timeMax: 120_000
}

/** Text is turned when it leaves the direction of the page's by more than this, in degrees. */
const TURNED = 3
/** A page is printed sideways when more than this share of its characters runs one way that is not to the right. */
const SIDEWAYS = 0.6
/** Characters of one text that stand nearer than this, in font sizes, are one that is printed twice. */
const DOUBLED = 0.2
/** An image is the page when it covers this share of it. */
const COVERING = 0.7
/** A scanned page may have so few printed characters, such as its number. */
const SCANNED_TEXT_MAX = 12
/** So many curves without a character draw letters. */
const OUTLINES_MIN = 200
/** A page with a larger share of characters that nobody knows is not read. */
const UNKNOWN_MAX = 0.2

interface LoadedPage {
  readonly rotate: number
  readonly getViewport: (options: { readonly scale: number; readonly rotation: number }) => {
    readonly width: number
    readonly height: number
    readonly transform: ReadonlyArray<number>
  }
}

/** How far the page is to be turned, in degrees, for most of its text to run to the right. */
const turnOf = (characters: ReadonlyArray<InkedCharacter>): number => {
  const visible = characters.filter(({ kind }) => kind === "visible")
  for (const quarter of [90, 180, -90]) {
    const isThis = ({ angle }: InkedCharacter): boolean =>
      Math.abs(angle - quarter) <= TURNED || Math.abs(angle + 360 - quarter) <= TURNED
    if (visible.filter(isThis).length > visible.length * SIDEWAYS) return -quarter
  }
  return 0
}

/** Characters that are not printed again over themselves. */
const withoutDoubles = (characters: ReadonlyArray<PrintedCharacter>): ReadonlyArray<PrintedCharacter> => {
  const seen = new Map<string, Array<PrintedCharacter>>()
  return characters.filter((character) => {
    const { text, left, baseline, size } = character
    const near = (value: number): number => Math.round(value / 8)
    const doubles = [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) => seen.get(`${text}|${near(left) + dx}|${near(baseline) + dy}`) ?? [])
    )
    const isDouble = doubles.some(
      (other) =>
        Math.abs(other.left - left) < DOUBLED * size && Math.abs(other.baseline - baseline) < DOUBLED * size
    )
    if (isDouble) return false
    const key = `${text}|${near(left)}|${near(baseline)}`
    seen.set(key, [...(seen.get(key) ?? []), character])
    return true
  })
}

const unreadReasonOf = (
  { ink, frames }: Interpreted,
  printed: ReadonlyArray<PrintedCharacter>,
  { hidden }: KeptApart,
  area: number
): UnreadReason | null => {
  if (ink.hasMuteFont) return "fontUnknown"
  const unknown = printed.filter(({ text }) => text.includes("\ufffd")).length
  if (unknown > printed.length * UNKNOWN_MAX) return "fontUnknown"
  const isCovered = frames.some(
    ([left, top, right, bottom]) => (right - left) * (bottom - top) > COVERING * area
  )
  if (isCovered && printed.length < SCANNED_TEXT_MAX) return hidden > 0 ? "recognised" : "scanned"
  return printed.length === 0 && ink.curves > OUTLINES_MIN ? "outlined" : null
}

const inkless = { characters: [], rulings: [], keptApart: { hidden: 0, white: 0, doubled: 0, rotated: 0 } }

/** A page from its operators. */
const pageOf = (
  number: number,
  page: LoadedPage,
  operators: OperatorList,
  context: Parameters<typeof interpret>[2],
  limits: PdfLimits
): PrintedPage => {
  const viewed = (turn: number) => page.getViewport({ scale: 1, rotation: (page.rotate + turn + 720) % 360 })
  const run = (turn: number): Interpreted =>
    interpret(operators, viewed(turn).transform as unknown as Affine, context)
  const upright = run(0)
  const turn = turnOf(upright.ink.characters)
  const found = turn === 0 ? upright : run(turn)
  const { width, height } = viewed(turn)
  const { characters, rulings } = found.ink
  if (characters.length > limits.charactersMax || rulings.length > limits.rulingsMax)
    return { number, width, height, ...inkless, unread: "tooMuch" }
  const visible = characters.filter(({ kind }) => kind === "visible")
  const straight = visible.filter(({ angle }) => Math.abs(angle) <= TURNED)
  const printed = withoutDoubles(straight)
  const keptApart = {
    hidden: characters.filter(({ kind }) => kind === "hidden").length,
    white: characters.filter(({ kind }) => kind === "white").length,
    doubled: straight.length - printed.length,
    rotated: visible.length - straight.length
  }
  const unread = unreadReasonOf(found, printed, keptApart, width * height)
  return unread === null
    ? { number, width, height, characters: printed, rulings, keptApart, unread }
    : { number, width, height, ...inkless, keptApart, unread }
}

/** What a failure of the library means for the file. */
const faultOf = (cause: unknown): PdfUnreadable => {
  const name = cause instanceof Error ? cause.name : ""
  return name === "PasswordException"
    ? new PdfUnreadable({ fault: "encrypted", detail: "it is encrypted and needs a password" })
    : new PdfUnreadable({ fault: "damaged", detail: "it is cut off or damaged" })
}

type Library = Awaited<ReturnType<typeof loadLibrary>>
type PdfDocument = Awaited<ReturnType<Library["getDocument"]>["promise"]>

const readPages = async (
  document: PdfDocument,
  { OPS }: Library,
  limits: PdfLimits
): Promise<ReadonlyArray<PrintedPage>> => {
  const layers = await document.getOptionalContentConfig()
  const pages: Array<PrintedPage> = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const operators = (await page.getOperatorList({ annotationMode: 0 })) as OperatorList
    const { commonObjs } = page
    const context = {
      codes: OPS as Readonly<Record<string, number>>,
      fontOf: (name: string): Font | null => (commonObjs.has(name) ? (commonObjs.get(name) as Font) : null),
      isShown: (layer: unknown): boolean => layers.isVisible(layer)
    }
    if (operators.fnArray.length > limits.operatorsMax) {
      const { width, height } = page.getViewport({ scale: 1 })
      pages.push({ number, width, height, ...inkless, unread: "tooMuch" })
    } else pages.push(pageOf(number, page as unknown as LoadedPage, operators, context, limits))
    page.cleanup()
  }
  return pages
}

/**
 * Reads the pages of a PDF, in order. Rejects with {@link PdfUnreadable} and with nothing else; a page that cannot be
 * read says so in `unread`. Nothing is fetched, no script of the file runs, and no image is decoded.
 */
export const readPdf = async (
  bytes: Uint8Array,
  overrides: Partial<PdfLimits> = {}
): Promise<ReadonlyArray<PrintedPage>> => {
  const limits = { ...pdfLimits, ...overrides }
  const library = await loadLibrary()
  const task = library.getDocument({
    // The library takes over what it is given, and wants no subclass of an array of bytes.
    data: new Uint8Array(bytes),
    BinaryDataFactory: MemoryDataFactory,
    cMapUrl: "memory:/",
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 0,
    verbosity: 0
  })
  let isSlow = false
  const timer = setTimeout(() => {
    isSlow = true
    void task.destroy()
  }, limits.timeMax)
  try {
    const document = await task.promise
    const { numPages } = document
    if (numPages > limits.pagesMax)
      throw new PdfUnreadable({
        fault: "tooLarge",
        detail: `it has ${numPages} pages, more than ${limits.pagesMax}`
      })
    return await readPages(document, library, limits)
  } catch (cause) {
    if (cause instanceof PdfUnreadable) throw cause
    const seconds = Math.round(limits.timeMax / 1000)
    throw isSlow
      ? new PdfUnreadable({ fault: "tooSlow", detail: `reading it takes longer than ${seconds} seconds` })
      : faultOf(cause)
  } finally {
    clearTimeout(timer)
    await task.destroy()
  }
}
