import { decimal } from "./decimal.ts"
import { toIsoDuration, toTimeOfDay, toTimespan, toTimestamp } from "./duration.ts"
import type { Interaction } from "./record.ts"

/** An element beneath `cmi.interactions.n.`, and its value. */
export type Field = readonly [element: string, value: string]

type Type = Interaction["type"]

/**
 * An interaction as SCORM 2004 takes it, in the order in which its elements depend on each other (RTE §4.2.9). What would
 * break a limit is left out token by token; what is not valid even so is left out whole: an LMS gets less, never nonsense.
 */
export function fields2004(interaction: Interaction): readonly Field[] {
  const { type, weighting, result, latency, time, description } = interaction
  const patterns = patternsOf(interaction, pattern2004).slice(0, mostPatterns[type])
  return present([
    ["type", type],
    ...objectiveFields(interaction.objectives.slice(0, 10)),
    ["timestamp", toTimestamp(time)],
    ...patterns,
    ["weighting", decimal(weighting)],
    ["learner_response", response2004(type, interaction.response)],
    ["result", result],
    ["latency", toIsoDuration(latency)],
    ["description", plain(description, 250)],
  ])
}

/** The same as SCORM 1.2 takes it: fewer types and results, one character a choice, 255 a response (RTE §3.4.4). */
export function fields12(interaction: Interaction): readonly Field[] {
  const { type, weighting, result, latency, time } = interaction
  return present([
    ["type", type === "long-fill-in" ? "fill-in" : type],
    ...objectiveFields(interaction.objectives),
    ["time", toTimeOfDay(time)],
    ...patternsOf(interaction, pattern12),
    ["weighting", decimal(Math.max(-100, Math.min(100, weighting)))],
    ["student_response", response12(type, interaction.response)],
    ["result", result === "incorrect" ? "wrong" : result],
    ["latency", toTimespan(latency)],
  ])
}

/** How many correct patterns SCORM 2004 takes (RTE §4.2.9.1). */
const mostPatterns: Readonly<Record<Type, number>> = {
  "true-false": 1,
  choice: 10,
  "fill-in": 5,
  "long-fill-in": 5,
  matching: 5,
  performance: 5,
  sequencing: 5,
  likert: 1,
  numeric: 1,
}

function objectiveFields(ids: readonly string[]): Field[] {
  return ids.map((id, index) => [`objectives.${index}.id`, id])
}

/** Every pattern that is left in a format's form; none twice. */
function patternsOf({ type, patterns }: Interaction, form: (type: Type, text: string) => string): Field[] {
  const forms = new Set(patterns.map((pattern) => form(type, pattern)).filter(Boolean))
  return [...forms].map((pattern, index) => [`correct_responses.${index}.pattern`, pattern])
}

function present(fields: readonly Field[]): readonly Field[] {
  return fields.filter(([, value]) => value !== "")
}

function response2004(type: Type, text: string): string {
  switch (type) {
    case "true-false":
      return text === "true" || text === "false" ? text : ""
    case "choice":
      return [...new Set(tokensOf(text).filter(isShortId))].slice(0, 36).join("[,]")
    case "sequencing":
      return tokensOf(text).filter(isShortId).slice(0, 36).join("[,]")
    case "likert":
      return isShortId(text) ? text : ""
    case "matching":
      return pairsOf(text)
        .filter(([source, target]) => isShortId(source) && isShortId(target))
        .slice(0, 36)
        .map((pair) => pair.join("[.]"))
        .join("[,]")
    case "performance":
      return pairsOf(text)
        .filter(([step]) => isShortId(step))
        .slice(0, 250)
        .map(([step, answer]) => `${step}[.]${plain(answer, 250)}`)
        .join("[,]")
    case "numeric":
      return real(text)
    case "fill-in":
      return tokensOf(text)
        .slice(0, 10)
        .map((token) => plain(token, 250))
        .join("[,]")
    case "long-fill-in":
      return plain(text, 4000)
  }
}

function pattern2004(type: Type, text: string): string {
  if (type === "numeric") {
    const [least, most] = rangeOf(text)
    return least || most ? `${least}[:]${most}` : ""
  }
  const [prefix, rest] = prefixOf(text)
  const response = response2004(type, rest)
  return response && (hasPrefix(type) ? prefix : "") + response
}

function response12(type: Type, text: string): string {
  switch (type) {
    case "true-false":
      return text === "true" ? "t" : text === "false" ? "f" : ""
    case "choice":
      return [...new Set(tokensOf(text).filter(isCharacter))].join(",")
    case "sequencing":
      return whole(tokensOf(text).filter(isCharacter))
    case "likert":
      return isCharacter(text) ? text : ""
    case "matching":
      return whole(
        pairsOf(text)
          .filter(([source, target]) => isCharacter(source) && isCharacter(target))
          .map((pair) => pair.join(".")),
      )
    case "performance":
      return whole(pairsOf(text).map(([step, answer]) => plain(`${step}.${answer}`, 255)))
    case "numeric":
      return real(text)
    case "fill-in":
    case "long-fill-in":
      return plain(tokensOf(text).join(", "), 255)
  }
}

function pattern12(type: Type, text: string): string {
  if (type === "numeric") {
    // SCORM 1.2 knows one number, not a range.
    const [least, most] = rangeOf(text)
    return least === most ? least : ""
  }
  const response = response12(type, prefixOf(text)[1])
  // Braces say that all of it is asked for, not any.
  const isSet = (type === "choice" || type === "matching") && response.includes(",")
  return isSet ? (response.length <= 253 ? `{${response}}` : "") : response
}

function tokensOf(text: string): string[] {
  return text.split("[,]")
}

function pairsOf(text: string): [string, string][] {
  return tokensOf(text).map((token) => {
    const at = token.indexOf("[.]")
    return at < 0 ? [token, ""] : [token.slice(0, at), token.slice(at + 3)]
  })
}

function rangeOf(text: string): [string, string] {
  const at = text.indexOf("[:]")
  return at < 0 ? [real(text), real(text)] : [real(text.slice(0, at)), real(text.slice(at + 3))]
}

/** What stands before a pattern to say how it is compared, and the pattern. */
function prefixOf(text: string): [string, string] {
  const prefix = /^(\{(case|order)_matters=(true|false)\})*/.exec(text)?.[0] ?? ""
  return [prefix, text.slice(prefix.length)]
}

function hasPrefix(type: Type): boolean {
  return type === "fill-in" || type === "long-fill-in" || type === "performance"
}

/** As many whole tokens as fit 255 characters. */
function whole(tokens: readonly string[]): string {
  return tokens.reduce((all, token) => {
    const longer = all ? `${all},${token}` : token
    return longer.length <= 255 ? longer : all
  }, "")
}

/** Letters, digits, `_` and `.`: the narrowest alphabet a SCORM 2004 LMS in use takes for the ids of options. */
function isShortId(text: string): boolean {
  return /^[\w.]{1,250}$/.test(text)
}

function isCharacter(text: string): boolean {
  return /^[0-9a-z]$/.test(text)
}

function real(text: string): string {
  const value = Number(text)
  return text.trim() && Math.abs(value) < 1e15 ? decimal(value) : ""
}

/**
 * Text as an LMS's report takes it: on one line, without what XML or an older database refuses (control characters,
 * characters of two units), not beginning like one of SCORM 2004's own marks, and cut to a length.
 */
export function plain(text: string, most: number): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
      .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff\ufffe\uffff]/g, "\ufffd")
      .trim()
      .replace(/^(?=\{(lang|case_matters|order_matters)=)/, " ")
      .slice(0, most)
  )
}
