/** Readers of files: archives, packages, workbooks, stored values, text encodings. */
export * from "./Book.ts"
export * from "./CellText.ts"
export * from "./Encoding.ts"
export * from "./Package.ts"
export * from "./Workbook.ts"
export * from "./Xml.ts"
export * from "./Zip.ts"
