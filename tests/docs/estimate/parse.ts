import type { Directive, KindParser, ParseContext } from "../../../src/activities/kind.ts"
import { isList, readNumber, readParts, requirePrompt } from "../../../src/activities/parts.ts"
import { type EstimateData, placesOf } from "./kind.ts"

/** Most places of a scale: more could not be told apart by hand. */
const mostPlaces = 200

/**
 * Reads an estimate: a question, and as attributes the ends of the scale, the right number, and how far off still earns
 * half: `:::estimate{#share from=0 to=100 step=5 answer=60 near=10 unit="%"}`.
 */
export const estimateParser: KindParser<EstimateData> = {
  attributes: ["from", "to", "step", "answer", "near", "unit"],
  defaultPoints: 1,
  defaultAttempts: 2,
  parse(directive, context) {
    const { prompted } = readParts(directive, context, isList)
    if (!requirePrompt(prompted, directive, context)) return undefined
    const numbers = { least: 0, most: 1_000_000 }
    const from = readNumber(directive, context, "from", numbers) ?? 0
    const to = readNumber(directive, context, "to", numbers)
    const step = readNumber(directive, context, "step", { least: 1, most: 1_000_000 }) ?? 1
    const answer = readNumber(directive, context, "answer", numbers)
    const near = readNumber(directive, context, "near", numbers) ?? 0
    if (to === undefined || answer === undefined) {
      return complain(directive, context, "This estimate does not say where its scale ends, or what is right.")
    }
    const { unit } = directive.attributes
    const data: EstimateData = { ...prompted, from, to, step, answer, near, ...(unit && { unit }) }
    const places = placesOf(data)
    if (places < 2 || places > mostPlaces) {
      const count = `${Math.max(0, places)} ${places === 1 ? "place" : "places"}`
      return complain(directive, context, `The scale of this estimate has ${count}.`)
    }
    if (answer < from || answer > to || (answer - from) % step !== 0) {
      return complain(directive, context, `The right answer ${answer} is not a place on the scale.`)
    }
    return data
  },
}

function complain({ node }: Directive, context: ParseContext, message: string): undefined {
  const remedy = `Write, for example, from=0 to=100 step=5 answer=60: 2 to ${mostPlaces} places, the right one among them.`
  context.report("error", "estimate-scale", node, message, remedy)
}
