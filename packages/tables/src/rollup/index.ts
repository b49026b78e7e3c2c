/** Roll-up: many units as one, with the transfers between them eliminated. */
export * from "./Eliminate.ts"
export * from "./rollUpRules.ts"
export * from "./UnitTree.ts"
