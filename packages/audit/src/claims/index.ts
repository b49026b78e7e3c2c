export type * from "./Claim.ts"
export { claimsOf } from "./claimsOf.ts"
