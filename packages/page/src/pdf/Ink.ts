/**
 * What a page's operators put on it, by its graphics state: glyphs as characters, thin paths as ruling lines.
 *
 * The operators are those of the PDF library, in which colours are RGB texts and paths are lists of numbers.
 */
import type { Box, PrintedCharacter, Ruling } from "../PageModel.ts"
import { apply, compose, identity, translation } from "./Affine.ts"
import type { Affine } from "./Affine.ts"
import { withoutRadicals } from "./Radicals.ts"

/** A font of the library, as far as it is used here. */
export interface Font {
  readonly fontMatrix?: Affine
  readonly vertical?: boolean
}

/** A glyph of a shown text; a number moves back by thousandths of the font size. */
export interface Glyph {
  readonly width: number
  readonly unicode: string
  readonly isSpace: boolean
}

/** A character with its direction, before the page's own is known. */
export interface InkedCharacter extends PrintedCharacter {
  /** Degrees, clockwise; 0 for text that runs to the right. */
  readonly angle: number
  readonly kind: "visible" | "hidden" | "white"
}

export interface GraphicsState {
  matrix: Affine
  fill: string
  stroke: string
  font: Font | null
  fontName: string
  fontSize: number
  characterSpacing: number
  wordSpacing: number
  /** Horizontal scale, 1 for none. */
  scale: number
  leading: number
  rise: number
  mode: number
}

export const initialState = (matrix: Affine): GraphicsState => ({
  matrix,
  fill: "#000000",
  stroke: "#000000",
  font: null,
  fontName: "",
  fontSize: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0
})

/** White, or so close to it that no reader sees it on white paper. */
const isWhite = (color: string): boolean => /^#f[\da-f]f[\da-f]f[\da-f]$/i.test(color)

/** Text modes of PDF that leave no ink: invisible, and clipping only. */
const isInkless = (mode: number): boolean => mode === 3 || mode === 7

/** A path is a line when it is not thicker than this. */
const THIN = 2.2
/** A line is straight along the page when it leaves its direction by less than this. */
const STRAIGHT = 0.7
/** How much of the font size stands above the base line. */
const ASCENT = 0.86

// oxlint-disable-next-line no-control-regex
const MEANINGLESS = /[\u0000-\u001f\u007f-\u009f\ue000-\uf8ff]/g

const characterOf = (unicode: string): string => withoutRadicals(unicode).replace(MEANINGLESS, "\ufffd")

/** The codes of a path, each with how many numbers follow it; the last two of them are a point. */
const POINTS = [2, 2, 6, 4, 0] as const
const MOVE = 0
const LINE = 1
const CLOSE = 4

interface Subpath {
  readonly points: Array<readonly [number, number]>
  hasCurves: boolean
}

const boxOf = (points: ReadonlyArray<readonly [number, number]>): Box => {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}

const contains = ([left, top, right, bottom]: Box, x: number, y: number): boolean =>
  x >= left && x <= right && y >= top && y <= bottom

/** Everything that was put on one page, and what says how it is to be taken. */
export class Ink {
  readonly characters: Array<InkedCharacter> = []
  readonly rulings: Array<Ruling> = []
  /** Filled areas that are not white: white text on them can be read. */
  readonly #fills: Array<Box> = []
  /** Fonts by whether any of their texts gave a character. */
  readonly #fonts = new Map<string, boolean>()
  curves = 0

