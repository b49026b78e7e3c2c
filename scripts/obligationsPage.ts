/**
 * The page of what must be disclosed, from the items that the audit judges.
 */
import { obligationGroups, obligations, stateLabels } from "@juesuan/audit"

/** docs/reference/disclosure-checklist.md */
export const obligationsPage = (): string => {
  const rows = obligations.map(
    ({ id, group, item, basis }) =>
      `| ${id} | ${obligationGroups[group].zh} | ${item.zh} | ${item.en} | ${basis} |`
  )
  return `# What must be disclosed (公开情况检查)

The ${obligations.length} items that \`juesuan audit\` judges of each document, as a finance bureau fills its
部门决算公开情况检查表. This page is generated from the items (\`npm run generate:docs\`).

An item is met (${stateLabels.met}) by an amount, 0 among them, or by a plain word that there is none (未发生, 无), in
the section where it belongs. A table does not meet an item of the text, nor the text one of the tables; an amount
of several things together (公务用车购置及运行维护费) does not meet its parts. Where there is none of a whole, its
parts need no word. What was not recognised is ${stateLabels.cannotTell}, never ${stateLabels.notMet}. Tables beyond
the nine are asked of the packs that have them. The days of approval and publication are given with
\`--approved-on\` and \`--published-on\`.

| id | group | 检查项目 | item | basis |
| -- | ----- | -------- | ---- | ----- |
${rows.join("\n")}
`
}
