/**
 * The style sheet of our workbooks: one list of formats, from which come both the XML and the numbers cells refer to.
 */
import { HEAD, MAIN } from "./Xml.ts"

interface Format {
  readonly align?: "left" | "center" | "right"
  readonly top?: boolean
  readonly wrap?: boolean
  readonly indent?: number
  readonly bordered?: boolean
  /** Place in the fonts and fills below. */
  readonly font?: number
  readonly fill?: number
  /** 164 is ours, 49 is text, 0 is general. */
  readonly number?: number
}

const formats = {
  plain: {},
  title: { align: "center", wrap: true, font: 1 },
  place: { wrap: true },
  placeRight: { align: "right", wrap: true },
  head: { align: "center", wrap: true, bordered: true, fill: 2 },
  label: { wrap: true, bordered: true },
  label1: { align: "left", wrap: true, bordered: true, indent: 1 },
  label2: { align: "left", wrap: true, bordered: true, indent: 2 },
  code: { align: "left", wrap: true, bordered: true, number: 49 },
  line: { align: "center", wrap: true, bordered: true, number: 49 },
  text: { top: true, wrap: true, bordered: true, number: 49 },
  amount: { align: "right", indent: 1, bordered: true, number: 164 },
  number: { align: "center", bordered: true },
  note: { top: true, wrap: true },
  link: { wrap: true, bordered: true, font: 2 }
} as const satisfies Record<string, Format>

export type Style = keyof typeof formats

/** Formats by name, as the numbers that cells refer to. */
export const styles = Object.fromEntries(
  Object.keys(formats).map((name, number) => [name, number])
) as Readonly<Record<Style, number>>

const formatXml = ({ align, top, wrap, indent, bordered, font, fill, number }: Format): string => {
  const alignment = [
    align === undefined ? "" : ` horizontal="${align}"`,
    indent === undefined ? "" : ` indent="${indent}"`,
    ` vertical="${top === true ? "top" : "center"}"`,
    wrap === true ? ' wrapText="1"' : ""
  ].join("")
  return (
    `<xf numFmtId="${number ?? 0}" fontId="${font ?? 0}" fillId="${fill ?? 0}" borderId="${bordered === true ? 1 : 0}"` +
    ` xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment${alignment}/></xf>`
  )
}

const BORDER =
  '<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border>'

const xfs = Object.values<Format>(formats).map(formatXml)

export const STYLE_SHEET = `${HEAD}<styleSheet xmlns="${MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>
<fonts count="3"><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="16"/><name val="宋体"/></font><font><u/><sz val="10"/><color rgb="FF0563C1"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3F3F3"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${BORDER}</borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="${xfs.length}">
${xfs.join("\n")}
</cellXfs>
</styleSheet>`
