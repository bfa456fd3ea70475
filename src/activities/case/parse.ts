import type { Node, Paragraph } from "mdast"
import type { ContainerDirective } from "mdast-util-directive"
import { mostOptions } from "../ids.ts"
import type { KindParser, ParseContext } from "../kind.ts"
import type { CaseData, CaseLevel } from "./kind.ts"

/** A case before the course's learning paths are known: `levels` of a piece are still names of paths. */
interface WrittenCase extends CaseData {
  /** Of each piece the paths it names; nothing where it is for all. */
  readonly written: readonly (readonly string[] | undefined)[]
}

/**
 * Reads a case: a sentence that says how to read it, then what it tells. What stands in
 * `:::level{for="core advanced"}` is told on these learning paths' levels only. `levels` names the levels, one for each
 * path, with semicolons between; behind a colon may stand what makes it so: `levels="One region: a small team; Nationwide"`.
 */
export const caseParser: KindParser<CaseData> = {
  attributes: ["levels"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context): WrittenCase | undefined {
    const nodes: readonly Node[] = directive.children
    const at = nodes.findIndex(({ type }) => type === "paragraph")
    const prompt = nodes[at] as Paragraph | undefined
    if (!prompt) {
      const message = "The case tells nothing."
      const remedy = "Write first a sentence that says how to read it, then the case."
      context.report("error", "activity-prompt", directive.node, message, remedy)
      return undefined
    }
    const levels = readLevels(directive.attributes.levels ?? "")
    const names = new Set(levels.map(({ name }) => name.toLowerCase()))
    if (levels.length < 2 || levels.length > mostOptions || names.size < levels.length) {
      const message =
        levels.length < 2
          ? "The case does not name its levels."
          : "The levels of this case are too many, or have the same name."
      const remedy = 'Name one for each learning path, easiest first: levels="One office; The whole ministry; Abroad".'
      context.report("error", "case-levels", directive.node, message, remedy)
      return undefined
    }
    const pieces = readPieces(nodes.slice(at + 1), context)
    return (
      pieces && {
        intro: at > 0 ? context.html(nodes.slice(0, at)) : "",
        prompt: context.inline(prompt.children),
        description: context.text(prompt),
        levels,
        pieces: pieces.map(({ html }) => ({ html })),
        written: pieces.map(({ paths }) => paths),
      }
    )
  },
  resolve(data, { paths, report }) {
    const { written, ...rest } = data as WrittenCase
    if (data.levels.length !== paths.length) {
      const message = `The case has ${data.levels.length} levels, and the course ${paths.length === 1 ? "1 learning path" : `${paths.length} learning paths`}.`
      report("error", "case-levels", message, `Name one level for each path: ${paths.join(", ")}.`)
      return undefined
    }
    const unknown = written.flatMap((names) => names ?? []).find((name) => !paths.includes(name))
    if (unknown !== undefined) {
      const message = `A level of this case is for "${unknown}", which is no learning path.`
      report("error", "case-level", message, `Name paths with blanks between: ${paths.join(", ")}.`)
      return undefined
    }
    const pieces = data.pieces.map(({ html }, index) => {
      const names = written[index]
      return names ? { html, levels: paths.flatMap((path, place) => (names.includes(path) ? [place] : [])) } : { html }
    })
    return { ...rest, pieces }
  },
}

function readLevels(written: string): readonly CaseLevel[] {
  return written.split(";").flatMap((one): CaseLevel[] => {
    const [name = "", ...about] = one.split(":")
    const more = about.join(":").trim()
    return name.trim() === "" ? [] : [{ name: name.trim(), ...(more !== "" && { about: more }) }]
  })
}

interface WrittenPiece {
  readonly html: string
  readonly paths?: readonly string[]
}

/** The content in pieces: what stands between two levels is one, each level is one. */
function readPieces(nodes: readonly Node[], context: ParseContext): readonly WrittenPiece[] | undefined {
  const pieces: WrittenPiece[] = []
  let around: Node[] = []
  let isWhole = true
  const endAround = () => {
    const html = around.length > 0 ? context.html(around) : ""
    if (html !== "") pieces.push({ html })
    around = []
  }
  for (const node of nodes) {
    if (!isLevel(node)) {
      around.push(node)
      continue
    }
    endAround()
    const paths = (node.attributes?.for ?? "").split(/[\s,]+/).filter((name) => name !== "")
    const html = context.html(node.children)
    if (paths.length > 0 && html !== "") {
      pieces.push({ html, paths })
      continue
    }
    isWhole = false
    const message = html === "" ? "This :::level holds nothing." : "This :::level does not say which paths it is for."
    context.report("error", "case-level", node, message, 'Write, for example: :::level{for="core advanced"}')
  }
  endAround()
  return isWhole ? pieces : undefined
}

function isLevel(node: Node): node is ContainerDirective {
  return node.type === "containerDirective" && (node as ContainerDirective).name === "level"
}
