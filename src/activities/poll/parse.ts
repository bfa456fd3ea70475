import type { Activity } from "../../lesson/model.ts"
import { mostSources } from "../ids.ts"
import type { KindParser } from "../kind.ts"
import { isList, isTaskList, readItem, readParts, reportNoAnswers, requireDistinct, requirePrompt } from "../parts.ts"
import type { PollData } from "./kind.ts"

/**
 * Reads a poll: a question, then a list of options, each with a reply indented beneath it if there is one. A numbered list
 * is a scale. `again` asks the poll with that id once more; what it does not say itself it takes from there.
 */
export const pollParser: KindParser<PollData> = {
  attributes: ["again"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    const { again } = directive.attributes
    if (again !== undefined && !structure) return { ...prompted, options: [], isScale: false, again }
    if (!structure)
      return reportNoAnswers(directive, context, "Write the options as a list, or the scale as a numbered list.")
    const isAsked = requirePrompt(prompted, directive, context)
    const options = structure.children.map((item) => readItem(item, context)).filter((item) => item !== undefined)
    const isTicked = isTaskList(structure)
    const count = structure.children.length
    const problem =
      again !== undefined
        ? `This poll asks "${again}" again, and has options of its own.`
        : isTicked
          ? "An option of this poll has a box before it, and a poll has no right answer."
          : options.length < count
            ? "An option of this poll says nothing."
            : options.length < 2 || options.length > mostSources
              ? `This poll has ${options.length} ${options.length === 1 ? "option" : "options"}.`
              : undefined
    if (problem !== undefined) {
      const remedy =
        again !== undefined
          ? "Leave the list out: the options are those of the first time."
          : `Write from 2 to ${mostSources} options, each beginning with its text, without a box before it.`
      context.report("error", "poll-options", structure, problem, remedy)
      return undefined
    }
    const areDistinct = requireDistinct(options, structure, "poll-options", "option", context)
    if (!isAsked || !areDistinct) return undefined
    return { ...prompted, options, isScale: structure.ordered === true }
  },
  resolve(data, { find, report }) {
    if (data.again === undefined) return data
    const first = find(data.again)
    if (!first || !isPoll(first) || first.data.again !== undefined) {
      const remedy = "Write the #id of a poll that has options of its own."
      const what = !first
        ? "there is no activity with this id"
        : isPoll(first)
          ? "it repeats one itself"
          : "it is no poll"
      report("error", "poll-again", `This poll asks "${data.again}" again, but ${what}.`, remedy)
      return undefined
    }
    const { intro, prompt, description, options, isScale } = first.data
    const own = data.prompt === "" ? { intro: data.intro || intro, prompt, description } : {}
    return { ...data, ...own, options, isScale, again: first.id }
  },
}

function isPoll(activity: Activity): activity is Activity<PollData> {
  return activity.kind === "poll"
}
