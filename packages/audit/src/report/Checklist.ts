/**
 * The sheet a finance bureau fills (部门决算公开情况检查表), and the matrix of several departments, as tables of the
 * document tree.
 */
import type { DocumentTable } from "@juesuan/disclosure"
import { stateLabels } from "../complete/Obligation.ts"
import type { Completeness, ObligationState } from "../complete/Obligation.ts"
import { sheetTable } from "./Sheet.ts"
import { placeText } from "./Table.ts"

/** How many items are in each state, in words. */
export const completenessLine = (completeness: Completeness, language: "zh" | "en" = "zh"): string => {
  const { met, notMet, notApplicable, cannotTell } = completeness
  return language === "zh"
    ? `公开情况检查：合格 ${met} 项，不合格 ${notMet} 项，不适用 ${notApplicable} 项，无法判断 ${cannotTell} 项`
    : `Disclosure: ${met} items met, ${notMet} not met, ${notApplicable} not applicable, ${cannotTell} cannot be told`
}

/** One row an item: whether it is met, what is wrong, and where. */
export const checklistTable = (
  completeness: Completeness,
  { unitName, key = "checklist" }: { readonly unitName: string; readonly key?: string }
): DocumentTable =>
  sheetTable({
    key,
    title: "部门决算公开情况检查表",
    unitName,
    heads: ["序号", "编号", "检查内容", "检查项目", "检查结果", "存在问题", "位置", "依据"],
    rows: completeness.items.map(({ id, group, item, state, problem, at, basis }, row) => [
      String(row + 1),
      id,
      group,
      item,
      stateLabels[state],
      problem ?? "",
      placeText(at),
      basis
    ]),
    notes: [`${completenessLine(completeness)}。`]
  })

const marks: Readonly<Record<ObligationState, string>> = {
  met: "√",
  notMet: "×",
  notApplicable: "—",
  cannotTell: "?"
}

/** Departments × items: one row a department, blank where an item was not asked of its document. */
export const checklistMatrix = (
  documents: ReadonlyArray<{ readonly unitName: string; readonly completeness: Completeness }>
): DocumentTable => {
  const items = new Map(
    documents.flatMap(({ completeness }) => completeness.items.map(({ id, item }) => [id, item]))
  )
  const rows = documents.map(({ unitName, completeness }) => {
    const states = new Map(completeness.items.map(({ id, state }) => [id, state]))
    const counts = [completeness.met, completeness.notMet, completeness.cannotTell].map(String)
    return [
      unitName,
      ...counts,
      ...[...items.keys()].map((id) => {
        const state = states.get(id)
        return state === undefined ? "" : marks[state]
      })
    ]
  })
  return sheetTable({
    key: "checklist-matrix",
    title: "部门决算公开情况检查汇总表",
    unitName: "",
    heads: ["单位", "合格", "不合格", "无法判断", ...items.values()],
    rows,
    notes: ["√ 合格，× 不合格，— 不适用，? 无法判断。"]
  })
}
