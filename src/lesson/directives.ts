import type { Nodes, Paragraph, RootContent } from "mdast"
import { literal, type Markdown, parseMarkdown, placeOf, textOf, walk } from "./markdown.ts"
import type { Reporter } from "./reporter.ts"

/** A directive with content between its fences, or on a line of its own. */
export type DirectiveNode = Extract<Nodes, { type: "containerDirective" | "leafDirective" }>

/** Whether a node is a directive on lines of its own. */
export function isDirective(node: Nodes): node is DirectiveNode {
  return node.type === "containerDirective" || node.type === "leafDirective"
}

/** The content of a phase file, and which of its directives nothing can be made of since they were never closed. */
export interface CheckedContent {
  readonly nodes: readonly RootContent[]
  readonly unclosed: ReadonlySet<Nodes>
}

/**
 * Reports directives that are not closed, and lines that look like a directive but are none. One that is not closed
 * swallows the pages behind it: they are read again on their own, so that their mistakes are found in the same run.
 */
export function checkDirectives(markdown: Markdown, names: readonly string[], reporter: Reporter): CheckedContent {
  const unclosed = new Set<Nodes>()
  const nodes: RootContent[] = []
  let rest = markdown
  // Every turn reads all that is left; whoever leaves out more fences than this sees the rest after the first are mended.
  for (let turn = 0; turn < 20; turn++) {
    const at = rest.tree.children.findIndex((node) => swallowed(node) !== undefined)
    const swallowing = rest.tree.children[at]
    const found = swallowing && swallowed(swallowing)
    if (!found) break
    nodes.push(...rest.tree.children.slice(0, at), swallowing)
    unclosed.add(swallowing)
    const message = `The activity that begins here is not closed before the page "${textOf(markdown, found.heading)}" begins.`
    const place = placeOf(markdown.file, found.holder)
    reporter.report("directive-unclosed", place, message, closeRemedy(markdown, found.holder))
    rest = readFrom(markdown, found.heading.position?.start.offset ?? markdown.source.length)
  }
  nodes.push(...rest.tree.children)
  for (const node of nodes) if (!unclosed.has(node)) findUnclosed(markdown, node, unclosed, reporter)
  findLookalikes(markdown, nodes, names, unclosed, reporter)
  return { nodes, unclosed }
}

/** The first heading of a page that stands within a directive, and the innermost directive around it. */
function swallowed(node: Nodes): { readonly heading: Nodes; readonly holder: Nodes } | undefined {
  if (node.type !== "containerDirective") return undefined
  for (const child of node.children) {
    if (child.type === "heading" && child.depth <= 2) return { heading: child, holder: node }
    const found = swallowed(child)
    if (found) return found
  }
  return undefined
}

/** Reads a file again from a place on, everything before it blanked, so that every place stays the same. */
function readFrom(markdown: Markdown, offset: number): Markdown {
  const blanked = markdown.source.slice(0, offset).replace(/[^\n]/g, " ")
  return parseMarkdown(blanked + markdown.source.slice(offset), markdown.file)
}

function findUnclosed(markdown: Markdown, node: Nodes, unclosed: Set<Nodes>, reporter: Reporter) {
  if (node.type === "containerDirective" && !isClosed(markdown, node)) {
    unclosed.add(node)
    const message = `The directive ${fenceOf(markdown, node)}${node.name} is never closed.`
    reporter.report("directive-unclosed", placeOf(markdown.file, node), message, closeRemedy(markdown, node))
    return
  }
  if ("children" in node) for (const child of node.children) findUnclosed(markdown, child, unclosed, reporter)
}

function isClosed(markdown: Markdown, node: Nodes): boolean {
  const lines = literal(markdown.source, node).split("\n")
  const last = (lines.at(-1) ?? "").replace(/^[\s>]+|\s+$/g, "")
  return lines.length > 1 && /^:{3,}$/.test(last) && last.length >= fenceOf(markdown, node).length
}

function fenceOf({ source }: Markdown, node: Nodes): string {
  return /^:*/.exec(literal(source, node))?.[0] ?? ""
}

function closeRemedy(markdown: Markdown, node: Nodes): string {
  const fence = fenceOf(markdown, node)
  return `End it with a line that says ${fence} and nothing else. What stands around another directive needs more colons than it.`
}

/** Lines that an author surely meant as directives, but that Markdown reads as text. */
function findLookalikes(
  markdown: Markdown,
  nodes: readonly RootContent[],
  names: readonly string[],
  unclosed: ReadonlySet<Nodes>,
  reporter: Reporter,
) {
  const strays: { line: number; column: number }[] = []
  let isBroken = unclosed.size > 0
  for (const node of nodes.flatMap((node) => (unclosed.has(node) ? [] : [...walk(node)]))) {
    if (node.type !== "paragraph") continue
    const lone = loneTextDirective(node)
    if (lone && names.includes(lone)) {
      const message = `":${lone}" with one colon is only text.`
      reporter.report(
        "directive-syntax",
        placeOf(markdown.file, node),
        message,
        `Write :::${lone}, and close it with :::`,
      )
    }
    for (const [index, line] of literal(markdown.source, node).split("\n").entries()) {
      const { line: first, column } = placeOf(markdown.file, node)
      const text = line.trim()
      const place = { line: first + index, column: index === 0 ? column : line.length - line.trimStart().length + 1 }
      if (/^:{3,}$/.test(text)) strays.push(place)
      else if (/^:{2,}\s*\p{L}/u.test(text)) {
        isBroken = true
        const message = `"${text.slice(0, 60)}" looks like an activity, but cannot be read as one.`
        reporter.report("directive-syntax", { file: markdown.file, ...place }, message, whyUnreadable(text))
      }
    }
  }
  // The end of a directive whose beginning could not be read is no mistake of its own.
  for (const place of isBroken ? [] : strays) {
    const message = "These colons close nothing."
    reporter.report(
      "directive-syntax",
      { file: markdown.file, ...place },
      message,
      "Remove them, or write the line that opens the activity.",
    )
  }
}

function whyUnreadable(line: string): string {
  if (/^:+\s/.test(line)) return "Write no blank between the colons and the name."
  if (/^:+[\p{L}\w-]+\s+[{[]/u.test(line)) return "Write no blank between the name and what follows it."
  if (/^:+[\p{L}\w-]+\s+\S/u.test(line))
    return "Write the name alone on its line, or with attributes in {…} right behind it, and the text beneath."
  return 'Check the attributes: {#id name=value name="several words"}, with straight quotation marks.'
}

function loneTextDirective({ children }: Paragraph): string | undefined {
  const shown = children.filter((node) => node.type !== "text" || node.value.trim() !== "")
  const [only] = shown
  return shown.length === 1 && only?.type === "textDirective" ? only.name : undefined
}
