/**
 * Making elements. Text only ever enters the page as text nodes, so nothing in the data can become markup.
 */

type Child = Node | string

export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: ReadonlyArray<Child>
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  made.append(...children)
  return made
}

export const button = (text: string, onPress: () => void, name = text): HTMLButtonElement => {
  const made = element("button", { type: "button", "aria-label": name }, text)
  made.addEventListener("click", onPress)
  return made
}

/** The element the page is known to have. */
export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}.`)
  return found
}
