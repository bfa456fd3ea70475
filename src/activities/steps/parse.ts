import { mostOptions } from "../ids.ts"
import type { KindParser } from "../kind.ts"
import { isList, readItem, readNumber, readParts, reportNoAnswers } from "../parts.ts"
import { mostKept } from "../reflection/parse.ts"
import type { StepsData } from "./kind.ts"

/**
 * Reads steps: what they are for, if the author says so, then a list, each step with its details indented beneath.
 *
 * `write="What did you find?"` gives a field beneath each step, `write-all="…"` one for all of them; `keep` is how many
 * characters of each an LMS must keep in any case.
 */
export const stepsParser: KindParser<StepsData> = {
  attributes: ["write", "write-all", "keep"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    if (!structure) return reportNoAnswers(directive, context, "Write the steps as a list.")
    const { write, "write-all": writeAll } = directive.attributes
    const steps = structure.children.map((item) => readItem(item, context)).filter((item) => item !== undefined)
    const isWhole = steps.length === structure.children.length
    if (!isWhole || steps.length > mostOptions) {
      context.report(
        "error",
        "steps-items",
        structure,
        isWhole ? `This list has ${steps.length} steps.` : "A step of this list says nothing.",
        `Write at most ${mostOptions} steps, each beginning with its text.`,
      )
      return undefined
    }
    if (write !== undefined && writeAll !== undefined) {
      context.report(
        "error",
        "activity-attribute",
        directive.node,
        "These steps have both write and write-all.",
        "Keep write for a field beneath each step, or write-all for one beneath them all.",
      )
      return undefined
    }
    return {
      ...prompted,
      description: prompted.description || steps.map(({ html, text = html }) => text).join(" "),
      steps,
      isOrdered: structure.ordered === true,
      notes: write !== undefined ? "each" : writeAll !== undefined ? "all" : "none",
      label: write ?? writeAll ?? "",
      keep: readNumber(directive, context, "keep", { least: 0, most: mostKept }) ?? 0,
    }
  },
}
