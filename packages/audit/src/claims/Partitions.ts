/**
 * What is made up of what by definition, whatever a sentence says: tables by their columns, “三公” by its three.
 */
import type { ListClaim } from "./Claim.ts"

/** Parts that make up their whole by definition. */
export const partitions: ReadonlyArray<readonly [whole: string, parts: ReadonlyArray<string>]> = [
  ["T02/total/1", ["2", "3", "4", "5", "6", "7"].map((column) => `T02/total/${column}`)],
  ["T03/total/1", ["2", "3", "4", "5", "6"].map((column) => `T03/total/${column}`)],
  ["T05/total/1", ["T05/total/2", "T05/total/3"]],
  ["T05/total/2", ["T06/personnel/1", "T06/operating/1"]],
  ["T07/total/budget", ["T07/abroad/budget", "T07/vehicles/budget", "T07/reception/budget"]],
  ["T07/vehicles/budget", ["T07/vehiclePurchase/budget", "T07/vehicleOperation/budget"]],
  ["T07/total/outturn", ["T07/abroad/outturn", "T07/vehicles/outturn", "T07/reception/outturn"]],
  ["T07/vehicles/outturn", ["T07/vehiclePurchase/outturn", "T07/vehicleOperation/outturn"]],
  ["T07/reception/outturn", ["N/7.2.3/domestic/amount", "N/7.2.3/foreign/amount"]],
  ["N/10.2/total", ["N/10.2/goods", "N/10.2/works", "N/10.2/services"]]
]

/** The same with the vehicles by their two items, where the text prints no amount for both together. */
export const flatPartitions: ReadonlyArray<
  readonly [whole: string, parts: ReadonlyArray<string>, subtotal: string]
> = [
  [
    "T07/total/budget",
    [
      "T07/abroad/budget",
      "T07/vehiclePurchase/budget",
      "T07/vehicleOperation/budget",
      "T07/reception/budget"
    ],
    "T07/vehicles/budget"
  ],
  [
    "T07/total/outturn",
    [
      "T07/abroad/outturn",
      "T07/vehiclePurchase/outturn",
      "T07/vehicleOperation/outturn",
      "T07/reception/outturn"
    ],
    "T07/vehicles/outturn"
  ]
]

/** The cell of the budget that an outturn of the “三公” table is measured by; `null` for any other figure. */
export const budgetAddress = (outturn: string | null): string | null =>
  outturn?.endsWith("/outturn") === true ? outturn.replace(/outturn$/, "budget") : null

/** Whether an amount is of another whole than a list's total: 公务接待费 is no part of 公务用车费用. */
export const isOutside = (whole: string | null, part: string | null): boolean => {
  const defined = partitions.find(([address]) => address === whole)
  return defined !== undefined && part !== null && !defined[1].includes(part) && isKnownPart(part)
}

const isKnownPart = (part: string): boolean => partitions.some(([, all]) => all.includes(part))

/** Whether an address is part of a whole, by definition, directly or through another. */
const isPartOf = (part: string, whole: string): boolean =>
  partitions.some(([owner, parts]) => parts.includes(part) && (owner === whole || isPartOf(owner, whole)))

/** Whether the parts are those of another whole: the sentence that names it was lost, or not read. */
export const isOfAnother = ({ total: whole, parts }: ListClaim): boolean => {
  const { address } = whole.subject
  return (
    address !== null &&
    parts.every(
      ({ subject: part }) =>
        part.address !== null && isKnownPart(part.address) && !isPartOf(part.address, address)
    )
  )
}
