import type { List, ListItem } from "mdast"
import { splitTerm } from "../../lesson/terms.ts"
import type { Directive, KindParser, ParseContext } from "../kind.ts"
import { isOrderedList, readLabel, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import type { WalkthroughData, WalkthroughStep } from "./kind.ts"

/** Fewest and most steps of a walkthrough. */
const [least, most] = [2, 12]

/** Reads a walkthrough: a numbered list, each item `**Job** — what it is called here`, and beneath it what happens. */
export const walkthroughParser: KindParser<WalkthroughData> = {
  attributes: [],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive: Directive, context: ParseContext) {
    const { prompted, structure } = readParts<List>(directive, context, isOrderedList)
    if (!structure) return reportNoAnswers(directive, context, "Write the steps as a numbered list.")
    const isAsked = requirePrompt(prompted, directive, context)
    const steps = structure.children.map((item) => readStep(item, context)).filter((step) => step !== undefined)
    const isWhole = steps.length === structure.children.length
    if (!isWhole || steps.length < least || steps.length > most) {
      context.report(
        "error",
        "walkthrough-steps",
        structure.children.find((item) => !readStep(item, context)) ?? structure,
        isWhole ? `This walkthrough has ${steps.length} steps.` : "A step of this walkthrough names no job.",
        `Write ${least} to ${most} steps: 1. **Job** — what it is called here, and beneath it what happens.`,
      )
      return undefined
    }
    return isAsked ? { ...prompted, steps } : undefined
  },
}

function readStep(item: ListItem, context: ParseContext): WalkthroughStep | undefined {
  const split = splitTerm(item.children, context.text)
  if (!split) return undefined
  const rest = item.children.slice(1)
  const own = context.text(split.explanation) === "" ? undefined : readLabel(split.explanation, context)
  return { job: split.name, ...(own && { own }), html: rest.length > 0 ? context.html(rest) : "" }
}
