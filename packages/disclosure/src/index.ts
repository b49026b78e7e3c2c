export * from "./Document.ts"
export * from "./Provenance.ts"
