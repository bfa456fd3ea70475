import type { Paragraph, PhrasingContent, RootContent, Text } from "mdast"
import { type Markdown, textOf } from "./markdown.ts"

/** Part of a plan that begins with a label: `**Duration:** 20 minutes`, `- Duration: …`, a row of a table, a heading. */
export interface Field {
  /** What the label says, without its colon. */
  readonly label: string
  /** What the label stands in: where an author looks for it. */
  readonly node: RootContent
  readonly content: RootContent[]
}

/** What stands before the first label, and the fields that follow. */
export interface Fields {
  readonly before: RootContent[]
  readonly fields: readonly Field[]
}

/**
 * Splits content by its labels. Bold text before a colon at the start of a line is a label always; plain text is one
 * only if it is known, since sentences have colons too.
 */
export function fieldsOf(
  markdown: Markdown,
  nodes: readonly RootContent[],
  isKnown: (label: string) => boolean,
): Fields {
  const before: RootContent[] = []
  const fields: Field[] = []
  const add = (node: RootContent) => (fields.at(-1)?.content ?? before).push(node)

  for (const node of nodes) {
    if (node.type === "heading") {
      fields.push({ label: withoutColon(textOf(markdown, node)), node, content: [] })
    } else if (node.type === "paragraph") {
      for (const part of splitParagraph(markdown, node, isKnown)) {
        if (part.label !== undefined) fields.push({ label: part.label, node: part.node, content: [] })
        const paragraph = toParagraph(part.children)
        if (paragraph) add(paragraph)
      }
    } else if (node.type === "list") {
      const items = node.children.map((item) => fieldsOf(markdown, item.children, isKnown))
      const areFields = items.every((item) => item.before.length === 0 && item.fields.length > 0)
      if (areFields && items.some((item) => item.fields.some(({ label }) => isKnown(label)))) {
        fields.push(...items.flatMap((item) => item.fields))
      } else add(node)
    } else if (node.type === "table") {
      const labels = node.children.map((row) => withoutColon(textOf(markdown, row.children[0] ?? row)))
      if (labels.some(isKnown) && node.children.every((row) => row.children.length === 2)) {
        for (const [index, row] of node.children.entries()) {
          // "Field | Content" above the rows is a heading of the table's own.
          if (index === 0 && !isKnown(labels[0] ?? "")) continue
          const value = toParagraph(row.children[1]?.children ?? [])
          fields.push({ label: labels[index] ?? "", node: row, content: value ? [value] : [] })
        }
      } else add(node)
    } else add(node)
  }
  return { before, fields }
}

interface Part {
  readonly label?: string
  readonly node: PhrasingContent
  readonly children: PhrasingContent[]
}

/** Splits a paragraph at the lines that begin with a label. */
function splitParagraph(markdown: Markdown, paragraph: Paragraph, isKnown: (label: string) => boolean): Part[] {
  const parts: Part[] = []
  let lineStart = true
  const nodes = paragraph.children.flatMap(splitLines)
  for (const [index, node] of nodes.entries()) {
    const label = lineStart ? labelAt(markdown, node, nodes[index + 1], isKnown) : undefined
    if (label) parts.push({ label: label.text, node, children: label.rest })
    else if (parts.length === 0) parts.push({ node, children: [node] })
    else parts.at(-1)?.children.push(node)
    const next = nodes[index + 1]
    if (label && next?.type === "text") nodes[index + 1] = { ...next, value: next.value.slice(label.mark) }
    lineStart = node.type === "break" || (node.type === "text" && node.value.endsWith("\n"))
  }
  return parts
}

interface Label {
  readonly text: string
  /** What of its node stands behind the colon. */
  readonly rest: PhrasingContent[]
  /** How many characters of the next node set the label off from what follows. */
  readonly mark: number
}

function labelAt(
  markdown: Markdown,
  node: PhrasingContent,
  next: PhrasingContent | undefined,
  isKnown: (label: string) => boolean,
): Label | undefined {
  if (node.type === "strong" || node.type === "emphasis") {
    const text = textOf(markdown, node)
    const hasColon = /[:：]$/.test(text)
    const mark = hasColon ? "" : markBehind(next, isKnown(text))
    return mark === undefined ? undefined : { text: withoutColon(text), rest: [], mark: mark.length }
  }
  if (node.type !== "text") return undefined
  const [all, text] = /^\s*([^:：]{1,60})[:：]/.exec(node.value) ?? []
  if (all === undefined || text === undefined || !isKnown(text)) return undefined
  return { text, rest: [{ ...node, value: node.value.slice(all.length) }], mark: 0 }
}

/**
 * What sets a label in bold off from what follows: a colon; where the label is known also a dash, the end of the line, or
 * nothing before a number.
 */
function markBehind(next: PhrasingContent | undefined, isKnown: boolean): string | undefined {
  if (isKnown && (!next || next.type === "break")) return ""
  if (next?.type !== "text") return undefined
  return (isKnown ? /^\s*[:：–—-]|^\s*\n|^\s+(?=\p{N})/u : /^\s*[:：]/).exec(next.value)?.[0]
}

/** A text of several lines as several texts, so that each line can be looked at. */
function splitLines(node: PhrasingContent): PhrasingContent[] {
  if (node.type !== "text" || !node.value.includes("\n")) return [node]
  const { start, end } = node.position ?? {}
  return node.value.split(/(?<=\n)/).map((value, index) => ({
    type: "text",
    value,
    ...(start && end && { position: { start: index === 0 ? start : { line: start.line + index, column: 1 }, end } }),
  }))
}

/** A paragraph of what is left of a line, without the blanks around it; nothing if nothing is left. */
function toParagraph(children: readonly PhrasingContent[]): Paragraph | undefined {
  const kept = [...children]
  const isBlank = (node?: PhrasingContent) =>
    node?.type === "break" || (node?.type === "text" && node.value.trim() === "")
  while (isBlank(kept[0])) kept.shift()
  while (isBlank(kept.at(-1))) kept.pop()
  const [first, last] = [kept[0], kept.at(-1)]
  if (!first || !last) return undefined
  if (first.type === "text") kept[0] = withoutBlanks(first)
  const tail = kept.at(-1)
  if (tail?.type === "text") kept[kept.length - 1] = { ...tail, value: tail.value.trimEnd() }
  const start = kept[0]?.position?.start
  const position = start && last.position && { start, end: last.position.end }
  return { type: "paragraph", children: kept, ...(position && { position }) }
}

/** A text without the blanks in front, its place being where it begins to say something. */
function withoutBlanks(node: Text): Text {
  const value = node.value.trimStart()
  const { start, end } = node.position ?? {}
  if (!start || !end) return { ...node, value }
  const column = start.column + node.value.length - value.length
  return { ...node, value, position: { start: { line: start.line, column }, end } }
}

function withoutColon(text: string): string {
  return text.replace(/\s*[:：]\s*$/, "")
}
