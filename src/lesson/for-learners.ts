import type { List, Paragraph, RootContent, Table } from "mdast"
import { type Field, fieldsOf } from "./fields.ts"
import { type Markdown, textOf } from "./markdown.ts"
import { isForFacilitator, isForLearners, namesFacilitator } from "./vocabulary.ts"

/** What of some content learners may read, and what is for whoever leads the lesson. */
export interface Parted {
  readonly forLearners: readonly RootContent[]
  readonly forFacilitator: readonly Field[]
}

/**
 * Parts content at its labels. What a label or a heading says is for the facilitator ends at the next label, or at the
 * next heading that does not stand beneath it; an item of a list, a row or a column of a table is one by itself.
 */
export function partContent(markdown: Markdown, nodes: readonly RootContent[]): Parted {
  const forFacilitator: Field[] = []
  return { forLearners: forLearnersIn(nodes), forFacilitator }

  function forLearnersIn(nodes: readonly RootContent[]): RootContent[] {
    const kept: RootContent[] = []
    /** The facilitator's part that has begun; `depth` where a heading began it. */
    let part: { readonly content: RootContent[]; readonly depth?: number } | undefined
    const begin = (label: string, node: RootContent, depth?: number) => {
      const content: RootContent[] = []
      forFacilitator.push({ label, node, content })
      part = { content, ...(depth !== undefined && { depth }) }
    }
    for (const [index, node] of nodes.entries()) {
      const text = textOf(markdown, node)
      if (node.type === "heading") {
        if (part?.depth !== undefined && node.depth > part.depth) part.content.push(node)
        else if (isForFacilitator(text)) begin(text, node, node.depth)
        else {
          part = undefined
          kept.push(node)
        }
      } else if (part?.depth !== undefined) part.content.push(node)
      else if (node.type === "paragraph") {
        const isAlone = namesFacilitator(text) && index + 1 < nodes.length
        if (isAlone) begin(text, node)
        else readParagraph(node)
      } else if (part) part.content.push(node)
      else if (node.type === "list") kept.push(...listIn(node))
      else if (node.type === "table") kept.push(tableIn(node))
      else if (node.type === "blockquote") {
        const children = forLearnersIn(node.children)
        if (children.length > 0) kept.push({ ...node, children: children as typeof node.children })
      } else kept.push(node)
    }
    return kept

    function readParagraph(node: Paragraph) {
      const isKnown = (label: string) => namesFacilitator(label) || isForLearners(label)
      const { before, fields } = fieldsOf(markdown, [node], isKnown)
      const isMixed = fields.some(({ label }) => isForFacilitator(label))
      if (fields.length > 0 && !isMixed) part = undefined
      if (!isMixed) {
        ;(part?.content ?? kept).push(node)
        return
      }
      ;(part?.content ?? kept).push(...before)
      for (const field of fields) {
        if (isForFacilitator(field.label)) {
          begin(field.label, field.node)
          part?.content.push(...field.content)
        } else {
          part = undefined
          kept.push(...field.content.map((content) => withLabel(field, content)))
        }
      }
    }
  }

  function listIn(list: List): List[] {
    const children = list.children.flatMap((item) => {
      const children = forLearnersIn(item.children) as typeof item.children
      return children.length > 0 || item.children.length === 0 ? [{ ...item, children }] : []
    })
    return children.length > 0 ? [{ ...list, children }] : []
  }

  function tableIn(table: Table): Table {
    const [head] = table.children
    const hidden = (head?.children ?? []).map((cell) => namesFacilitator(textOf(markdown, cell)))
    const rows = table.children.filter((row, index) => {
      const [first] = row.children
      const label = first ? textOf(markdown, first) : ""
      const isHidden = index > 0 && namesFacilitator(label)
      if (isHidden) forFacilitator.push({ label, node: row, content: contentOf(row.children.slice(1)) })
      return !isHidden
    })
    for (const [column, isHidden] of hidden.entries()) {
      const cell = head?.children[column]
      if (!isHidden || !cell) continue
      const content = contentOf(rows.slice(1).flatMap((row) => row.children[column] ?? []))
      forFacilitator.push({ label: textOf(markdown, cell), node: cell, content })
    }
    const children = rows.map((row) => ({ ...row, children: row.children.filter((_, column) => !hidden[column]) }))
    return { ...table, children }
  }

  function contentOf(cells: Table["children"][number]["children"]): RootContent[] {
    return cells.map(({ children, position }) => ({ type: "paragraph", children, ...(position && { position }) }))
  }
}

/** A field's paragraph with its label in front again, where that stood in bold and so is the author's own. */
function withLabel({ label, node }: Field, content: RootContent): RootContent {
  if (content.type !== "paragraph" || (node.type !== "strong" && node.type !== "emphasis")) return content
  if (isForLearners(label)) return content
  return { ...content, children: [node, { type: "text", value: ": " }, ...content.children] }
}
