/**
 * Attributes (分类属性): what is registered of a unit and of its projects, and how postings take it on.
 *
 * They are joined when a cube is built and never stored with a posting: of each attribute the value counts that was
 * last registered within the window, in the order in which the stream recorded it.
 */
import type { RecordedEvent } from "./Envelope.ts"
import { isAttributeName } from "./EventParts.ts"
import { dimensionKey } from "./Posting.ts"
import type { Posting } from "./Posting.ts"

/** The name of an attribute as a dimension: whose it is, and what, such as `project.类别`. */
export type AttributeName = `unit.${string}` | `project.${string}`

/** Whether a text names an attribute as a dimension. */
export const isAttribute = (name: string): name is AttributeName => {
  const [owner, ...rest] = name.split(".")
  return (owner === "unit" || owner === "project") && isAttributeName(rest.join("."))
}

/** What is registered in a window: of the unit by name, and of its projects by code and name. */
export interface RegisteredAttributes {
  readonly unit: ReadonlyMap<string, string>
  readonly projects: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** What the events of one unit's year register, given in version order; others than registrations are passed over. */
export const attributesOf = (facts: Iterable<Pick<RecordedEvent, "event">>): RegisteredAttributes => {
  const unit = new Map<string, string>()
  const projects = new Map<string, Map<string, string>>()
  const take = (into: Map<string, string>, attributes: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(attributes)) into.set(name, value)
  }
  for (const { event } of facts) {
    if (event.type === "FiscalYearOpened") take(unit, event.payload.attributes)
    if (event.type !== "ProjectRegistered") continue
    const { project, attributes } = event.payload
    const own = projects.get(project) ?? new Map<string, string>()
    take(own, attributes)
    projects.set(project, own)
  }
  return { unit, projects }
}

/** The value of an attribute for a posting of a project; empty where nothing is registered. */
export const attributeOf = (
  { unit, projects }: RegisteredAttributes,
  attribute: AttributeName,
  project: string
): string => {
  const [owner, ...rest] = attribute.split(".")
  const name = rest.join(".")
  return (owner === "unit" ? unit.get(name) : projects.get(project)?.get(name)) ?? ""
}

/** A posting that says some attributes as dimensions of its own, under their full names. */
export type AttributedPosting = Posting & { readonly [name in AttributeName]: string }

/** Which attributes a posting says; not part of what it says. */
const SAID: unique symbol = Symbol("attributes")

/** The same posting with values of attributes: those it is given, in that order. */
export const withValues = (
  posting: Posting,
  values: ReadonlyArray<readonly [AttributeName, string]>
): AttributedPosting =>
  Object.assign(Object.fromEntries(values), posting, {
    [SAID]: values.map(([name, value]) => `${name}=${value}`).join("\u001f")
  }) as unknown as AttributedPosting

/** Joins attributes to postings of one unit's year. */
export const withAttributes = (
  postings: ReadonlyArray<Posting>,
  registered: RegisteredAttributes,
  names: ReadonlyArray<AttributeName>
): ReadonlyArray<AttributedPosting> =>
  postings.map((posting) =>
    withValues(
      posting,
      names.map((name) => [name, attributeOf(registered, name, posting.project)] as const)
    )
  )

/** The dimensions of a posting as one text, with the attributes it says. */
export const attributedKey = (posting: Posting): string => {
  const said = (posting as { readonly [SAID]?: string })[SAID]
  return said === undefined ? dimensionKey(posting) : `${dimensionKey(posting)}\u001f${said}`
}
