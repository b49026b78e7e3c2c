/**
 * `undo`: takes a batch back by reversals (红字冲销), after saying what that changes.
 */
import { refusalInChinese, trialOf } from "@juesuan/year/import"
import { batchesOf, eventInWords, planUndo, recordUndo } from "@juesuan/year/clerk"
import type { UndoPlan } from "@juesuan/year/clerk"
import type { Language } from "@juesuan/import"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { confirm, terminalAsker } from "../Ask.ts"
import { out, say } from "../Console.ts"
import { unreadable, usage } from "../ExitCode.ts"
import { orExit } from "../exitOf.ts"
import { recordingTime } from "../Importing.ts"
import { ledgerPath, openLedger } from "../Ledger.ts"
import { effectsJson, renderEffects } from "../render/importPreview.ts"
import { batchLines } from "./register.ts"
import * as flags from "./options.ts"

/** Entries are listed up to this many. */
const SHOWN = 20

const summaryOf = ({ batch, reversed, kept }: UndoPlan, language: Language): string => {
  const lines = reversed.slice(0, SHOWN).map((entry) => `  ${eventInWords(entry, language)}`)
  const rest = reversed.length - lines.length
  const more = rest <= 0 ? [] : [language === "zh" ? `  ……另有 ${rest} 笔` : `  … ${rest} more`]
  const head =
    language === "zh"
      ? `批次 ${batch.id}（${batch.file}）将红字冲销 ${reversed.length} 笔：`
      : `Batch ${batch.id} (${batch.file}): ${reversed.length} entries will be reversed:`
  const stays =
    language === "zh"
      ? `建账、项目、指标、原因等不涉及资金的 ${kept.length} 笔保留不动。`
      : `${kept.length} entries that move no money (the opening, projects, indicators, reasons) stay.`
  return [head, ...lines, ...more, ...(kept.length === 0 ? [] : [stays])].join("\n")
}

const refusedText = ({ refused, reversals }: UndoPlan, language: Language): string => {
  const ofLedger = refused.slice(0, SHOWN).map(({ command, refusal }) => {
    const said = language === "zh" ? refusalInChinese(refusal) : refusal.message
    return `${command.event.documentNo}: ${said}`
  })
  const ofReversals = reversals.map((entry) =>
    language === "zh"
      ? `${eventInWords(entry, language)}：红字冲销本身不能再冲销，请重新录入被冲销的业务。`
      : `${eventInWords(entry, language)}: a reversal cannot be reversed; enter what it took back anew.`
  )
  const end = language === "zh" ? "未写入任何数据。" : "Nothing was written."
  return [...ofReversals, ...ofLedger, end].join("\n")
}

interface UndoCommandOptions {
  readonly batch: Option.Option<string>
  readonly ledger: Option.Option<string>
  readonly reason: Option.Option<string>
  readonly yes: boolean
  readonly dryRun: boolean
  readonly format: "text" | "json"
  readonly language: Language
}

/** Runs `undo`. */
export const undo = Effect.fn("undo")(function* (options: UndoCommandOptions) {
  const { language, dryRun, format } = options
  const store = yield* openLedger(yield* ledgerPath(options.ledger), dryRun ? "read" : "write")
  if (Option.isNone(options.batch)) {
    say(batchLines(yield* orExit(batchesOf(store)), language).trimEnd())
    return yield* Effect.fail(usage(language === "zh" ? "请写明要撤销的批次。" : "Name the batch to undo."))
  }
  const plan = yield* planUndo(store, options.batch.value, {
    reason: Option.getOrUndefined(options.reason),
    recordedAt: recordingTime()
  }).pipe(
    Effect.catchTag("BatchUnknown", ({ batch, known }) => {
      const what =
        language === "zh" ? `没有批次 ${batch}。账簿中有：` : `There is no batch ${batch}. The ledger has:`
      return Effect.fail(usage(`${what}\n${batchLines(known, language).trimEnd()}`))
    }),
    orExit
  )
  if (plan.refused.length + plan.reversals.length > 0)
    return yield* Effect.fail(unreadable(refusedText(plan, language)))
  const effects = yield* orExit(trialOf(store, plan.plan))
  if (format === "text") {
    out(`${summaryOf(plan, language)}\n`)
    const effect = renderEffects(effects, language)
    if (effect !== "") out(`${effect}\n`)
  }
  const asker = terminalAsker()
  if (!options.yes && !dryRun && !asker.isThere)
    return yield* Effect.fail(usage(language === "zh" ? "确认撤销请加 --yes。" : "Give --yes to undo it."))
  const isAgreed = !dryRun && (options.yes || confirm(asker, "撤销这一批吗", "Undo this batch", language))
  const { appended } = isAgreed ? yield* orExit(recordUndo(store, plan)) : { appended: 0 }
  if (format === "json") {
    const { batch, reversed, kept } = plan
    const json = { batch: batch.id, dryRun, reversed: reversed.length, kept: kept.length, appended }
    return out(`${JSON.stringify({ ...json, effects: effectsJson(effects) }, null, 2)}\n`)
  }
  const zh = isAgreed ? `已红字冲销 ${appended} 笔。` : "未写入。"
  const en = isAgreed ? `${appended} entries reversed` : "nothing was written"
  out(`${language === "zh" ? zh : en}\n`)
})

/** `undo` with its arguments. */
export const command = Command.make(
  "undo",
  {
    batch: Argument.String("BATCH").pipe(
      Argument.withDescription(
        "the batch, as `register --batches` lists it, or its file; without it they are listed"
      ),
      Argument.optional
    ),
    ledger: flags.ledger,
    reason: Flag.String("reason").pipe(
      Flag.withMetavar("TEXT"),
      Flag.withDescription("why; recorded with every reversal"),
      Flag.optional
    ),
    yes: flags.yes,
    dryRun: flags.dryRun,
    format: flags.format("text", "json"),
    language: flags.language
  },
  undo
)
