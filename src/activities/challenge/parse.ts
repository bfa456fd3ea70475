import type { ListItem, Paragraph, PhrasingContent } from "mdast"
import type { KindParser, ParseContext } from "../kind.ts"
import {
  isList,
  readItem,
  readLabel,
  readNumber,
  readParts,
  reportNoAnswers,
  requirePrompt,
  withSource,
} from "../parts.ts"
import { mostKept } from "../reflection/parse.ts"
import type { ChallengeData, ChallengeQuestion } from "./kind.ts"

/** Most questions, and pointers of one. */
const mostQuestions = 10
const mostPointers = 12

/**
 * Reads a challenge: what it is about, then a list of questions. What a question begins with in bold is who asks; the list
 * beneath it is what a good answer speaks of. `from` is the activity that holds what is asked about.
 */
export const challengeParser: KindParser<ChallengeData> = {
  attributes: ["from", "keep"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    if (!structure) return reportNoAnswers(directive, context, "Write the questions as a numbered list.")
    const isAsked = requirePrompt(prompted, directive, context)
    const keep = readNumber(directive, context, "keep", { least: 0, most: mostKept }) ?? 0
    const questions = structure.children.map((item) => readQuestion(item, context))
    const whole = questions.filter((question) => question !== undefined)
    if (whole.length < questions.length) return undefined
    if (whole.length > mostQuestions) {
      const message = `This challenge has ${whole.length} questions.`
      context.report("error", "challenge-questions", structure, message, `Write at most ${mostQuestions}.`)
      return undefined
    }
    if (!isAsked) return undefined
    const { from } = directive.attributes
    return { ...prompted, questions: whole, keep, ...(from !== undefined && { from }) }
  },
  resolve(data, context) {
    const lack = (from: string) => `This challenge is about "${from}", but there is nothing to show from there.`
    return withSource(data, context, "challenge-source", lack)
  },
}

function readQuestion(item: ListItem, context: ParseContext): ChallengeQuestion | undefined {
  const [first, ...rest] = item.children
  const pointers = rest.filter(isList).flatMap((list) => list.children.map((pointer) => readItem(pointer, context)))
  const whole = pointers.filter((pointer) => pointer !== undefined)
  const [who, question] = first?.type === "paragraph" ? split(first, context) : [undefined, []]
  const isSaid = context.text(question) !== ""
  if (isSaid && whole.length === pointers.length && whole.length >= 1 && whole.length <= mostPointers) {
    return { ...readLabel(question, context), ...(who && { who }), pointers: whole }
  }
  const message = isSaid
    ? `This question has ${whole.length} pointers that say something.`
    : "A question of this challenge says nothing."
  const remedy = `Begin with **who asks** and the question, and beneath it a list of 1 to ${mostPointers} points that a good answer speaks of.`
  context.report("error", "challenge-questions", item, message, remedy)
  return undefined
}

/** Who asks, where the paragraph begins with it in bold, and what. */
function split({ children }: Paragraph, context: ParseContext): readonly [string | undefined, PhrasingContent[]] {
  const [first, ...rest] = children
  if (first?.type !== "strong") return [undefined, children]
  const [next, ...others] = rest
  const trimmed = next?.type === "text" ? [{ ...next, value: next.value.replace(/^[\s:–—-]+/, "") }, ...others] : rest
  return [context.text(first).replace(/:$/, ""), trimmed]
}
