import type { Element, ElementContent, Root as HtmlRoot, Text } from "hast"
import { toHtml } from "hast-util-to-html"
import type { Nodes, Parents, PhrasingContent, Root, RootContent } from "mdast"
import type { TextDirective } from "mdast-util-directive"
import { type Handler, type Handlers, type Options, toHast } from "mdast-util-to-hast"
import { attributesOf } from "./attributes.ts"
import { dateInWords } from "./dates.ts"
import { anchorOf } from "./displays/sources.ts"
import { displayStrings as strings } from "./displays/strings.ts"
import { isComment, literal, type Markdown, placeOf, textOf, walk } from "./markdown.ts"
import type { Media } from "./media.ts"
import { nearest, suggest } from "./nearest.ts"
import type { PageLink } from "./references.ts"
import type { Reporter } from "./reporter.ts"
import { noSources, type SourceList } from "./sources.ts"
import { noTerms, type TermList } from "./terms.ts"
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

/** What `:term[…]` and `:source[…]` in prose may speak of. */
export interface Mentioned {
  readonly terms: TermList
  readonly sources: SourceList
}

const nothingMentioned: Mentioned = { terms: noTerms, sources: noSources }

/**
 * A serializer whose output holds only elements and attributes written here: HTML in the Markdown becomes visible text,
 * links lead only to the web, mail, pages and files of the lesson, and nothing is styled or scripted inline.
 */
export function createSerializer(
  markdown: Markdown,
  media: Media,
  reporter: Reporter,
  mentioned: Mentioned = nothingMentioned,
): Serializer {
  const { file, source, tree } = markdown
  const pageLinks: PageLink[] = []
  const mention = mentionHandlers(markdown, mentioned, reporter)
  const handlers = handlersFor(source, mention.block, (node) => {
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
      const [element] = serialize([paragraph], 0, { footnoteReference, textDirective: mention.inline })
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
function handlersFor(source: string, textDirective: Handler, onMisplaced: (node: Nodes) => void): Handlers {
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
    textDirective,
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

/**
 * How text directives become HTML. In blocks `:term[word]` is a button, which the player lets explain the word, and
 * `:source[S19]` a link to the list of sources; in labels, where nothing may be operated, both are plain text. Any other
 * is text: in prose a colon is mostly a colon.
 */
function mentionHandlers(
  { file, source }: Markdown,
  { terms, sources }: Mentioned,
  reporter: Reporter,
): { readonly block: Handler; readonly inline: Handler } {
  const handler =
    (isBlock: boolean): Handler =>
    (state, node: TextDirective) => {
      const label = textOf({ source }, node.children)
      const plain: Text = { type: "text", value: literal(source, node) }
      if (label === "") return plain
      if (node.name === "term") {
        const id = findTerm(node, label)
        const children = state.all(node) as ElementContent[]
        if (!id || !isBlock) return children
        const properties = { type: "button", className: ["term"], dataTerm: id, ariaExpanded: "false" }
        return { type: "element", tagName: "button", properties, children }
      }
      if (node.name !== "source") return plain
      const value = `[${label}]`
      const found = findSource(node, label)
      if (!found || !isBlock) return { type: "text", value }
      // What it is stands in the list: a course cites a source often, and each of its words would travel each time.
      const name = strings.sourceName(found.id, dateInWords(found.date))
      const properties = { href: `#${anchorOf(found)}`, className: ["source"], title: name, ariaLabel: name }
      return { type: "element", tagName: "a", properties, children: [{ type: "text", value: `[${found.id}]` }] }
    }

  function findTerm(node: TextDirective, label: string): string | undefined {
    const { of = label, ...others } = attributesOf(node)
    const [unknown] = Object.keys(others)
    const place = placeOf(file, node)
    if (unknown !== undefined) {
      const message = `The directive term has no attribute "${unknown}".`
      reporter.report("attribute-unknown", place, message, suggest(unknown, ["of"]))
    }
    const id = terms.find(of)
    if (id) return id
    const remedy =
      terms.names.length > 0 && nearest(of, terms.names)
        ? `${suggest(of, terms.names)} Write :term[${label}]{of="…"} where the text says it in other words.`
        : `Explain it on some page: :::terms, then - **${of}**: what it means.`
    reporter.report("term-unknown", place, `No page explains the term "${of}".`, remedy)
    return undefined
  }

  function findSource(node: TextDirective, label: string) {
    const found = sources.find(label)
    // Where there is no list at all, one mistake was made and not one for each source.
    if (found || !sources.isWhole || (sources.ids.length === 0 && reporter.has("source-unknown"))) return found
    const similar = nearest(label, sources.ids)
    const remedy =
      sources.ids.length === 0
        ? "Show the list of sources on a page of its own: ::sources{data=data/sources.yaml}"
        : similar
          ? `Did you mean "${similar}"?`
          : "Write it into the list of sources: - id: …, and beneath it what, where, date, read, primary."
    reporter.report("source-unknown", placeOf(file, node), `There is no source "${label}".`, remedy)
    return undefined
  }

  return { block: handler(true), inline: handler(false) }
}
