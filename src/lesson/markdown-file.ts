import type { Node } from "mdast"
import type { FileContent } from "./files.ts"
import { type Markdown, parseMarkdown, placeOf, walk } from "./markdown.ts"
import type { Reporter } from "./reporter.ts"
import { largestMarkdown, readText } from "./text-file.ts"

/** Deepest that lists, quotations and activities may stand in one another; what is deeper was made by a program gone wild. */
const deepest = 100

/** Reads a Markdown file of an author; reports what is none, and then gives nothing. */
export function readMarkdownFile(
  content: FileContent,
  file: string,
  reporter: Reporter,
  options?: { readonly directives: boolean },
): Markdown | undefined {
  const text = readText(content, file, largestMarkdown, reporter)
  if (text === undefined) return undefined
  const source = withoutFrontMatter(text, file, reporter)
  const line = tooDeepLine(source)
  if (line !== undefined) return reportDepth({ file, line, column: 1 }, reporter)
  const markdown = parse(source, file, options)
  const node = markdown && tooDeepNode(markdown.tree)
  if (!markdown || node) return reportDepth(placeOf(file, node), reporter)
  reportBlanks(markdown, reporter)
  return markdown
}

/** Empties the settings that other tools keep between two lines of `---` at the top; every line stays where it is. */
function withoutFrontMatter(text: string, file: string, reporter: Reporter): string {
  const [front] = frontMatter.exec(text) ?? []
  if (front === undefined) return text
  const message = "The settings between the two lines of --- are not read."
  const remedy = "Write settings into course.yaml, and the lesson's title as a heading: # Name of the lesson"
  reporter.report("section-unknown", { file, line: 1, column: 1 }, message, remedy)
  return front.replace(/[^\n]/g, "") + text.slice(front.length)
}

/** Lines of settings without an empty one between them: what a rule above some text never is. */
const frontMatter = /^---[ \t]*\n[\w-]+:.*\n(?:(?:[\w-]+:.*|[ \t]+\S.*|-[ \t].*)\n)*(?:---|\.\.\.)[ \t]*(?=\n|$)/

/** Reports lines that are meant as headings, but lack the blank behind their hashes, without which they are text. */
function reportBlanks({ file, source, tree }: Markdown, reporter: Reporter) {
  const lines = source.split("\n")
  for (const node of walk(tree)) {
    if (node.type !== "paragraph" || !node.position) continue
    const { start, end } = node.position
    for (let line = start.line; line <= end.line; line++) {
      const [, mark, rest] = /^ {0,3}(#{2,6})(?:\u00A0+)?([^\s#].*)$/.exec(lines[line - 1] ?? "") ?? []
      if (mark === undefined || rest === undefined) continue
      const message = `"${mark}${rest.slice(0, 60)}" is no heading, since no blank stands behind its ${mark}.`
      reporter.report("heading-blank", { file, line, column: 1 }, message, `Write: ${mark} ${rest.slice(0, 60)}`)
    }
  }
}

function reportDepth(place: ReturnType<typeof placeOf>, reporter: Reporter): undefined {
  const message = `More than ${deepest} lists, quotations or activities stand in one another here.`
  reporter.report("file-nested", place, message, "Close activities with ::: and keep lists flat.")
}

function parse(...args: Parameters<typeof parseMarkdown>): Markdown | undefined {
  try {
    return parseMarkdown(...args)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The first line that opens too much at once. Looked for before parsing, which would run out of time or memory there. */
function tooDeepLine(source: string): number | undefined {
  let open = 0
  for (const [index, line] of source.split("\n").entries()) {
    const text = line.trimStart()
    if (text.startsWith(":::")) open = /^:+\s*$/.test(text) ? Math.max(0, open - 1) : open + 1
    const markers = /^[\s>*+\-\d.)]*/.exec(text)?.[0].match(/>|[*+-](?=\s)|\d[.)](?=\s)/g)?.length ?? 0
    if (open > deepest || markers > deepest) return index + 1
  }
  return undefined
}

function tooDeepNode(tree: Node): Node | undefined {
  let level: Node[] = [tree]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 2 * deepest) return level[0]
    level = level.flatMap((node) => ("children" in node && Array.isArray(node.children) ? node.children : []))
  }
  return undefined
}
