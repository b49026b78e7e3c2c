export * from "./renderDocx.ts"