  /** Whether some font never gave a character: the file does not say what its texts are. */
  get hasMuteFont(): boolean {
    return [...this.#fonts.values()].includes(false)
  }

  /** Shows a text; gives how far the next one begins from it. */
  show(
    glyphs: ReadonlyArray<Glyph | number>,
    state: GraphicsState,
    text: Affine,
    isLayerOff: boolean
  ): number {
    const { font, fontName, fontSize, scale } = state
    const isMute = font === null || glyphs.every((glyph) => typeof glyph === "number")
    this.#fonts.set(fontName, (this.#fonts.get(fontName) ?? false) || !isMute)
    if (font === null) return 0
    const unit = font.fontMatrix?.[0] ?? 0.001
    const matrix = compose(state.matrix, text)
    let x = 0
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        x -= (glyph * fontSize * scale) / 1000
        continue
      }
      const width = glyph.width * unit * fontSize * scale
      const isPrinted = glyph.unicode.trim() !== ""
      if (isPrinted) this.#add(glyph.unicode, x, width, matrix, state, isLayerOff)
      x += width + (state.characterSpacing + (glyph.isSpace ? state.wordSpacing : 0)) * scale
    }
    return x
  }

  /** Draws a path; `isFilled` and `isStroked` say how it is painted. */
  path(
    data: ArrayLike<number>,
    { matrix, fill, stroke }: GraphicsState,
    isFilled: boolean,
    isStroked: boolean
  ): void {
    for (const { points, hasCurves } of this.#subpaths(data, matrix)) {
      if (hasCurves) {
        this.curves++
        continue
      }
      if (isFilled && !isWhite(fill)) this.#area(boxOf(points))
      if (isStroked && !isWhite(stroke))
        for (let at = 1; at < points.length; at++) this.#line(boxOf([points[at - 1]!, points[at]!]))
    }
  }

  #add(
    unicode: string,
    x: number,
    width: number,
    matrix: Affine,
    { font, fontSize, rise, mode, fill }: GraphicsState,
    isLayerOff: boolean
  ): void {
    const [left, baseline] = apply(matrix, x, rise)
    const [right, rightBaseline] = apply(matrix, x + width, rise)
    const [upX, upY] = apply(matrix, x, rise + fontSize)
    const size = Math.hypot(upX - left, upY - baseline)
    const angle =
      font?.vertical === true ? 90 : (Math.atan2(rightBaseline - baseline, right - left) * 180) / Math.PI
    const middle = baseline - (ASCENT - 0.5) * size
    const isOnFill = this.#fills.some((box) => contains(box, (left + right) / 2, middle))
    this.characters.push({
      text: characterOf(unicode),
      left: Math.min(left, right),
      right: Math.max(left, right),
      baseline,
      size,
      angle: Math.round(angle),
      kind:
        isLayerOff || isInkless(mode)
          ? "hidden"
          : mode === 0 && isWhite(fill) && !isOnFill
            ? "white"
            : "visible"
    })
  }

  #subpaths(data: ArrayLike<number>, matrix: Affine): ReadonlyArray<Subpath> {
    const subpaths: Array<Subpath> = []
    let open: Subpath | undefined
    for (let at = 0; at < data.length;) {
      const code = data[at++]!
      const count = POINTS[code]
      if (count === undefined) break
      if (code === CLOSE) {
        if (open !== undefined && open.points.length > 0) open.points.push(open.points[0]!)
        continue
      }
      at += count
      const point = apply(matrix, data[at - 2]!, data[at - 1]!)
      if (code === MOVE || open === undefined) {
        open = { points: [], hasCurves: false }
        subpaths.push(open)
      }
      if (code !== MOVE && code !== LINE) open.hasCurves = true
      open.points.push(point)
    }
    return subpaths
  }

  /** A filled area: a line if it is thin, the corner of two lines if it is small, else a background. */
  #area([left, top, right, bottom]: Box): void {
    const [width, height] = [right - left, bottom - top]
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    const isSmall = width <= THIN && height <= THIN
    if (isSmall || (height <= THIN && width > height))
      this.rulings.push({ isHorizontal: true, position: y, from: left, to: right })
    if (isSmall || (width <= THIN && height > width))
      this.rulings.push({ isHorizontal: false, position: x, from: top, to: bottom })
    if (width > THIN && height > THIN) this.#fills.push([left, top, right, bottom])
  }

  #line([left, top, right, bottom]: Box): void {
    const [width, height] = [right - left, bottom - top]
    if (height < STRAIGHT && width > STRAIGHT)
      this.rulings.push({ isHorizontal: true, position: (top + bottom) / 2, from: left, to: right })
    else if (width < STRAIGHT && height > STRAIGHT)
      this.rulings.push({ isHorizontal: false, position: (left + right) / 2, from: top, to: bottom })
  }
}

/** Where texts are shown: the text matrix, and the matrix of the line that it began with. */
export class TextCursor {
  #matrix: Affine = identity
  #line: Affine = identity

  get matrix(): Affine {
    return this.#matrix
  }

  set(matrix: Affine): void {
    this.#matrix = this.#line = matrix
  }

  moveLine(x: number, y: number): void {
    this.set(compose(this.#line, translation(x, y)))
  }

  advance(x: number): void {
    this.#matrix = compose(this.#matrix, translation(x, 0))
  }
}
