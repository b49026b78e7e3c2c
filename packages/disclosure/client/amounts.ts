/**
 * Sums of decimal texts, exact to the fen (分).
 */

/** The fen of an amount in 元 with at most two decimals. */
export const fenOf = (amount: string): bigint => {
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".")
  const fen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"))
  return amount.startsWith("-") ? -fen : fen
}

/** With separators and two decimals: 123456789n prints as 1,234,567.89. */
export const printFen = (fen: bigint): string => {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, "0")
  const groups: Array<string> = []
  for (let end = digits.length - 2; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end))
  return `${fen < 0n ? "-" : ""}${groups.join(",")}.${digits.slice(-2)}`
}
