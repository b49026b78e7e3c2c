export * from "./Facts.ts"
export * from "./glossary.ts"
export * from "./Narrative.ts"
export * from "./Sentence.ts"
