export { recognise } from "./recognise.ts"
export type { RecogniseOptions } from "./recognise.ts"
