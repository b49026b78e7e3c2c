/**
 * Faults a writer of Word files could have, put into a good file; each breaks the law it is named with.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import type { wordLaws } from "./wordLaws.ts"

interface Mutant {
  readonly law: keyof typeof wordLaws
  readonly fault: string
  readonly part?: string
  readonly change: (xml: string) => string
}

const document = "word/document.xml"

export const wordMutants: ReadonlyArray<Mutant> = [
  {
    law: "tables read back to the same cells",
    fault: "a digit is lost",
    change: (xml) => xml.replace(">1,234,567.89<", ">1,234,567.8<")
  },
  {
    law: "tables read back to the same cells",
    fault: "a negative amount loses its sign",
    change: (xml) => xml.replace(">-100.00<", ">100.00<")
  },
  {
    law: "tables read back to the same cells",
    fault: "a head merged down is two",
    change: (xml) => xml.replace(/<w:vMerge w:val="(restart|continue)"\/>/g, "")
  },
  {
    law: "heads are repeated and no row breaks across pages",
    fault: "heads stand on the first page only",
    change: (xml) => xml.replaceAll("<w:tblHeader/>", "")
  },
  {
    law: "heads are repeated and no row breaks across pages",
    fault: "rows break",
    change: (xml) => xml.replaceAll("<w:cantSplit/>", "")
  },
  {
    law: "amounts stand at the right and fit their column",
    fault: "amounts stand in the middle",
    change: (xml) => xml.replaceAll('<w:jc w:val="right"/>', '<w:jc w:val="center"/>')
  },
  {
    law: "amounts stand at the right and fit their column",
    fault: "columns are too narrow",
    change: (xml) => xml.replace(/<w:gridCol w:w="\d+"\/>/g, '<w:gridCol w:w="300"/>')
  },
  {
    law: "tables have their title, number and units above and their notes below",
    fault: "the money unit is another",
    change: (xml) => xml.replace("金额单位：元", "金额单位：万元")
  },
  {
    law: "pages are A4 with the standard's margins; parts and tables start one",
    fault: "margins are Word's own",
    change: (xml) => xml.replace(/<w:pgMar [^>]*>/g, (tag) => tag.replace(/w:left="\d+"/, 'w:left="1440"'))
  },
  {
    law: "pages are A4 with the standard's margins; parts and tables start one",
    fault: "a table starts no page",
    change: (xml) => xml.replaceAll("<w:pageBreakBefore/>", "")
  },
  {
    law: "all text is there, of characters that are seen",
    fault: "a sentence is cut",
    change: (xml) => xml.replace("负责示例工作。", "负责示例")
  },
  {
    law: "every run has a face of the standard",
    fault: "Chinese is left to Word's own face",
    change: (xml) => xml.replace(/ w:eastAsia="[^"]*"/g, "")
  },
  {
    law: "faces, sizes and levels of the styles are the standard's",
    fault: "text is 5号",
    part: "word/styles.xml",
    change: (xml) => xml.replaceAll('<w:sz w:val="32"/>', '<w:sz w:val="21"/>')
  },
  {
    law: "faces, sizes and levels of the styles are the standard's",
    fault: "headings are not in the navigation",
    part: "word/styles.xml",
    change: (xml) => xml.replace(/<w:outlineLvl w:val="\d"\/>/g, "")
  },
  {
    law: "the contents lead to their places and name their pages",
    fault: "places are not marked",
    change: (xml) => xml.replace(/<w:bookmark(Start|End)[^>]*>/g, "")
  },
  {
    law: "the contents lead to their places and name their pages",
    fault: "pages are left for Word to fill in",
    change: (xml) => xml.replace(/(PAGEREF [^<]*<.*?<w:t xml:space="preserve">)\d+(<\/w:t>)/g, "$1$2")
  },
  {
    law: "the cover says what the document is and what it was made from",
    fault: "the cover's foot is a plain page's",
    change: (xml) => xml.replace('w:type="first"', 'w:type="default"')
  },
  {
    law: "pages are numbered from 1, at the outer side",
    fault: "the cover is counted",
    change: (xml) => xml.replace(/<w:pgNumType [^>]*>/g, "<w:pgNumType/>")
  },
  {
    law: "pages are numbered from 1, at the outer side",
    fault: "odd and even are one",
    change: (xml) => xml.replace(/<w:(header|footer)Reference [^>]*w:type="even"[^>]*>/g, "")
  }
]

/** The file with a fault. */
export const mutate = (file: Uint8Array, { part = document, change }: Mutant): Uint8Array => {
  const parts = unzipSync(file)
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part]!))) })
}
