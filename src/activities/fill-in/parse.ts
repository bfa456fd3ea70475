import type { ListItem, Node, Paragraph, PhrasingContent } from "mdast"
import type { Directive, KindParser, ParseContext } from "../kind.ts"
import { plainText } from "../label.ts"
import { isTaskList, readItem, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import { type FillInAnswer, type FillInData, isSame, longestAnswer } from "./kind.ts"

const blank = "____"

/**
 * Reads a fill-in: a question, or a sentence with a blank of four low lines; then a task list of answers, `[x]` for those
 * accepted, wrong ones with feedback indented beneath. `case` minds capital letters.
 */
export const fillInParser: KindParser<FillInData> = {
  attributes: ["case"],
  defaultPoints: 1,
  defaultAttempts: 2,
  parse(directive, context) {
    const { prompted, question, structure } = readParts(directive, context, isTaskList)
    if (!structure) return reportNoAnswers(directive, context, "Write an accepted answer as a list item: - [x] drift")
    const isAsked = requirePrompt(prompted, directive, context)
    const answers = structure.children.map((item) => readAnswer(item, context))
    const whole = answers.filter((answer) => answer !== undefined)
    if (whole.length < answers.length) return undefined
    if (!whole.some(({ isRight }) => isRight)) {
      context.report(
        "error",
        "fill-in-no-answer",
        structure,
        "No answer of this question is marked as accepted.",
        "Write [x] before every answer that is accepted.",
      )
      return undefined
    }
    const isCase = directive.attributes.case !== undefined
    const double = whole.findIndex(
      ({ text }, index) => whole.findIndex((one) => isSame(one.text, text, isCase)) < index,
    )
    if (double >= 0) {
      context.report(
        "error",
        "fill-in-answer",
        structure.children[double] ?? structure,
        `The answer "${whole[double]?.text}" is there twice${isCase ? "" : ", since capitals make no difference"}.`,
        "Leave one of the two out.",
      )
      return undefined
    }
    if (!isAsked || !question) return undefined
    const blanks = context.text(question).split(blank).length - 1
    if (blanks > 1) return reportBlanks(directive, question, context)
    const around = blanks === 1 ? splitAtBlank(question, context) : undefined
    return { ...prompted, ...(around && { around }), answers: whole, isCase }
  },
}

function readAnswer(node: ListItem, context: ParseContext): FillInAnswer | undefined {
  const item = readItem(node, context)
  const text = item && plainText(item)
  if (text !== undefined && typeof node.checked === "boolean" && text.length <= longestAnswer) {
    return { text, isRight: node.checked, ...(item?.beneath !== undefined && { feedback: item.beneath }) }
  }
  context.report(
    "error",
    "fill-in-answer",
    node,
    text === undefined
      ? "An answer of this list says nothing."
      : text.length > longestAnswer
        ? `The answer "${text.slice(0, 40)}…" has ${text.length} characters.`
        : `The answer "${text}" has no box.`,
    `Begin every answer with [ ] or [x], then at most ${longestAnswer} characters.`,
  )
  return undefined
}

function reportBlanks(directive: Directive, question: Node, context: ParseContext): undefined {
  context.report(
    "error",
    "fill-in-blanks",
    question,
    `The sentence of this ${directive.name} has more than one blank.`,
    `Write one ${blank} in it; for another blank write another fill-in.`,
  )
}

/** What stands before and behind the blank; nothing when the blank stands within emphasis or a link. */
function splitAtBlank(question: Paragraph, context: ParseContext): readonly [string, string] | undefined {
  const at = question.children.findIndex((node) => node.type === "text" && node.value.includes(blank))
  const node = question.children[at]
  if (node?.type !== "text") return undefined
  const [before = "", behind = ""] = node.value.split(blank)
  const part = (value: string): PhrasingContent[] => (value === "" ? [] : [{ type: "text", value }])
  // White space at an edge of phrasing content is no part of it, but here the sentence goes on.
  return [
    context.inline([...question.children.slice(0, at), ...part(before)]) + (/\s$/.test(before) ? " " : ""),
    (/^\s/.test(behind) ? " " : "") + context.inline([...part(behind), ...question.children.slice(at + 1)]),
  ]
}
