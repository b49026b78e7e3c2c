/**
 * Runs the operators of a page, and says what they put on it.
 */
import type { Box } from "../PageModel.ts"
import { apply, compose, identity } from "./Affine.ts"
import type { Affine } from "./Affine.ts"
import { Ink, TextCursor, initialState } from "./Ink.ts"
import type { Font, Glyph, GraphicsState } from "./Ink.ts"

/** The operators of a page as the library lists them. */
export interface OperatorList {
  readonly fnArray: ReadonlyArray<number>
  readonly argsArray: ReadonlyArray<ReadonlyArray<unknown> | null>
}

/** What the operators mean, and what they refer to. */
export interface OperatorContext {
  /** Codes of operators by name. */
  readonly codes: Readonly<Record<string, number>>
  readonly fontOf: (name: string) => Font | null
  /** Whether a layer is shown. */
  readonly isShown: (layer: unknown) => boolean
}

/** What a page holds. */
export interface Interpreted {
  readonly ink: Ink
  /** Boxes of images, and of whatever else is scaled to a size that only images are. */
  readonly frames: ReadonlyArray<Box>
}

const FILLS = ["fill", "eoFill", "fillStroke", "eoFillStroke", "closeFillStroke", "closeEOFillStroke"]
const STROKES = [
  "stroke",
  "closeStroke",
  "fillStroke",
  "eoFillStroke",
  "closeFillStroke",
  "closeEOFillStroke"
]

/** A unit square is as large as this only when an image is to fill it, in points. */
const FRAME_MIN = 72

type Arguments = ReadonlyArray<unknown>

const numbersOf = (list: Arguments): ReadonlyArray<number> =>
  list.length === 1 && typeof list[0] === "object" && list[0] !== null
    ? Array.from(list[0] as ArrayLike<number>)
    : (list as ReadonlyArray<number>)

const affineOf = (list: Arguments): Affine => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(list)
  return [a, b, c, d, e, f]
}

class Interpreter {
  readonly ink = new Ink()
  readonly frames: Array<Box> = []
  readonly #context: OperatorContext
  readonly #cursor = new TextCursor()
  readonly #stack: Array<GraphicsState> = []
  /** Of each marked content that is open: whether it is of a layer that is not shown. */
  readonly #marks: Array<boolean> = []
  readonly #fills: ReadonlySet<unknown>
  readonly #strokes: ReadonlySet<unknown>
  #state: GraphicsState

  constructor(matrix: Affine, context: OperatorContext) {
    this.#context = context
    this.#state = initialState(matrix)
    this.#fills = new Set(FILLS.map((name) => context.codes[name]))
    this.#strokes = new Set(STROKES.map((name) => context.codes[name]))
  }

  /** What each operator does, by its name. */
  readonly actions: Readonly<Record<string, (list: Arguments) => void>> = {
    save: () => this.#save(),
    restore: () => this.#restore(),
    transform: (list) => this.#transform(affineOf(list)),
    paintFormXObjectBegin: ([matrix]) => {
      this.#save()
      if (matrix !== null && matrix !== undefined) this.#concat(affineOf([matrix]))
    },
    paintFormXObjectEnd: () => this.#restore(),
    setFillRGBColor: ([color]) => void (this.#state.fill = String(color)),
    setStrokeRGBColor: ([color]) => void (this.#state.stroke = String(color)),
    setFillColorN: () => void (this.#state.fill = ""),
    setStrokeColorN: () => void (this.#state.stroke = ""),
    constructPath: ([paint, data]) => this.#path(paint, data),
    beginText: () => this.#cursor.set(identity),
    setFont: ([name, size]) => this.#font(name, size),
    setGState: ([entries]) => {
      for (const [key, value] of (entries ?? []) as ReadonlyArray<readonly [string, Arguments]>)
        if (key === "Font") this.#font(value[0], value[1])
    },
    setCharSpacing: ([spacing]) => void (this.#state.characterSpacing = Number(spacing)),
    setWordSpacing: ([spacing]) => void (this.#state.wordSpacing = Number(spacing)),
    setHScale: ([percent]) => void (this.#state.scale = Number(percent) / 100),
    setLeading: ([leading]) => void (this.#state.leading = -Number(leading)),
    setTextRise: ([rise]) => void (this.#state.rise = Number(rise)),
    setTextRenderingMode: ([mode]) => void (this.#state.mode = Number(mode)),
    setTextMatrix: (list) => this.#cursor.set(affineOf(list)),
    setLeadingMoveText: ([x, y]) => {
      this.#state.leading = Number(y)
      this.#cursor.moveLine(Number(x), Number(y))
    },
    moveText: ([x, y]) => this.#cursor.moveLine(Number(x), Number(y)),
    nextLine: () => this.#cursor.moveLine(0, this.#state.leading),
    showText: ([glyphs]) => this.#show(glyphs as ReadonlyArray<Glyph | number>),
    beginMarkedContent: () => void this.#marks.push(false),
    beginMarkedContentProps: ([tag, layer]) =>
      void this.#marks.push(tag === "OC" && !this.#context.isShown(layer)),
    endMarkedContent: () => void this.#marks.pop()
  }

  #save(): void {
    this.#stack.push({ ...this.#state })
  }

  #restore(): void {
    this.#state = this.#stack.pop() ?? this.#state
  }

  #concat(matrix: Affine): void {
    this.#state.matrix = compose(this.#state.matrix, matrix)
  }

  #transform(matrix: Affine): void {
    this.#concat(matrix)
    const [x0, y0] = apply(this.#state.matrix, 0, 0)
    const [x1, y1] = apply(this.#state.matrix, 1, 1)
    if (Math.abs(x1 - x0) > FRAME_MIN && Math.abs(y1 - y0) > FRAME_MIN)
      this.frames.push([Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)])
  }

  #font(name: unknown, size: unknown): void {
    this.#state.font = this.#context.fontOf(String(name))
    this.#state.fontName = String(name)
    this.#state.fontSize = Number(size)
  }

  #show(glyphs: ReadonlyArray<Glyph | number>): void {
    const advance = this.ink.show(glyphs, this.#state, this.#cursor.matrix, this.#marks.includes(true))
    this.#cursor.advance(advance)
  }

  #path(paint: unknown, data: unknown): void {
    const [numbers] = (data ?? []) as ReadonlyArray<ArrayLike<number> | null>
    if (numbers === null || numbers === undefined || this.#marks.includes(true)) return
    const [isFilled, isStroked] = [this.#fills.has(paint), this.#strokes.has(paint)]
    if (isFilled || isStroked) this.ink.path(numbers, this.#state, isFilled, isStroked)
  }
}

/** Runs the operators of a page from a matrix that maps its units to points from the top left. */
export const interpret = (
  { fnArray, argsArray }: OperatorList,
  matrix: Affine,
  context: OperatorContext
): Interpreted => {
  const interpreter = new Interpreter(matrix, context)
  const actions = new Map(
    Object.entries(interpreter.actions).map(([name, action]) => [context.codes[name], action] as const)
  )
  for (const [at, code] of fnArray.entries()) actions.get(code)?.(argsArray[at] ?? [])
  return interpreter
}
