import type { ListItem } from "mdast"
import type { KindParser, ParseContext } from "../kind.ts"
import { plainText } from "../label.ts"
import { isTaskList, readItem, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import type { NumericData, NumericValue } from "./kind.ts"
import { readNumbers } from "./number.ts"

/** Numbers beyond this an LMS cannot hold exactly. */
const largest = 1e12

/**
 * Reads a numeric question, then a task list of values: `[x] 65`, `[x] 64.9 to 65.1`, `[x] 65 ± 0.1`, and wrong ones with
 * feedback indented beneath. `unit` is what the number counts.
 */
export const numericParser: KindParser<NumericData> = {
  attributes: ["unit"],
  defaultPoints: 1,
  defaultAttempts: 2,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isTaskList)
    if (!structure) return reportNoAnswers(directive, context, "Write the right number as a list item: - [x] 65")
    const isAsked = requirePrompt(prompted, directive, context)
    const unit = directive.attributes.unit
    const values = structure.children.map((item) => readValue(item, unit, context))
    const whole = values.filter((value) => value !== undefined)
    if (whole.length < values.length) return undefined
    if (!whole.some(({ isRight }) => isRight)) {
      context.report(
        "error",
        "numeric-no-answer",
        structure,
        "No value of this question is marked as right.",
        "Write [x] before the right number, or before the range that is right.",
      )
      return undefined
    }
    const double = whole.findIndex(({ least, most }, index) =>
      whole.slice(0, index).some((one) => one.least === least && one.most === most),
    )
    if (double >= 0) {
      const message = "A value of this question is there twice."
      context.report(
        "error",
        "numeric-value",
        structure.children[double] ?? structure,
        message,
        "Leave one of the two out.",
      )
      return undefined
    }
    if (!isAsked) return undefined
    return { ...prompted, ...(unit && { unit }), values: whole }
  },
}

function readValue(node: ListItem, unit: string | undefined, context: ParseContext): NumericValue | undefined {
  const item = readItem(node, context)
  const range = item && readRange(plainText(item), unit)
  if (range && typeof node.checked === "boolean") {
    return { ...range, isRight: node.checked, ...(item.beneath !== undefined && { feedback: item.beneath }) }
  }
  context.report(
    "error",
    "numeric-value",
    node,
    item ? `"${plainText(item)}" is not a value marked as right or wrong.` : "A value of this list says nothing.",
    "Write - [x] or - [ ], then a number (65), a range (64.9 to 65.1) or a tolerance (65 ± 0.1).",
  )
  return undefined
}

function readRange(
  text: string,
  unit: string | undefined,
): Pick<NumericValue, "least" | "most" | "middle"> | undefined {
  const around = text.split(/\s*(?:±|\+-|\+\/-)\s*/)
  if (around.length === 2) {
    const [middle, by] = around.map((part) => readOne(part, unit))
    const range = middle === undefined || by === undefined || by < 0 ? undefined : bounded(middle - by, middle + by)
    return range && middle !== undefined ? { ...range, middle } : undefined
  }
  const ends = text.split(/\s+to\s+|\s*(?:…|\.\.\.?)\s*|(?<=\d)\s*–\s*/).map((part) => readOne(part, unit))
  const [least, most = least] = ends
  return ends.length > 2 || least === undefined || most === undefined || most < least ? undefined : bounded(least, most)
}

/** Authors write numbers in one way of the several that learners do: the likeliest reading is meant. */
function readOne(text: string, unit: string | undefined): number | undefined {
  return readNumbers(text, unit)[0]
}

/** Rounds away the noise of binary fractions. */
function bounded(least: number, most: number): { least: number; most: number } | undefined {
  if (Math.abs(least) > largest || Math.abs(most) > largest) return undefined
  return { least: Number(least.toFixed(7)), most: Number(most.toFixed(7)) }
}
