import type { Node, Nodes, Root } from "mdast"
import remarkDirective from "remark-directive"
import remarkGfm from "remark-gfm"
import remarkParse from "remark-parse"
import { unified } from "unified"
import type { Place } from "../diagnostic.ts"

/** A Markdown file, read. */
export interface Markdown {
  /** Its path as the author named it. */
  readonly file: string
  readonly source: string
  readonly tree: Root
}

const plain = unified().use(remarkParse).use(remarkGfm).freeze()
const withDirectives = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).freeze()

/**
 * Reads Markdown with tables, task lists and footnotes. Directives (`:::choice`) are read only where activities may
 * stand: in a lesson plan colons are only colons.
 */
export function parseMarkdown(source: string, file: string, { directives = true } = {}): Markdown {
  return { file, source, tree: (directives ? withDirectives : plain).parse(source) }
}

/** A node of Markdown or of the HTML made of it. */
export interface Positioned {
  readonly position?: { readonly start: { readonly line: number; readonly column: number } } | undefined
}

/** Where a node stands in a file. */
export function placeOf(file: string, node: Positioned | undefined): Place {
  const { line = 1, column = 1 } = node?.position?.start ?? {}
  return { file, line, column }
}

/** Some nodes as plain text, white space folded. What is not shown (comments) is left out. */
export function textOf({ source }: Pick<Markdown, "source">, nodes: Node | readonly Node[]): string {
  const list: readonly Node[] = Array.isArray(nodes) ? nodes : [nodes]
  return list
    .map((node) => rawText(source, node as Nodes))
    .join("")
    .replace(/\s+/g, " ")
    .trim()
}

function rawText(source: string, node: Nodes): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
      return node.value
    case "code":
      return ` ${node.value} `
    case "html":
      return isComment(node.value) ? "" : node.value
    case "image":
    case "imageReference":
      return node.alt ?? ""
    case "break":
      return " "
    case "textDirective":
      return (
        mentions[node.name]?.(node.children.map((child) => rawText(source, child)).join("")) || literal(source, node)
      )
    case "leafDirective":
    case "containerDirective":
      return ` ${literal(source, node)} `
    case "list":
      return ` ${joinItems(node.children.map((item) => rawText(source, item).trim()))} `
    case "definition":
    case "footnoteDefinition":
    case "footnoteReference":
      return ""
  }
  if (!("children" in node)) return ""
  const inner = node.children.map((child) => rawText(source, child)).join("")
  return phrasingParents.has(node.type) ? inner : ` ${inner} `
}

/** Text directives that mean something, as plain text: `:term[drift]` is its word, `:source[S19]` what stands in brackets. */
const mentions: Readonly<Record<string, ((label: string) => string) | undefined>> = {
  term: (label) => label,
  source: (label) => label && `[${label}]`,
}

/** The items of a list on one line, told apart by semicolons where they have no full stop of their own. */
function joinItems(items: readonly string[]): string {
  return items
    .filter(Boolean)
    .map((item, index) => (index < items.length - 1 && /[\p{L}\p{N}\p{Pe}\p{Pf}]$/u.test(item) ? `${item};` : item))
    .join(" ")
}

const phrasingParents: ReadonlySet<string> = new Set(["emphasis", "strong", "delete", "link", "linkReference"])

/** What an author wrote for a node, letter by letter. */
export function literal(source: string, node: Node): string {
  return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
}

/** Whether a piece of HTML is nothing but comments: what authors write to themselves, and nobody else reads. */
export function isComment(html: string): boolean {
  let rest = html.trim()
  while (rest.startsWith("<!--")) {
    const end = rest.indexOf("-->", 4)
    if (end < 0) return false
    rest = rest.slice(end + 3).trimStart()
  }
  return rest === ""
}

/** Every node of a tree, itself first, in reading order. */
export function* walk(node: Node): Generator<Nodes> {
  const known = node as Nodes
  yield known
  if ("children" in known) for (const child of known.children) yield* walk(child)
}
