import type { List, Node, Paragraph } from "mdast"
import type { ContainerDirective } from "mdast-util-directive"
import type { Activity } from "../../lesson/model.ts"
import type { Directive, KindParser, ParseContext, Prompted } from "../kind.ts"
import { isList, readParts, requirePrompt } from "../parts.ts"
import type { RubricData } from "../rubric/kind.ts"
import type { CalibrateData, CalibrateSample } from "./kind.ts"

/** Most texts to rate in one sitting. */
const mostSamples = 6

/**
 * Reads a calibration: what the texts are about, then each text in a `:::sample{name="Text X" ratings="1 1 2"}`: the text,
 * and a list with the reason for each rating. `rubric` is the rubric whose criteria and levels are used.
 */
export const calibrateParser: KindParser<CalibrateData> = {
  attributes: ["rubric"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const nested = directive.children.filter(isSample)
    const prompted = readPrompt(directive, context)
    const isAsked = requirePrompt(prompted, directive, context)
    const { rubric } = directive.attributes
    if (rubric === undefined) {
      const remedy = "Write rubric= and the #id of the rubric whose criteria are used."
      context.report("error", "attribute-missing", directive.node, "This calibration names no rubric.", remedy)
    }
    if (nested.length === 0 || nested.length > mostSamples) {
      const remedy = `Write 1 to ${mostSamples} of them, each as :::sample{name="Text X" ratings="1 2 1"} within this activity.`
      context.report(
        "error",
        "calibrate-samples",
        directive.node,
        `This calibration has ${counted(nested.length, "text")}.`,
        remedy,
      )
      return undefined
    }
    const samples = nested.map((node) => readSample(node, context))
    const whole = samples.filter((sample) => sample !== undefined)
    if (!isAsked || rubric === undefined || whole.length < samples.length) return undefined
    return { ...prompted, rubric, scale: { levels: [], criteria: [] }, samples: whole }
  },
  resolve(data, { find, report }) {
    const found = find(data.rubric)
    if (!found || !isRubric(found)) {
      const message = `This calibration uses the rubric "${data.rubric}", but ${found ? "that is none" : "there is none with this id"}.`
      report("error", "calibrate-rubric", message, "Write the #id of a rubric.")
      return undefined
    }
    const { scale } = found.data
    const misfit = data.samples.find(
      ({ ratings, reasons }) =>
        ratings.length !== scale.criteria.length ||
        reasons.length !== scale.criteria.length ||
        ratings.some((rating) => rating < 0 || rating >= scale.levels.length),
    )
    if (!misfit) return { ...data, rubric: found.id, scale }
    const { criteria, levels } = scale
    const message = `"${misfit.name}" does not fit its rubric: ${counted(misfit.ratings.length, "rating")} and ${counted(misfit.reasons.length, "reason")}, for ${criteria.length === 1 ? "1 criterion" : `${criteria.length} criteria`} of ${levels.length} levels.`
    const remedy = `Write a rating from 1 to ${levels.length} for each criterion, and a list with a reason for each.`
    report("error", "calibrate-samples", message, remedy)
    return undefined
  },
}

/** What stands before the texts asks, what stands below them explains; a calibration has no list of its own. */
function readPrompt(directive: Directive, context: ParseContext): Prompted {
  const { children } = directive
  const last = children.map((child) => isSample(child)).lastIndexOf(true)
  const before = children.slice(0, last < 0 ? children.length : last).filter((child) => !isSample(child))
  const after = last < 0 ? [] : children.slice(last + 1)
  const { prompted } = readParts({ ...directive, children: before }, context, isNothing)
  return after.length > 0 ? { ...prompted, explanation: context.html(after) } : prompted
}

function readSample(node: ContainerDirective, context: ParseContext): CalibrateSample | undefined {
  const { name, ratings: written } = node.attributes ?? {}
  const at = node.children.map((child) => isList(child)).lastIndexOf(true)
  const list = node.children[at]
  const text = at < 0 ? [] : node.children.slice(0, at)
  const numbers = (written ?? "").split(/[\s,]+/).filter((word) => word !== "")
  const isWhole = name && text.length > 0 && list && isList(list) && numbers.every((word) => /^\d$/.test(word))
  if (isWhole && numbers.length > 0) {
    const reasons = list.children.map(({ children: [first] }) =>
      first?.type === "paragraph" ? context.inline((first as Paragraph).children) : "",
    )
    return { name, html: context.html(text), ratings: numbers.map((word) => Number(word) - 1), reasons }
  }
  const message = name ? `The text "${name}" cannot be read as one.` : "A text to rate has no name."
  const remedy =
    'Write :::sample{name="Text X" ratings="1 2 1"}, within it the text, and beneath a list with a reason for each rating.'
  context.report("error", "calibrate-samples", node, message, remedy)
  return undefined
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`
}

function isNothing(_: Node): _ is List {
  return false
}

function isSample(node: Node): node is ContainerDirective {
  return node.type === "containerDirective" && "name" in node && node.name === "sample"
}

function isRubric(activity: Activity): activity is Activity<RubricData> {
  return activity.kind === "rubric"
}
