/**
 * The project that words before a score name: 项目…自评得分为.
 */

const SCORED = /(?:绩效)?(?:自我评价|自评|评价)?(?:综合|总体|最终)?(?:得分|评分|分数|总分)(?:为|是|：|达)?$/

/** The name of the project whose score follows the words; `null` when they name none, or several. */
export const projectNameIn = (words: string): string | null => {
  const match = SCORED.exec(words)
  if (match === null) return null
  const name = words
    .slice(0, match.index)
    .replace(/^(?:其中)?项目(?!支出绩效)/, "")
    .replace(/(?:项目)?(?:支出)?(?:绩效)?$/, "")
    .replace(/项目$/, "")
  return name === "" || /平均|总体|整体|综合$|\d个/.test(name) ? null : name
}
