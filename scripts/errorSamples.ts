/**
 * Every typed error of the packages, read from the sources, and a sample of each: for the reference and its test.
 */
import * as fs from "node:fs"
import * as path from "node:path"

const root = path.dirname(import.meta.dirname)

export interface ErrorClass {
  readonly name: string
  readonly module: string
}

/** The error classes that packages export. */
export const classes: ReadonlyArray<ErrorClass> = fs
  .readdirSync(path.join(root, "packages"))
  .flatMap((name) => {
    const folder = path.join(root, "packages", name, "src")
    return fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(folder, file))
  })
  .flatMap((module) =>
    [
      ...fs
        .readFileSync(module, "utf8")
        .matchAll(/^export class (\w+) extends (?:Data|Schema)\.TaggedError/gm)
    ].map(([, name]) => ({ name: name!, module }))
  )

export interface Sample {
  readonly fields: Readonly<Record<string, unknown>>
  /** What the message must say of them. */
  readonly says: ReadonlyArray<string>
}

const fault = { path: "tiers.0.from", message: "1.5 is more than 1.", remedy: "Write a share of the weight." }
const place = { file: "year.csv", row: 3, column: "amount", value: "1,2,3" }
const report = {
  schema: "juesuan/findings/1",
  summary: {},
  findings: [{ ruleId: "AR-01-3" }]
}

