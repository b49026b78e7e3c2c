/**
 * Documents built by hand, for checks that are tested without a reader.
 */
import type { PublishedDocument } from "@juesuan/audit"

/** A document with nothing but what is given. */
export const documentOf = (parts: Partial<PublishedDocument>): PublishedDocument => ({
  file: "document.txt",
  unitName: "某单位",
  year: 2024,
  tables: new Map(),
  tableFacts: new Map(),
  forms: [],
  sections: [],
  scorecards: [],
  restorations: [],
  contents: [],
  headings: [],
  unbound: [],
  ...parts
})
