/** Readers of files: archives, workbooks, stored values, text encodings. */
export * from "./CellText.ts"
export * from "./Encoding.ts"
export * from "./Workbook.ts"
export * from "./Zip.ts"
