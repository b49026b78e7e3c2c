/**
 * The PDF library with its worker, which then runs on the thread that asks. The build bundles this module, so that the
 * package depends on nothing of it; see `scripts/pdfjs.mjs`.
 */
// oxlint-disable-next-line import/no-unassigned-import -- it registers itself
import "pdfjs-dist/legacy/build/pdf.worker.mjs"

export { OPS, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs"
