import type { Element, ElementContent, Root as HtmlRoot, Text } from "hast"
import { toHtml } from "hast-util-to-html"
import type { Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast"
import { type Handlers, type Options, toHast } from "mdast-util-to-hast"
import { isComment, literal, type Markdown, placeOf, walk } from "./markdown.ts"
import type { Media } from "./media.ts"
import type { PageLink } from "./references.ts"
import type { Reporter } from "./reporter.ts"
import { tidy } from "./tidy.ts"

/** What turns the nodes of one file into HTML that can do no harm. */
export interface Serializer {
  /** Block content. `headingShift` is added to the depth of headings, which never reaches 1: that is the page's title. */
  html(nodes: readonly Nodes[], headingShift?: number): string
  /** Phrasing content, without a paragraph around it. */
  inline(nodes: readonly PhrasingContent[]): string
  /** Links to pages of the course, for when all pages are known. */
  readonly pageLinks: readonly PageLink[]
}

/**
 * A serializer whose output holds only elements and attributes written here: HTML in the Markdown becomes visible text,
 * links lead only to the web, mail, pages and files of the lesson, and nothing is styled or scripted inline.
 */
export function createSerializer(markdown: Markdown, media: Media, reporter: Reporter): Serializer {
  const { file, source, tree } = markdown
  const pageLinks: PageLink[] = []
  const handlers = handlersFor(source, (node) => {
    const message = "An activity stands where none can be: inside a list, a quotation or another activity."
    const remedy =
      "Begin its line at the left margin. Only `:::path` may stand around an activity, with more colons than it."
    reporter.report("directive-misplaced", placeOf(file, node), message, remedy)
  })
  // Definitions may stand anywhere in the file, and serve all of it.
  const definitions: RootContent[] = []
  for (const node of walk(tree)) {
    if (node.type === "definition" || node.type === "footnoteDefinition") definitions.push(node)
  }

  function serialize(nodes: readonly Nodes[], headingShift: number, more: Handlers = {}): ElementContent[] {
    const root: Root = { type: "root", children: [...nodes.filter(isContent), ...definitions] }
    const hast = toHast(root, { ...noteOptions(nodes), handlers: { ...handlers, ...more } })
    const children = hast.type === "root" ? hast.children.filter(isElementOrText) : []
    return tidy(children, { file, media, reporter, pageLinks, headingShift })
  }

  return {
    pageLinks,
    html: (nodes, headingShift = 0) => write(serialize(nodes, headingShift)),
    inline(nodes) {
      // A footnote's text would stand far from a prompt or a label: its mark stays as it was written.
      const footnoteReference = (_: unknown, node: Nodes): Text => ({ type: "text", value: literal(source, node) })
      const paragraph: Nodes = { type: "paragraph", children: [...nodes] }
      const [element] = serialize([paragraph], 0, { footnoteReference })
      return element?.type === "element" ? write(element.children) : ""
    },
  }
}

function write(children: ElementContent[]): string {
  return toHtml({ type: "root", children }).trim()
}

function isContent(node: Nodes): node is RootContent {
  return node.type !== "root" && node.type !== "definition" && node.type !== "footnoteDefinition"
}

function isElementOrText(node: HtmlRoot["children"][number]): node is Element | Text {
  return node.type === "element" || node.type === "text"
}

/** Notes are numbered anew in each piece of HTML, so their ids carry its place in the file. */
function noteOptions(nodes: readonly Nodes[]): Options {
  return { clobberPrefix: `note-${nodes[0]?.position?.start.offset ?? 0}-` }
}

/** How nodes that HTML must not take as they are become HTML. */
function handlersFor(source: string, onMisplaced: (node: Nodes) => void): Handlers {
  const text = (value: string): Text => ({ type: "text", value })
  const paragraph = (value: string): Element => ({
    type: "element",
    tagName: "p",
    properties: {},
    children: [text(value)],
  })
  const misplaced = (_: unknown, node: Nodes) => {
    onMisplaced(node)
    return paragraph(literal(source, node))
  }
  return {
    html: (_, node: { value: string }, parent: Parents | undefined) => {
      if (isComment(node.value)) return undefined
      return parent && flowParents.has(parent.type) ? paragraph(node.value) : text(node.value)
    },
    textDirective: (_, node: Nodes) => text(literal(source, node)),
    leafDirective: misplaced,
    containerDirective: misplaced,
  }
}

const flowParents: ReadonlySet<string> = new Set([
  "root",
  "blockquote",
  "listItem",
  "footnoteDefinition",
  "containerDirective",
])
