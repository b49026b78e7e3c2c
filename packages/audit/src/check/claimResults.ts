/**
 * What the rules of sentences (AR-N) have to say.
 */
import type { CheckResult } from "../CheckResult.ts"
import { checkClaims } from "../claims/checkClaims.ts"
import type { Claim } from "../claims/Claim.ts"
import type { PublishedDocument } from "../PublishedDocument.ts"
import type { Language } from "./Language.ts"

/** Checks the claims of a document. */
export const claimResults = (
  document: PublishedDocument,
  claims: ReadonlyArray<Claim>,
  language: Language
): ReadonlyArray<CheckResult> => checkClaims(document, claims, language)
