/**
 * Which pack a unit's year is published in: what its opening event says, else that of its region and year, else the
 * Ministry's.
 */
import { Region } from "@juesuan/domain"
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { mof2023, packById, packs } from "./Pack.ts"
import type { TablePack } from "./Pack.ts"

/** A unit's year, as far as it decides on the forms. */
export interface PublishedYear extends Region.Located {
  readonly year: number
  /** The id of the pack that the opening event states; empty or left out: none. */
  readonly pack?: string
}

/** What is worth saying of a choice, in both languages. */
export interface PackRemark {
  readonly zh: string
  readonly en: string
}

/** A pack, and why it is that one. */
export interface ChosenPack {
  readonly pack: TablePack
  /** What it was chosen by: a caller's word, the opening event, the unit's region, or nothing but the nation. */
  readonly by: "caller" | "opening" | "region" | "nation"
  /** What a reader should know: a pack of a later year, or of no region; `null` where there is nothing. */
  readonly remark: PackRemark | null
}

/** The opening event states a pack that does not ship: its file has to be given. */
export class PackNotShipped extends Data.TaggedError("PackNotShipped")<{ readonly id: string }> {
  override get message(): string {
    return (
      `The year was opened with the table pack "${this.id}", which does not ship. ` +
      "Give it, as a file or by another id: `juesuan packs` lists those that ship."
    )
  }
}

/** How far the years of a pack are from a year: later ones count after all earlier ones. */
const distance = ({ region }: TablePack, year: number): number =>
  Math.min(...(region?.years ?? []).map((own) => (own <= year ? year - own : 1000 + own - year)))

const ofAnotherYear = ({ id }: TablePack, year: number): PackRemark => ({
  zh: `没有本地区 ${year} 年度及以前的表套，按 ${id} 编制；可用 --pack 指定（juesuan packs 列出各套）。`,
  en: `No pack of the region is for ${year} or before: the forms of ${id} are used. Name others by --pack (see juesuan packs).`
})

const ofTheNation = ({ id }: TablePack): PackRemark => ({
  zh: `建账未写明表套，所在地区也没有表套：按财政部格式 ${id} 编制。请用 --pack 指定，或在建账的分类属性中写明表套（juesuan packs 列出各套）。`,
  en: `No pack is stated when the year is opened, nor known of the region: the Ministry's forms ${id} are used. Say which by --pack, or by the attribute pack of the opening event (see juesuan packs).`
})

/** The pack of a region in a year; where it has none for that year, its last one before, else its first one after. */
export const packOfRegion = (located: Region.Located, year: number): TablePack | undefined =>
  Region.ofRegion(packs, ({ region }) => region, located).toSorted(
    (left, right) => distance(left, year) - distance(right, year)
  )[0]

/**
 * The pack of a unit's year. Fails with {@link PackNotShipped} where the opening event states one of somebody's own.
 */
export const packOfYear = (of: PublishedYear): Result.Result<ChosenPack, PackNotShipped> => {
  const { pack: stated = "", year } = of
  if (stated !== "") {
    const pack = packById(stated)
    return pack === undefined
      ? Result.fail(new PackNotShipped({ id: stated }))
      : Result.succeed({ pack, by: "opening", remark: null })
  }
  const own = packOfRegion(of, year)
  if (own === undefined) return Result.succeed({ pack: mof2023, by: "nation", remark: ofTheNation(mof2023) })
  // Forms go on until new ones are known; that they held before is a guess.
  const isKnown = own.region!.years.some((first) => first <= year)
  return Result.succeed({ pack: own, by: "region", remark: isKnown ? null : ofAnotherYear(own, year) })
}
