import { mostOptions } from "../ids.ts"
import type { KindParser } from "../kind.ts"
import { disordered } from "../order.ts"
import { isOrderedList, readItem, readParts, reportNoAnswers, requireDistinct, requirePrompt } from "../parts.ts"
import type { SequencingData } from "./kind.ts"

/** Reads a sequencing: a question, then a numbered list in the right order. It is shown in another. */
export const sequencingParser: KindParser<SequencingData> = {
  attributes: [],
  defaultPoints: 1,
  defaultAttempts: 2,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isOrderedList)
    if (!structure) return reportNoAnswers(directive, context, "Write the items as a numbered list in the right order.")
    const isAsked = requirePrompt(prompted, directive, context)
    const items = structure.children.map((node) => readItem(node, context))
    const whole = items.filter((item) => item !== undefined)
    if (whole.length < items.length || items.length < 2 || items.length > mostOptions) {
      context.report(
        "error",
        "sequencing-items",
        structure,
        whole.length < items.length
          ? "An item of this list says nothing."
          : `This list has ${items.length === 1 ? "one item" : `${items.length} items`}.`,
        `Write from 2 to ${mostOptions} items, each beginning with its text.`,
      )
      return undefined
    }
    if (!requireDistinct(whole, structure, "sequencing-items", "item", context) || !isAsked) return undefined
    return { ...prompted, items: whole, start: disordered(whole.length, directive.id) }
  },
}
