/**
 * The two languages of findings; rule ids have none.
 */
export type Language = "zh" | "en"

/** The words of a language. */
export const say = (language: Language, zh: string, en: string): string => (language === "zh" ? zh : en)
