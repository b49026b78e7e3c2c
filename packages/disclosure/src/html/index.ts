/**
 * The document as one self-contained web page.
 */
export * from "./renderHtml.ts"
