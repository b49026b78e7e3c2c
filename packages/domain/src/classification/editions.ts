/**
 * Editions of the classification by fiscal year, and the codes that a later edition has and the first does not.
 *
 * Source of the codes of 2025: 财预〔2025〕41号 (2025-05-23). The 项 below 22911 and 23107 are not printed there and are
 * not listed: no code is invented.
 */

/** An edition of 《政府收支分类科目》: the fiscal years it is for, the last `null` where none follows. */
export interface Edition {
  readonly id: string
  readonly title: string
  readonly amendedBy: string
  readonly from: number
  readonly to: number | null
}

/** The editions that are known, the earliest first. Years before it are read by it. */
export const editions: ReadonlyArray<Edition> = [
  { id: "2024", title: "《2024年政府收支分类科目》", amendedBy: "财预〔2024〕22号", from: 2024, to: 2024 },
  { id: "2025", title: "《2025年政府收支分类科目》", amendedBy: "财预〔2025〕41号", from: 2025, to: null }
]

/** Functional codes that are valid from a fiscal year on: code, name, first year. */
export const laterCodes: ReadonlyArray<readonly [code: string, name: string, from: number]> = [
  ["2170404", "中央金融机构注资特别国债支出", 2025],
  ["22911", "中央金融机构注资特别国债财务基金支出", 2025],
  ["23107", "中央金融机构注资特别国债还本支出", 2025]
]
