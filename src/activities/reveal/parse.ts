import type { KindParser } from "../kind.ts"
import { isList, readItem, readNumber, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import { mostKept } from "../reflection/parse.ts"
import type { RevealData } from "./kind.ts"

/**
 * Reads a question with other views: a list, each item who it is, and beneath it what they say. `revise` asks again
 * afterwards; `words` and `keep` are those of a reflection.
 */
export const revealParser: KindParser<RevealData> = {
  attributes: ["revise", "words", "keep"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    if (!structure) return reportNoAnswers(directive, context, "Write the other views as a list.")
    const isAsked = requirePrompt(prompted, directive, context)
    const words = readNumber(directive, context, "words", { least: 1, most: 10_000 })
    const keep = readNumber(directive, context, "keep", { least: 0, most: mostKept }) ?? 0
    const views = structure.children.map((item) => readItem(item, context)).filter((item) => item !== undefined)
    if (views.length < structure.children.length) {
      const remedy = "Begin each with whose view it is, and write the view indented beneath."
      context.report("error", "reveal-views", structure, "A view of this list says nothing.", remedy)
      return undefined
    }
    if (!isAsked) return undefined
    const { revise } = directive.attributes
    return { ...prompted, views, keep, ...(words !== undefined && { words }), ...(revise && { revise }) }
  },
}
