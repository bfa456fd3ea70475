import type { KindParser } from "../kind.ts"
import { isList, readNumber, readParts, requirePrompt } from "../parts.ts"
import type { ReflectionData } from "./kind.ts"

/** Most characters an author may ask an LMS to keep of one text: what SCORM 2004 takes for a response. */
export const mostKept = 4000

/**
 * Reads a reflection: a question, and if the author likes a list of ways to begin. `words` suggests a length; `keep` is how
 * many characters an LMS must keep in any case.
 */
export const reflectionParser: KindParser<ReflectionData> = {
  attributes: ["words", "keep"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    const isAsked = requirePrompt(prompted, directive, context)
    const words = readNumber(directive, context, "words", { least: 1, most: 10_000 })
    const keep = readNumber(directive, context, "keep", { least: 0, most: mostKept })
    if (!isAsked) return undefined
    const starters = structure?.children.flatMap((item) =>
      item.children.flatMap((node) => (node.type === "paragraph" ? [context.inline(node.children)] : [])),
    )
    return { ...prompted, ...(words !== undefined && { words }), keep: keep ?? 0, starters: starters ?? [] }
  },
}
