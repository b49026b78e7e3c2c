/** A scoring rule set of one's own, and a colleague's published scores verified by it. */
import * as fs from "node:fs"
import {
  derivationText,
  national2020,
  readRuleSet,
  readScorecards,
  scoreCard,
  verifyScorecards
} from "@juesuan/scoring"
import * as Result from "effect/Result"

const ours = Result.getOrThrow(
  readRuleSet({
    ...national2020,
    id: "our-county-2025",
    title: { zh: "本县 2025 年度自评规则", en: "Our county, 2025" },
    source: { zh: "本县财政局通知（示例）", en: "A notice of the county's finance bureau (an example)" },
    inForce: { from: "2025-01-01", to: null },
    execution: { ...national2020.execution, cap: "0.95" },
    overAchievement: { kind: "reduceFrom", from: "1.3" }
  })
)

const published = JSON.parse(
  fs.readFileSync(new URL("../yanchi-2024/expected/scorecards.json", import.meta.url), "utf8")
) as unknown
const cards = Result.getOrThrow(readScorecards(published))

for (const { card, published } of cards) {
  const { execution, total } = scoreCard(card, ours)
  console.log(`${card.name}: ${published?.total} → ${total.toFixed(2)}`)
  console.log(`  资金执行 ${derivationText(execution)}`)
}

const report = verifyScorecards(cards, { ruleSet: ours, file: "scorecards.json" })
for (const { ruleId, severity, left, right } of report.findings.slice(0, 5))
  console.log(ruleId, severity, left?.address, `${left?.raw ?? left?.value} ≠ ${right?.value}`)
console.log(
  `${report.findings.length} 处；能重现全部公布得分的规则：${report.reproducedBy.join("、") || "无"}`
)

// What does not fit together is refused with its place and what to do.
const broken = readRuleSet({ ...national2020, id: "broken", tiers: [...national2020.tiers].reverse() })
if (Result.isFailure(broken)) console.log(broken.failure.message.split("\n")[0])
