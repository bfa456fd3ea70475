import type { List, ListItem, Node, Table } from "mdast"
import { isList, isTable, readParts } from "../../../activities/parts.ts"
import { escapeHtml } from "../../../escape-html.ts"
import { suggest } from "../../nearest.ts"
import { splitTerm } from "../../terms.ts"
import type { Display, DisplayContext } from "../display.ts"
import { displayStrings as text } from "../strings.ts"
import { type DiagramContent, draw } from "./draw.ts"
import { type DiagramItem, type DiagramType, diagramTypes } from "./item.ts"

/** How many boxes a diagram of each type may have; beyond that it explains less than a list. */
const counts: Readonly<Record<DiagramType, readonly [least: number, most: number]>> = {
  flow: [2, 8],
  cycle: [3, 8],
  layers: [2, 8],
  lanes: [2, 4],
  hub: [2, 8],
}

/**
 * A picture of how things belong together, drawn from a list of `**Label**: note`, with the list a click away:
 * `:::diagram{#jobs type=cycle}`. `with=2` has the last two items of a flow or a cycle go along with the rest.
 */
export const diagram: Display = {
  attributes: ["type", "with"],
  blocks(directive, context) {
    const { attributes, node, id } = directive
    const type = diagramTypes.find((type) => type === attributes.type)
    if (!type) {
      const message =
        attributes.type === undefined
          ? "This diagram does not say which type it has."
          : `"${attributes.type}" is no type of diagram.`
      context.report("error", "diagram-type", node, message, suggest(attributes.type ?? "", diagramTypes))
      return []
    }
    const { prompted, structure } = readParts<List | Table>(directive, context, (it): it is List | Table =>
      type === "lanes" ? isTable(it) : isList(it),
    )
    if (prompted.prompt === "") {
      const remedy = `Write a sentence above the ${type === "lanes" ? "table" : "list"}.`
      context.report("error", "activity-prompt", node, "This diagram does not say what it shows.", remedy)
      return []
    }
    const read = structure && (structure.type === "table" ? lanesOf(structure, context) : itemsOf(structure, context))
    const content = read && arrange(type, read, Number(attributes.with ?? 0))
    const [least, most] = counts[type]
    const count = content ? content.items.length - (type === "hub" ? 1 : 0) : 0
    if (!content || count < least || count > most) {
      const kind = type === "lanes" ? "a table, with a column for each lane" : type === "hub" ? hubWords : "a list"
      const remedy = `Write ${kind}: ${least} to ${most} boxes, each **Label**: note.`
      context.report("error", "diagram-items", structure ?? node, `Nothing can be drawn of this ${type}.`, remedy)
      return []
    }
    const list = structure ? context.html([structure]) : ""
    const { intro, prompt, description, explanation = "" } = prompted
    const html = [
      intro,
      `<figure class="diagram" id="${id}"><figcaption>${prompt}</figcaption>`,
      picture(content, description, `${id}-wide`, true),
      picture(content, description, `${id}-narrow`, false),
      `<details><summary>${text.asList}</summary>${list}</details></figure>`,
      explanation,
    ]
    return [{ type: "html", html: html.join("") }]
  },
}

const hubWords = "a list of one thing, with its parts as a list beneath it"

/** The items of a type: of a hub first itself and then its parts, of others those that stand alone, then those that go along. */
function arrange(type: DiagramType, read: readonly DiagramItem[], along: number): DiagramContent | undefined {
  if (type === "hub") {
    const [hub, ...others] = read
    if (!hub || others.length > 0) return undefined
    return { type, items: [{ ...hub, inside: [] }, ...hub.inside], along: [] }
  }
  const isRight = Number.isInteger(along) && along >= 0 && (along === 0 || type === "flow" || type === "cycle")
  if (!isRight) return undefined
  const split = read.length - along
  return { type, items: read.slice(0, Math.max(0, split)), along: read.slice(Math.max(0, split)) }
}

function itemsOf(list: List, context: DisplayContext): readonly DiagramItem[] | undefined {
  const items = list.children.map((item) => itemOf(item, context))
  return items.every((item) => item !== undefined) ? items : undefined
}

function itemOf(item: ListItem, context: DisplayContext): DiagramItem | undefined {
  const [paragraph, ...more] = item.children
  if (paragraph?.type !== "paragraph" || context.text(paragraph) === "") return undefined
  const [nested, ...others] = more
  if (others.length > 0 || (nested && !isList(nested))) return undefined
  const inside = nested ? itemsOf(nested, context) : []
  return inside && { ...labelled([paragraph], context), inside }
}

function labelled(nodes: readonly Node[], context: DisplayContext): Pick<DiagramItem, "label" | "note"> {
  const split = splitTerm(nodes, context.text)
  return split ? { label: split.name, note: context.text(split.explanation) } : { label: context.text(nodes), note: "" }
}

/**
 * A table whose first row names the lanes, and whose first column what each row is about. An empty cell is a box without a
 * note, which keeps what stands beneath it in its row.
 */
function lanesOf({ children: [head, ...rows] }: Table, context: DisplayContext): readonly DiagramItem[] | undefined {
  const names = head?.children.map((cell) => context.text(cell)) ?? []
  const lanes = names.slice(1).map((label, at): DiagramItem => {
    const cells = rows.map((row) => row.children.map((cell) => context.text(cell)))
    const inside = cells.map((row): DiagramItem => ({ label: row[0] ?? "", note: row[at + 1] ?? "", inside: [] }))
    return { label, note: "", inside }
  })
  return rows.length > 0 && names.slice(1).every((name) => name !== "") ? lanes : undefined
}

/** A drawing as SVG, with what it is and what it shows for those who cannot see it. */
function picture(content: DiagramContent, title: string, id: string, isWide: boolean): string {
  const { width, height, marks } = draw(content, isWide)
  const [shownWidth, shownHeight] = [Math.ceil(width), Math.ceil(height)]
  return [
    `<svg class="${isWide ? "wide" : "narrow"}" viewBox="0 0 ${shownWidth} ${shownHeight}" role="img"`,
    ` aria-labelledby="${id}-title" aria-describedby="${id}-desc">`,
    `<title id="${id}-title">${escapeHtml(title)}</title>`,
    `<desc id="${id}-desc">${escapeHtml(inWords(content))}</desc>`,
    ...marks,
    "</svg>",
  ].join("")
}

/** What a diagram shows, in a sentence: its boxes and how they belong together. */
function inWords({ type, items, along }: DiagramContent): string {
  const names = (some: readonly DiagramItem[]) => some.map(({ label }) => label).join("; ")
  if (type === "hub") return text.hub(items[0]?.label ?? "", names(items.slice(1)))
  const with_ = along.length > 0 ? ` ${text.along(names(along))}` : ""
  return text[type](names(items), items.length) + with_
}
