/**
 * What the narrative is told of: cells of this year and last, budgets, reasons, counts, scores.
 */
import type { NarrativePack } from "./packs.ts"
import type { Money, UnitKind } from "@juesuan/domain"
import type { ScoredCard } from "@juesuan/scoring"

/** A 项 of the general public budget, with the names above it. */
export interface FunctionItem {
  readonly code: string
  readonly category: string
  readonly section: string
  readonly item: string
}

/** One contract of government procurement (政府采购), its amount in fen. */
export interface Procurement {
  readonly category: "goods" | "works" | "services"
  readonly supplierSize: "large" | "smallOrMedium" | "microOrSmall"
  readonly amount: Money.Money
}

/** The count of state assets (国有资产) at the year's end. */
export interface Assets {
  /** In square centimetres. */
  readonly buildingAreaCm2: number
  readonly vehicles: Readonly<Record<string, number>>
  readonly otherVehiclesUse: string
  readonly equipmentOverMillion: number
}

/** The counts behind the “三公” expenses: groups, persons, vehicles, receptions. */
export interface Activity {
  readonly abroadGroups: number
  readonly abroadPersons: number
  readonly vehiclesBought: number
  readonly vehiclesHeld: number
  readonly domesticReceptions: number
  readonly domesticReceptionPersons: number
  readonly foreignReceptions: number
  readonly foreignReceptionPersons: number
}

/** The evaluated projects that spent money of one budget, and what they spent of it. */
export interface Evaluated {
  /** Project codes. */
  readonly projects: ReadonlyArray<string>
  /** How many are 一级项目 and 二级项目; `null` where a project does not say. */
  readonly levels: { readonly first: number; readonly second: number } | null
  readonly executed: Money.Money
}

/** Everything sentences are made of; amounts in fen, rates are not among them: they follow. */
export interface NarrativeFacts {
  readonly unitName: string
  readonly unitKind: UnitKind
  readonly year: number
  /** A cell of this year's tables; what is not printed is nothing. */
  readonly cell: (address: string) => Money.Money
  /** The same cell last year; `undefined` where last year's figures do not hold it. */
  readonly last: (address: string) => Money.Money | undefined
  /** The 类 with expenditure in the general public budget, in code order. */
  readonly categories: ReadonlyArray<{ readonly code: string; readonly name: string }>
  /** The 项 with expenditure or an initial budget in the general public budget, in code order. */
  readonly items: ReadonlyArray<FunctionItem>
  /** Initial budget of the general public budget by 项, and of its basic expenditure by economic 类. */
  readonly initialByFunction: ReadonlyMap<string, Money.Money>
  readonly initialByEconomic: ReadonlyMap<string, Money.Money>
  /** Reasons and other texts of the unit's own, by subject. */
  readonly texts: ReadonlyMap<string, string>
  readonly procurement: ReadonlyArray<Procurement>
  readonly assets: Assets | null
  readonly activity: Activity | null
  readonly cards: ReadonlyArray<ScoredCard>
  readonly evaluated: { readonly generalPublic: Evaluated; readonly governmentFund: Evaluated }
  /** The economic 款 with basic expenditure of the general public budget, in code order. */
  readonly economicItems: ReadonlyArray<{ readonly code: string; readonly name: string }>
  /** In whose words the year is told, by its table pack; left out where no pack is known. */
  readonly pack?: NarrativePack | undefined
}
