import type { RootContent } from "mdast"
import { escapeHtml } from "../escape-html.ts"
import { partContent } from "./for-learners.ts"
import type { Serializer } from "./html.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import type { PlanSection, Prose, ProseParts } from "./model.ts"
import { thingsToDo } from "./things-to-do.ts"

/** What turns a plan's nodes into prose. */
export interface ProseMaker {
  /** Some nodes as one piece of prose: phrasing content where they are a single paragraph, else blocks. */
  prose(nodes: readonly RootContent[]): Prose
  /** A label as prose, at the place of the node it stands in. */
  label(label: string, node: RootContent): Prose
  /** A section's points: the items of its lists, its paragraphs, the rows of its tables. */
  points(nodes: readonly RootContent[]): Prose[]
  /** What nodes tell to do, one thing a piece: the items of their lists as they are, sentences and phrases of the rest. */
  tasks(nodes: readonly RootContent[]): Prose[]
  /** Nodes without what a label or a heading among them says is for the facilitator. */
  forLearners(nodes: readonly RootContent[]): readonly RootContent[]
  /** What has been left out so. */
  hidden(): PlanSection[]
}

/** Content under a label or a heading of its own. */
export interface LabelledContent {
  readonly heading: Prose
  readonly content: RootContent[]
}

/** Makes prose of the nodes of one plan. */
export function createProseMaker(markdown: Markdown, serializer: Serializer): ProseMaker {
  const hiddenParts: LabelledContent[] = []

  function prose(nodes: readonly RootContent[]): Prose {
    const [first] = nodes
    const isOne = nodes.length === 1 && (first?.type === "paragraph" || first?.type === "heading")
    const text = textOf(markdown, nodes)
    return {
      html: isOne ? serializer.inline(first.children) : serializer.html(nodes, 1),
      text,
      place: placeOf(markdown.file, first),
      ...(!isOne && first && { parts: partsOf(nodes, text) }),
    }
  }

  /** The first paragraph and the rest; where blocks begin otherwise, all words of them are the label. */
  function partsOf([first, ...rest]: readonly RootContent[], text: string): ProseParts {
    if (first?.type !== "paragraph") return { html: escapeHtml(text), text }
    return { html: serializer.inline(first.children), text: textOf(markdown, first), beneath: serializer.html(rest, 1) }
  }

  function label(label: string, node: RootContent): Prose {
    const labelled = prose([{ type: "paragraph", children: [{ type: "text", value: label }] }])
    return { ...labelled, place: placeOf(markdown.file, node) }
  }

  function forLearners(nodes: readonly RootContent[]): readonly RootContent[] {
    const parted = partContent(markdown, nodes)
    hiddenParts.push(
      ...parted.forFacilitator.map((field) => ({ heading: label(field.label, field.node), content: field.content })),
    )
    return parted.forLearners
  }

  function pointsOf(node: RootContent, next: RootContent | undefined): Prose[] {
    switch (node.type) {
      case "list":
        return node.children.map((item) => prose(item.children))
      case "table":
        return node.children.slice(1).map((row) => {
          const cells = row.children.filter((cell) => textOf(markdown, cell) !== "")
          const children = cells.flatMap((cell, index) => [
            ...(index > 0 ? [{ type: "text" as const, value: " – " }] : []),
            ...cell.children,
          ])
          return { ...prose([{ type: "paragraph", children }]), place: placeOf(markdown.file, row) }
        })
      case "paragraph":
        // "Learners should know:" is no point of its own.
        return next?.type === "list" && /[:：]$/.test(textOf(markdown, node)) ? [] : [prose([node])]
      case "heading":
      case "thematicBreak":
      case "definition":
      case "footnoteDefinition":
        return []
      default:
        return [prose([node])]
    }
  }

  return {
    prose,
    label,
    tasks: (nodes) =>
      nodes.flatMap((node, index) =>
        pointsOf(node, nodes[index + 1]).flatMap((point) =>
          node.type === "paragraph"
            ? thingsToDo(point.text).map((text) => ({ html: escapeHtml(text), text, place: point.place }))
            : point.text === ""
              ? []
              : [point],
        ),
      ),
    hidden: () => hiddenParts.map(({ heading, content }) => ({ heading, body: prose(content) })),
    forLearners,
    points(nodes) {
      const points = nodes.flatMap((node, index) => pointsOf(node, nodes[index + 1]))
      return points.filter(({ text, html }) => text !== "" || html !== "")
    },
  }
}
