/**
 * Radicals that print as characters.
 *
 * Where a font draws a character and a radical by one glyph, programs that write PDF may name the radical: ⻋ for 车.
 * Those of the Kangxi block have the character in their Unicode decomposition; those of the supplement have none, and
 * are listed here with their equivalents by the Unicode character database (EquivalentUnifiedIdeograph.txt).
 */

/** Pairs of a radical of the supplement (U+2E80–U+2EF3) and the character that it prints as. */
const PAIRS =
  "⺁厂⺈刀⺊卜⺌小⺎兀⺒巳⺓幺⺔彑⺙攵⺛旡⺜日⺝月⺟母⺠民⺧牛⺩王⺪疋⺬示⺮竹⺯糹⺱罓⺳网⺴网⺶羊⺷羊⺻聿⺼肉⺽臼" +
  "⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻏邑⻑長⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟" +
  "⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"

const equivalents: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS[2 * at]!, PAIRS[2 * at + 1]!])
)

/** Radicals of both blocks, and ideographs that are kept for compatibility with other standards. */
const FORMS = /[\u2e80-\u2fdf\uf900-\ufaff]/g

/** The text with the characters that its radicals print as. */
export const withoutRadicals = (text: string): string =>
  text.replace(FORMS, (form) => equivalents.get(form) ?? form.normalize("NFKC"))
