/**
 * The rules of sentences (表文规则) by id: AR-N-01 … AR-N-23.
 */
import { figureRules } from "./rulesOfFigures.ts"
import { textRules } from "./rulesOfText.ts"

export const claimRules = { ...figureRules, ...textRules }

export type ClaimRuleId = keyof typeof claimRules
