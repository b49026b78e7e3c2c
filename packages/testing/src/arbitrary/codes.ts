/**
 * Codes to build years from: functional items of all 26 类, and economic items by where they may stand.
 */
import { Classification } from "@juesuan/domain"
import fc from "fast-check"

const lacking = new Set(["209", "227", "230", "233"])

/** Functional items: three of each 类 that lists any, so that 类 and 款 have several children. */
export const functionCodes: ReadonlyArray<string> = Classification.entries("functional")
  .filter((entry) => entry.level === "类" && !lacking.has(entry.code))
  .flatMap(({ code }) => {
    const items = Classification.entries("functional").filter(
      (entry) => entry.level === "项" && entry.code.startsWith(code)
    )
    const listed = [items[0], items[1], items.at(-1)].flatMap((entry) => entry?.code ?? [])
    return listed.length > 0 ? listed : [`${code}9999`]
  })

/** Economic items that 公开06表 has a row for: what basic expenditure may be. */
export const basicEconomicCodes: ReadonlyArray<string> = Classification.entries("departmentEconomic")
  .filter(({ code, level }) => level === "款" && /^(301|302|303|307|310|399)/.test(code))
  .map(({ code }) => code)
  .filter((code) => code !== "30703" && code !== "30704")

/** Economic items of projects: all, 基本建设 and 对企业补助 included. */
export const projectEconomicCodes: ReadonlyArray<string> = Classification.entries("departmentEconomic")
  .filter(({ level }) => level === "款")
  .map(({ code }) => code)

/** A functional item (项). */
export const functionCode = (): fc.Arbitrary<string> => fc.constantFrom(...functionCodes)

/** An economic item (款) that may be basic expenditure. */
export const basicEconomicCode = (): fc.Arbitrary<string> => fc.constantFrom(...basicEconomicCodes)

/** Any economic item (款). */
export const projectEconomicCode = (): fc.Arbitrary<string> => fc.constantFrom(...projectEconomicCodes)
