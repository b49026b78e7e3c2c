/**
 * Faces (字体) and sizes (字号) of GB/T 9704-2012, with what stands in for a face that a computer has not got.
 *
 * The standard's faces are named as its readers have them installed. The table of faces names the others that are as
 * wide, so that Word, WPS and LibreOffice choose one of those rather than any face with Chinese in it.
 */
import type { IFontAttributesProperties } from "docx"

/** Sizes by their Chinese names, in points. */
export const sizes = {
  /** 2号 */
  second: 22,
  /** 小2号 */
  secondSmall: 18,
  /** 3号 */
  third: 16,
  /** 4号 */
  fourth: 14,
  /** 5号 */
  fifth: 10.5,
  /** 小5号 */
  fifthSmall: 9
} as const

interface Face {
  readonly name: string
  /** Other names of it or of faces that are as wide, the nearest first. */
  readonly others: ReadonlyArray<string>
  readonly panose: string
  readonly family: "roman" | "modern" | "swiss" | "script"
  readonly pitch: "fixed" | "variable"
}

const declared = {
  /** 仿宋, of the text. */
  text: {
    name: "仿宋_GB2312",
    others: ["仿宋", "FangSong_GB2312", "FangSong", "华文仿宋", "STFangsong", "方正仿宋_GBK"],
    panose: "02010609030101010101",
    family: "modern",
    pitch: "fixed"
  },
  /** 小标宋, of titles. */
  title: {
    name: "方正小标宋简体",
    others: ["方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体", "SimSun"],
    panose: "02010601030101010101",
    family: "script",
    pitch: "fixed"
  },
  /** 黑体, of headings of the first level and heads of tables. */
  heading: {
    name: "黑体",
    others: ["SimHei", "华文黑体", "STHeiti", "Heiti SC", "Noto Sans CJK SC"],
    panose: "02010609060101010101",
    family: "modern",
    pitch: "fixed"
  },
  /** 楷体, of headings of the second level. */
  subheading: {
    name: "楷体_GB2312",
    others: ["楷体", "KaiTi_GB2312", "KaiTi", "华文楷体", "STKaiti", "方正楷体_GBK"],
    panose: "02010609030101010101",
    family: "modern",
    pitch: "fixed"
  },
  /** 宋体, of tables and page numbers. */
  table: {
    name: "宋体",
    others: ["SimSun", "新宋体", "NSimSun", "华文宋体", "STSong", "Songti SC", "Noto Serif CJK SC"],
    panose: "02010600030101010101",
    family: "roman",
    pitch: "variable"
  }
} as const satisfies Readonly<Record<string, Face>>

export type FaceKey = keyof typeof declared

/**
 * The fonts of a run. The hint gives what is neither Latin nor Chinese by its code, such as “ and —, to the Chinese
 * face.
 */
export const fontOf = (face: FaceKey): IFontAttributesProperties => {
  const { name } = declared[face]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: "eastAsia" }
}

const entry = ({ name, others, panose, family, pitch }: Face): string =>
  `<w:font w:name="${name}"><w:altName w:val="${others.join(",")}"/><w:panose1 w:val="${panose}"/>` +
  `<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="${pitch}"/></w:font>`

/** The part `word/fontTable.xml`: all faces of the document with their stand-ins. */
export const fontTable: string =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  `${Object.values(declared).map(entry).join("")}</w:fonts>`
