export { PdfUnreadable, pdfLimits, readPdf } from "./readPdf.ts"
export type { PdfFault, PdfLimits } from "./readPdf.ts"
