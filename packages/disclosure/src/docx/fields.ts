/**
 * Fields of Word, in the faces of their element: page numbers and the table of contents.
 */
import { BuilderElement, TextRun } from "docx"
import type { XmlComponent } from "docx"
import { fontOf } from "./faces.ts"
import type { FaceKey } from "./faces.ts"

type FieldCharacter = "begin" | "separate" | "end"

const character = (type: FieldCharacter): BuilderElement<{ readonly type: FieldCharacter }> =>
  new BuilderElement({
    name: "w:fldChar",
    attributes: { type: { key: "w:fldCharType", value: type } }
  })

class Instruction extends BuilderElement<{ readonly space: string }> {
  constructor(code: string) {
    super({ name: "w:instrText", attributes: { space: { key: "xml:space", value: "preserve" } } })
    this.root.push(code)
  }
}

const runOf = (face: FaceKey, child: XmlComponent): TextRun =>
  new TextRun({ font: fontOf(face), children: [child] })

/** Opens a field whose result follows. */
export const fieldStart = (code: string, face: FaceKey): ReadonlyArray<TextRun> => [
  runOf(face, character("begin")),
  runOf(face, new Instruction(` ${code} `)),
  runOf(face, character("separate"))
]

/** Closes what {@link fieldStart} opened. */
export const fieldEnd = (face: FaceKey): TextRun => runOf(face, character("end"))

/** A field that Word fills in; one that is a reference to a page is filled in when the document is written. */
export const field = (code: string, face: FaceKey, result = ""): ReadonlyArray<TextRun> => [
  ...fieldStart(code, face),
  ...(result === "" ? [] : [new TextRun({ font: fontOf(face), text: result })]),
  fieldEnd(face)
]

/** What a table of contents lists where it is no heading: a TC field prints nothing. */
export const contentsMark = (text: string, level: number, face: FaceKey): ReadonlyArray<TextRun> => [
  runOf(face, character("begin")),
  // Word reads a quotation mark and a backslash of the text as its own signs.
  runOf(face, new Instruction(` TC "${text.replace(/["\\]/g, "\\$&")}" \\l ${level} `)),
  runOf(face, character("end"))
]