/** A sample of every error class, by its name. */
export const samples: Readonly<Record<string, Sample>> = {
  AcceptedUnreadable: {
    fields: { entry: 2, reason: "reason is missing or empty" },
    says: ["entry 2", "reason is missing", "juesuan/accepted/1"]
  },
  AddressUnreadable: { fields: { text: "T03-1" }, says: ["T03-1", "T03/2080109/3"] },
  AdjustmentSignWrong: {
    fields: { cause: "surrendered", amount: 12_345 },
    says: ["123.45 元", "surrendered"]
  },
  AmountUnreadable: { fields: { text: "12,3x", reason: "not-a-number" }, says: ["12,3x", "1280.50"] },
  BaselineUnreadable: { fields: { reason: "it is no JSON" }, says: ["it is no JSON", "--format json"] },
  CellDiffers: {
    fields: { address: "T03/total/1", inTable: "12.00", ofEvents: "11.00" },
    says: ["T03/total/1", "12.00", "11.00", "juesuan verify"]
  },
  BatchUnknown: {
    fields: { batch: "9", known: [{ id: "1/2024#2", file: "payments.csv" }] },
    says: ["batch 9", "1/2024#2 (payments.csv)"]
  },
  CellUnknown: { fields: { address: "T03/9/1", missing: "row" }, says: ["T03/9/1", "row"] },
  ChainBroken: {
    fields: { streamId: "unit/1/2024", version: 7, reason: "the stream goes on with event 5" },
    says: ["Event 7", "unit/1/2024", "goes on with event 5", "verify"]
  },
  CheckpointForeign: {
    fields: { place: "event 42 of unit/1/2024" },
    says: ["event 42 of unit/1/2024", "from the start"]
  },
  ClosingDisagrees: {
    fields: { what: "generalPublic", stated: 100, ledger: 250 },
    says: ["generalPublic", "1.00 元", "2.50 元"]
  },
  ClosingTooCoarse: { fields: { fund: "generalPublic" }, says: ["generalPublic", "CarryoverBroughtForward"] },
  CodeMalformed: { fields: { list: "functional", code: "20x" }, says: ["20x", "2080109"] },
  CursorForeign: { fields: { cursor: "soon" }, says: ["soon", "from the start"] },
  CommandRefused: {
    fields: { eventId: "E7", refusal: new Error("The year is closed. Enter it in the year that is open.") },
    says: ["E7", "The year is closed"]
  },
  CommandsRefused: {
    fields: {
      refused: [
        {
          command: { event: { eventId: "E7" } },
          refusal: new Error("The year is closed. Enter it in the year that is open.")
        }
      ]
    },
    says: ["E7", "The year is closed"]
  },
  CorrectionExceedsEntry: {
    fields: { corrects: "E1", amount: 200, remaining: 150 },
    says: ["E1", "2.00 元", "1.50 元"]
  },
  CorrectionLineUnknown: {
    fields: { corrects: "E1", line: "generalPublic/208" },
    says: ["E1", "generalPublic/208"]
  },
  DateOutsideYear: { fields: { occurredOn: "2023-12-31", year: 2024 }, says: ["2023-12-31", "2024"] },
  DateUnreadable: { fields: { text: "2024-13-01" }, says: ["2024-13-01", "2024-03-05"] },
  DocumentUnreadable: {
    fields: {
      file: "a.docx",
      reason: "broken",
      detail: "the archive stops before its directory",
      remedy: "Copy or export the file again."
    },
    says: ["a.docx", "the archive stops"]
  },
  PdfUnreadable: {
    fields: { fault: "encrypted", detail: "it is encrypted and needs a password" },
    says: ["needs a password", "without a password"]
  },
  EconomicNotBasic: { fields: { economic: "30901" }, says: ["30901"] },
  EncodingUnknown: { fields: { utf8Offset: 3, gb18030Offset: 9 }, says: ["3", "9"] },
  EntryAlreadyCorrected: { fields: { corrects: "E1" }, says: ["E1"] },
  EntryMisquoted: { fields: { corrects: "E1" }, says: ["E1"] },
  EntryNotCorrectable: { fields: { corrects: "E1", type: "BudgetApproved" }, says: ["E1", "BudgetApproved"] },
  EntryUnknown: { fields: { corrects: "E9" }, says: ["E9"] },
  AmountsTooLarge: { fields: { streamId: "unit/1/2024", eventId: "E7" }, says: ["unit/1/2024", "E7"] },
  EventIdReused: {
    fields: { streamId: "unit/1/2024", version: 7, eventId: "E1", documentNo: "D1" },
    says: ["E1", "7"]
  },
  EventVersionUnknown: {
    fields: { type: "DisbursementPaid", schemaVersion: 9 },
    says: ["DisbursementPaid", "9"]
  },
  FileUnwritable: {
    fields: { path: "/x/y.md", cause: Object.assign(new Error("permission denied"), { code: "EACCES" }) },
    says: ["/x/y.md", "EACCES"]
  },
  InputUnreadable: {
    fields: { path: "/x/year.csv", fault: { kind: "large", bytesMax: 64 * 2 ** 20 } },
    says: ["/x/year.csv", "64 MB", "Split it"]
  },
  InvariantBroken: {
    fields: { invariant: "T01/total/1 = T01/total/2", left: 100, right: 200 },
    says: ["T01/total/1 = T01/total/2", "1.00", "2.00"]
  },
  LineUnbudgeted: {
    fields: { line: "generalPublic/2080109", amount: 100 },
    says: ["generalPublic/2080109", "1.00 元"]
  },
  MoneyExceeded: {
    fields: { fund: "unitFunds", amount: 500, available: 300 },
    says: ["unitFunds", "5.00 元", "3.00 元"]
  },
  HoldsPersonalData: {
    fields: {
      found: [{ where: "封面", address: "cover", kind: "mobileNumber", masked: "19*******00" }]
    },
    says: ["1 place", "DC-2"]
  },
  MoneyOverflow: { fields: { left: 9_007_199_254_740_991, right: 1 }, says: ["9007199254740991", "1 fen"] },
  PackNotShipped: { fields: { id: "our-2024" }, says: ["our-2024", "juesuan packs"] },
  NarrativeUnknown: { fields: { pack: "ours" }, says: ["ours", "table pack"] },
  NatureNotOfFund: {
    fields: { nature: "operating", fund: "generalPublic" },
    says: ["operating", "generalPublic"]
  },
  NothingRecognised: { fields: { file: "a.docx" }, says: ["a.docx", "published document"] },
  NothingReplayed: { fields: {}, says: ["FiscalYearOpened", "no rows"] },
  NotArticulated: { fields: { report }, says: ["AR-01-3", "juesuan check"] },
  OpenedOtherwise: {
    fields: { streamId: "unit/100001/2025", holds: "12.00" },
    says: ["unit/100001/2025", "12.00 元", "OpeningAdjusted"]
  },
  PayloadInvalid: {
    fields: {
      eventId: "E1",
      type: "DisbursementPaid",
      field: "line.function",
      value: "banana\u0085",
      allowed: "a functional 项: 7 digits"
    },
    says: ["DisbursementPaid", "line.function", '"banana\\u0085"', "7 digits"]
  },
  ProjectUnknown: { fields: { project: "P9", known: ["P1", "P2"] }, says: ["P9", "P1, P2"] },
  QuotaExceeded: {
    fields: { line: "generalPublic/2080109", amount: 500, available: 300 },
    says: ["generalPublic/2080109", "5.00 元", "3.00 元"]
  },
  ReplayRefused: { fields: { issues: [], refused: [] }, says: ["Nothing was written"] },
  RuleNameUnknown: { fields: { name: "AR-99" }, says: ["AR-99"] },
  RuleSetUnreadable: { fields: { faults: [fault] }, says: [fault.path, fault.message, fault.remedy] },
  ScoreRowsUnreadable: {
    fields: { faults: [{ ...place, message: "It is no score.", remedy: "Write digits." }] },
    says: ["3", "amount", "1,2,3", "Write digits."]
  },
  ScorecardsUnreadable: { fields: { faults: [fault] }, says: [fault.path, fault.message, fault.remedy] },
  StoreFailure: {
    fields: { operation: "open", path: "year.db", detail: "it is not a ledger.", kind: "notALedger" },
    says: ["open year.db", "it is not a ledger"]
  },
  PackUnreadable: { fields: { faults: [fault] }, says: [fault.path, fault.message, fault.remedy] },
  StreamIdUnreadable: { fields: { text: "unit/219011" }, says: ["unit/219011", "unit/219011/2024"] },
  TermUnreadable: { fields: { faults: [fault] }, says: [fault.path, fault.message, fault.remedy] },
  TextCut: { fields: { offset: 12 }, says: ["12"] },
  UnknownWord: {
    fields: { dimension: "fund", word: "generalpublic", nearest: ["generalPublic", "governmentFund"] },
    says: ["generalpublic", "fund", "generalPublic", "governmentFund"]
  },
  UnitKindNotEligible: {
    fields: { type: "SurplusDistributed", unitKind: "administrative" },
    says: ["SurplusDistributed", "administrative"]
  },
  UnitListUnreadable: {
    fields: {
      file: "units.csv",
      faults: [{ row: 3, column: "单位代码", value: "甲", remedy: "Give the code of the unit." }]
    },
    says: ["units.csv", "row 3", "甲", "Give the code"]
  },
  UnitTreeBroken: {
    fields: { year: 2024, problems: [{ problem: "circle", row: 2, unit: "A" }] },
    says: ["2024", "row 2", "A is below itself", "superior"]
  },
  VersionConflict: {
    fields: { streamId: "unit/1/2024", expectedVersion: 3, actualVersion: 5 },
    says: ["unit/1/2024", "3", "5"]
  },
  WorkbookBroken: { fields: { detail: "sheet1.xml ends early" }, says: ["sheet1.xml ends early"] },
  XmlBroken: {
    fields: { part: "word/document.xml", detail: "unclosed tag" },
    says: ["word/document.xml", "unclosed"]
  },
  XmlHasDtd: { fields: { part: "word/document.xml" }, says: ["word/document.xml"] },
  XmlTooDeep: { fields: { part: "word/document.xml", depthMax: 100 }, says: ["word/document.xml", "100"] },
  YearAlreadyOpened: { fields: { unitName: "示例单位" }, says: ["示例单位"] },
  YearClosed: { fields: { type: "DisbursementPaid" }, says: ["DisbursementPaid", "ClosedYearAdjusted"] },
  YearNotClosed: { fields: {}, says: ["ClosedYearAdjusted"] },
  YearNotFound: { fields: { streamId: "unit/100001/2024" }, says: ["unit/100001/2024", "建账"] },
  YearNotOpened: { fields: { type: "DisbursementPaid" }, says: ["DisbursementPaid", "FiscalYearOpened"] },
  YearStillOpen: { fields: { status: "open" }, says: ["not closed"] },
  ZipBroken: { fields: { detail: "its directory is damaged" }, says: ["its directory is damaged"] },
  ZipCut: { fields: { detail: "the directory is missing" }, says: ["the directory is missing"] },
  ZipEncrypted: { fields: { name: "xl/workbook.xml" }, says: ["xl/workbook.xml", "password"] },
  ZipTooLarge: { fields: { bytesMax: 1000 }, says: ["1000"] }
}

/** A sample of an error class. */
export const sampleOf = async ({ name, module }: ErrorClass): Promise<Error> => {
  const loaded = (await import(module)) as Readonly<Record<string, new (fields: unknown) => Error>>
  return new loaded[name]!(samples[name]!.fields)
}
