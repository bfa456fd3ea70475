import type { Node } from "mdast"
import type { FileContent } from "./files.ts"
import { type Markdown, parseMarkdown, placeOf } from "./markdown.ts"
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
  const source = readText(content, file, largestMarkdown, reporter)
  if (source === undefined) return undefined
  const line = tooDeepLine(source)
  if (line !== undefined) return reportDepth({ file, line, column: 1 }, reporter)
  const markdown = parse(source, file, options)
  const node = markdown && tooDeepNode(markdown.tree)
  return markdown && !node ? markdown : reportDepth(placeOf(file, node), reporter)
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
