/**
 * The example year's document and provenance, as the command builds them.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { spawnSync } from "node:child_process"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { publicEdition } from "@juesuan/disclosure"
import type { Document, Provenance } from "@juesuan/disclosure"
import { openView } from "../../../cli/src/OpenView.ts"
import { chooseRules } from "../../../cli/src/RuleSets.ts"
import { disclosureOf } from "@juesuan/year"

const command = path.join(import.meta.dirname, "..", "..", "..", "cli", "bin", "juesuan.js")

export interface Example {
  readonly document: Document
  readonly provenance: Provenance
}

/** Replays the example into a ledger of its own and builds its document. */
export const exampleYear = async (money: "元" | "万元" = "元"): Promise<Example> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "juesuan-page-"))
  try {
    const { status, stderr } = spawnSync(process.execPath, [command, "demo", "--out", folder], {
      encoding: "utf8"
    })
    if (status !== 0) throw new Error(stderr)
    const options = {
      ledger: Option.some(path.join(folder, "ledger.db")),
      unit: Option.none<string>(),
      year: Option.none<number>(),
      asOf: Option.none<string>(),
      knownAt: Option.none<string>(),
      pack: Option.some("ningxia-2024")
    }
    return await Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const { store, view } = yield* openView(options)
          const rules = yield* chooseRules("ningxia-yanchi-2024")
          const { document, provenance } = yield* disclosureOf(store, view, rules, money)
          const edition = publicEdition({ document, provenance })
          return { document, provenance: edition.provenance() }
        })
      )
    )
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
