export { checkObligations, obligations } from "./checkObligations.ts"
export type { DisclosureDates, DisclosureView } from "./DisclosureView.ts"
export { obligationGroups, stateLabels } from "./Obligation.ts"
export type { Completeness, JudgedObligation, Obligation, ObligationState, Verdict } from "./Obligation.ts"
