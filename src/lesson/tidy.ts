import type { Element, ElementContent } from "hast"
import { type ReferenceContext, tidyImage, tidyLink } from "./references.ts"

/** What tidying needs to know beside the nodes. */
export interface TidyContext extends ReferenceContext {
  /** Added to the depth of headings, which never reaches 1: that is the page's title. */
  readonly headingShift: number
}

/** Keeps of HTML what {@link allowed} names, and gives links, images, headings and tables their form. */
export function tidy(nodes: readonly ElementContent[], context: TidyContext): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return [node]
    return node.type === "element" ? tidyElement(node, context) : []
  })
}

function tidyElement(node: Element, context: TidyContext): ElementContent[] {
  const { tagName, properties } = node
  // A box to tick that does nothing would be a riddle to screen readers: it is shown as a character.
  if (tagName === "input") return [{ type: "text", value: properties.checked ? "☑" : "☐" }]
  if (tagName === "h2" && properties.id === "footnote-label") return []
  if (tagName === "img") return tidyImage(node, context)
  const children = tidy(node.children, context)
  if (tagName === "a") return tidyLink({ ...node, children }, context)
  const names = allowed[tagName]
  if (!names) return children
  const element: Element = { type: "element", tagName, properties: {}, children }
  for (const name of names) if (properties[name] !== undefined) element.properties[name] = properties[name]
  const depth = /^h([1-6])$/.exec(tagName)?.[1]
  if (depth) element.tagName = `h${Math.min(6, Math.max(2, Number(depth) + context.headingShift))}`
  if (tagName === "code") keepLanguageOnly(element)
  if (tagName === "section") element.properties = { className: ["footnotes"] }
  if (tagName === "th" || tagName === "td") tidyCell(element, node)
  if (tagName !== "table") return [element]
  nameRows(element)
  // Wide tables scroll on narrow screens, in a box of their own.
  return [{ type: "element", tagName: "div", properties: { className: ["table-scroll"] }, children: [element] }]
}

/** The elements that pages may hold beside links and images, with the attributes kept of what the Markdown gave them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    "p h1 h2 h3 h4 h5 h6 ul blockquote pre strong em del br hr table thead tbody tr th td sup section"
      .split(" ")
      .map((name) => [name, []]),
  ),
  ol: ["start"],
  li: ["id"],
  // Only the serializer itself makes buttons, of terms: an author's are text.
  button: ["type", "className", "dataTerm", "ariaExpanded"],
  code: ["className"],
}

function keepLanguageOnly(code: Element) {
  const names = Array.isArray(code.properties.className) ? code.properties.className : []
  const className = names.filter((name) => /^language-[\w+#-]{1,32}$/.test(String(name)))
  code.properties = className.length > 0 ? { className } : {}
}

function tidyCell(element: Element, { tagName, properties }: Element) {
  if (tagName === "th") element.properties.scope = "col"
  const align = properties.align
  if (align === "right" || align === "center") element.properties.className = [`align-${align}`]
}

/** In a table whose corner is empty, the first column names the rows. */
function nameRows(table: Element) {
  const rows = elementsIn(table).flatMap((part) => elementsIn(part))
  const corner = rows[0] && elementsIn(rows[0])[0]
  if (!corner || corner.children.length > 0) return
  corner.tagName = "td"
  corner.properties = {}
  for (const row of rows.slice(1)) {
    const first = elementsIn(row)[0]
    if (!first) continue
    first.tagName = "th"
    first.properties.scope = "row"
  }
}

function elementsIn(parent: Element): Element[] {
  return parent.children.filter((child) => child.type === "element")
}
