import type { ListItem } from "mdast"
import { mostOptions } from "../ids.ts"
import type { KindParser, ParseContext } from "../kind.ts"
import { shuffled } from "../order.ts"
import { isTaskList, readItem, readParts, reportNoAnswers, requireDistinct, requirePrompt } from "../parts.ts"
import type { ChoiceData, ChoiceOption } from "./kind.ts"

/**
 * Reads a choice: a question, then a task list of options, `[x]` for right ones, feedback indented beneath each.
 *
 * `several` gives checkboxes even with one right option; `shuffle` shows the options in another order than the author's.
 */
export const choiceParser: KindParser<ChoiceData> = {
  attributes: ["several", "shuffle"],
  defaultPoints: 1,
  defaultAttempts: 2,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isTaskList)
    if (!structure) return reportNoAnswers(directive, context, "Write a list whose options begin with [ ] or [x].")
    const isAsked = requirePrompt(prompted, directive, context)
    const options = structure.children.map((item) => readOption(item, context))
    if (options.length < 2 || options.length > mostOptions) {
      const count = `${options.length} ${options.length === 1 ? "option" : "options"}`
      context.report(
        "error",
        "choice-options",
        structure,
        `This choice has ${count}.`,
        `Write from 2 to ${mostOptions}: an LMS tells options apart by one letter or digit.`,
      )
      return undefined
    }
    const right = options.filter((option) => option?.isRight).length
    if (right === 0) {
      context.report(
        "error",
        "choice-no-answer",
        structure,
        "No option of this choice is marked as right.",
        "Write [x] before the right option. If there is no right one, make it a poll.",
      )
      return undefined
    }
    const whole = options.filter((option) => option !== undefined)
    if (whole.length < options.length) return undefined
    if (!requireDistinct(whole, structure, "choice-options", "option", context) || !isAsked) return undefined
    return {
      ...prompted,
      options: whole,
      isSeveral: right > 1 || directive.attributes.several !== undefined,
      ...(directive.attributes.shuffle !== undefined && { order: shuffled(whole.length, directive.id) }),
    }
  },
}

function readOption(node: ListItem, context: ParseContext): ChoiceOption | undefined {
  const item = readItem(node, context)
  if (item && typeof node.checked === "boolean") return { ...item, isRight: node.checked }
  context.report(
    "error",
    "choice-options",
    node,
    item ? `The option "${item.text ?? item.html}" has no box.` : "An option says nothing.",
    "Begin every option with [ ] or [x], a space, and its text.",
  )
  return undefined
}
