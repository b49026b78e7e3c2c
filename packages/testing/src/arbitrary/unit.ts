/**
 * Budget units: agency codes, names and kinds.
 */
import type { UnitKind } from "@juesuan/domain"
import fc from "fast-check"

/** A made-up budget unit: code, name and kind. */
export interface Unit {
  readonly agencyCode: string
  readonly unitName: string
  readonly unitKind: UnitKind
}

/** Agency codes as they are met: short local ones and the 21 characters of the national standard. */
export const agencyCode = (): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.stringMatching(/^[1-9]\d{5}$/), weight: 4 },
    { arbitrary: fc.stringMatching(/^[0-9A-Z]{21}$/), weight: 1 }
  )

/** Kinds of unit, institutions twice: only they use and distribute surplus. */
export const unitKind = (): fc.Arbitrary<UnitKind> =>
  fc.constantFrom("administrative", "civilServiceInstitution", "institution", "institution")

/** A budget unit (预算单位). */
export const unit = (): fc.Arbitrary<Unit> =>
  fc.record({
    agencyCode: agencyCode(),
    unitName: fc.constantFrom("示例单位", "示例县社会保险事业管理中心", "某市财政局（本级）"),
    unitKind: unitKind()
  })
