/**
 * The sheet of what must be disclosed (部门决算公开情况检查表), judged on one document.
 */
import type { Language } from "../check/Language.ts"
import type { DisclosureView } from "./DisclosureView.ts"
import { obligationGroups } from "./Obligation.ts"
import type { Completeness, JudgedObligation, Obligation, ObligationState } from "./Obligation.ts"
import { obligationsOfForm } from "./obligationsOfForm.ts"
import { obligationsOfText } from "./obligationsOfText.ts"

const numbersIn = (id: string): readonly [number, number] => {
  const [, group, item] = id.split("-")
  return [Number(group), Number(item)]
}

/** Everything that must be disclosed, in the order of a document. */
export const obligations: ReadonlyArray<Obligation> = [...obligationsOfForm, ...obligationsOfText].toSorted(
  (left, right) => {
    const [[a, b], [c, d]] = [numbersIn(left.id), numbersIn(right.id)]
    return a - c || b - d
  }
)

/** Judges every item on a document. Total: what was not recognised cannot be told. */
export const checkObligations = (view: DisclosureView, language: Language = "zh"): Completeness => {
  const asked = obligations.filter(({ isAsked }) => isAsked?.(view) ?? true)
  const items = asked.map(({ id, group, item, basis, judge }): JudgedObligation => {
    const { state, at, problem } = judge(view)
    return {
      id,
      group: obligationGroups[group][language],
      item: item[language],
      state,
      problem: problem?.[language] ?? null,
      at,
      basis
    }
  })
  const count = (state: ObligationState): number => items.filter((one) => one.state === state).length
  return {
    met: count("met"),
    notMet: count("notMet"),
    notApplicable: count("notApplicable"),
    cannotTell: count("cannotTell"),
    items
  }
}
