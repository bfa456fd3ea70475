import { mostSources } from "../ids.ts"
import type { KindParser } from "../kind.ts"
import { isList, readItem, readNumber, readParts, reportNoAnswers, requireDistinct, requirePrompt } from "../parts.ts"
import { mostKept } from "../reflection/parse.ts"
import type { ChecklistData } from "./kind.ts"

/** Most states: more could not be told apart at a glance. */
const mostStates = 6

/**
 * Reads a checklist: what it is for, then a list of questions. `states` names what each may be marked as, with commas
 * between; `note` gives each a line for a note, and says what it is for.
 */
export const checklistParser: KindParser<ChecklistData> = {
  attributes: ["states", "note", "keep"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    if (!structure) return reportNoAnswers(directive, context, "Write the questions as a list.")
    const isAsked = requirePrompt(prompted, directive, context)
    const keep = readNumber(directive, context, "keep", { least: 0, most: mostKept }) ?? 0
    const { states: written = "", note } = directive.attributes
    const states = written
      .split(",")
      .map((state) => state.trim())
      .filter((state) => state !== "")
    const isNamed =
      states.length >= 2 &&
      states.length <= mostStates &&
      new Set(states.map((s) => s.toLowerCase())).size === states.length
    if (!isNamed) {
      const message =
        written === "" ? "This checklist names no states." : `The states of this checklist are "${written}".`
      const remedy = `Name 2 to ${mostStates} different ones, with commas between: states="known, unknown, not relevant".`
      context.report("error", "checklist-states", directive.node, message, remedy)
    }
    const questions = structure.children.map((item) => readItem(item, context)).filter((item) => item !== undefined)
    const isWhole = questions.length === structure.children.length && questions.length <= mostSources
    if (!isWhole) {
      const isEmpty = questions.length < structure.children.length
      const message = isEmpty
        ? "A question of this checklist says nothing."
        : `This checklist has ${questions.length} questions.`
      const remedy = `Write at most ${mostSources} questions, each beginning with its text.`
      context.report("error", "checklist-questions", structure, message, remedy)
    }
    const isDistinct = !isWhole || requireDistinct(questions, structure, "checklist-questions", "question", context)
    if (!isAsked || !isNamed || !isWhole || !isDistinct) return undefined
    return { ...prompted, questions, states, keep, ...(note && { note }) }
  },
}
