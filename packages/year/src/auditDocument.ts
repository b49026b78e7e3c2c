/**
 * Auditing a published document: what it prints is read, recomputed, and compared with itself.
 */
import { audit, loadDocument } from "@juesuan/audit"
import type { AuditOptions, AuditReport, ReadDocument } from "@juesuan/audit"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** A file that reads well and in which nothing of a department's final accounts was found. */
export class NothingRecognised extends Data.TaggedError("NothingRecognised")<{ readonly file: string }> {
  override get message(): string {
    return (
      `${this.file}: no table, sentence or self-evaluation of a department's final accounts (部门决算) was recognised. ` +
      "Audit the published document itself, with its titles and heads."
    )
  }
}

/** A document as it was read, and what the audit says of it. */
export interface AuditedDocument {
  readonly read: ReadDocument
  readonly report: AuditReport
}

/** Whether nothing was recognised: "nothing found" would say what was never looked at. */
const isEmpty = ({ recognised: { tables, scorecards, claims } }: AuditReport): boolean =>
  tables.length + scorecards.length + claims === 0

/**
 * Audits one published document (txt, md, html, docx, xlsx, pdf). Its name is said in places; no path of it is opened.
 *
 * Fails with `DocumentUnreadable`, or with {@link NothingRecognised}.
 */
export const auditDocument = Effect.fn("auditDocument")(function* (
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  options: AuditOptions = {}
) {
  const read = yield* Effect.fromResult(yield* Effect.promise(() => loadDocument(bytes, name)))
  const report = audit(read, options)
  if (isEmpty(report)) return yield* Effect.fail(new NothingRecognised({ file: name }))
  const audited: AuditedDocument = { read, report }
  return audited
})
