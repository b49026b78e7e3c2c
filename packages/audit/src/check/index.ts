export { audit, auditDocument } from "./audit.ts"
export type { AuditOptions, AuditReport, RecognisedSummary } from "./audit.ts"
export type { PrintedFigure } from "./Figures.ts"
