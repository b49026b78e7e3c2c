/**
 * Comments on cells: the text, and the drawing by which programs show it.
 */
import { HEAD, MAIN, at, escapeCell } from "./Xml.ts"
import type { SheetPlace } from "./Formula.ts"

/** A comment and where it stands. */
export interface CellComment extends SheetPlace {
  readonly text: string
}

const AUTHOR = "juesuan"

/** Comments stand in the order of rows and columns, as readers of the format expect. */
const inOrder = (comments: ReadonlyArray<CellComment>): ReadonlyArray<CellComment> =>
  [...comments].sort((a, b) => a.row - b.row || a.column - b.column)

/** The part that holds the texts. */
export const commentsPart = (comments: ReadonlyArray<CellComment>): string =>
  `${HEAD}<comments xmlns="${MAIN}"><authors><author>${AUTHOR}</author></authors><commentList>${inOrder(
    comments
  )
    .map(
      ({ column, row, text }) =>
        `<comment ref="${at(column, row)}" authorId="0"><text><t xml:space="preserve">${escapeCell(text)}</t></text></comment>`
    )
    .join("")}</commentList></comments>`

const shape = ({ column, row }: CellComment, index: number): string =>
  `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 15, ${row - 1}, 2, ${column + 4}, 15, ${row + 6}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`

/** The part that draws them, in the markup Excel asks for. */
export const drawingPart = (comments: ReadonlyArray<CellComment>): string =>
  `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${inOrder(comments).map(shape).join("")}</xml>`
