import type { Place } from "../diagnostic.ts"
import type { DirectiveNode } from "./directives.ts"
import { idInWords, toId } from "./ids.ts"
import { suggest } from "./nearest.ts"
import type { Reporter } from "./reporter.ts"

/** Attributes that every activity has. */
export const commonAttributes = ["id", "objective", "points", "attempts", "path", "required", "report"] as const

/** Most tries that an author may allow by number: saved work counts no further. */
const mostAttempts = 15

/** Most points of one activity: SCORM 1.2 takes a weighting of at most 100 (RTE §3.4, CMIDecimal). */
const mostPoints = 100

/** What an activity's attributes are read against. */
export interface AttributeContext {
  readonly objectiveCount: number
  readonly paths: readonly string[]
  readonly reporter: Reporter
}

/** The attributes of a directive, those without a value as empty text. */
export function attributesOf(node: Pick<DirectiveNode, "attributes">): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(node.attributes ?? {})) attributes[name] = value ?? ""
  return attributes
}

/** Reports attributes that a directive does not have. */
export function checkNames(node: DirectiveNode, names: readonly string[], place: Place, reporter: Reporter) {
  for (const name of Object.keys(attributesOf(node))) {
    if (names.includes(name) || names.includes("*")) continue
    const message = `The directive ${node.name} has no attribute "${name}".`
    reporter.report("attribute-unknown", place, message, suggest(name, names))
  }
}

/** The safe form of `#id`; nothing when there is none, or it was reported. */
export function readId(written: string | undefined, place: Place, reporter: Reporter): string | undefined {
  if (written === undefined) return undefined
  const id = toId(written)
  if (!id) reporter.report("id-invalid", place, `"${written}" cannot be an id.`, `An id is made of ${idInWords}.`)
  return id
}

/** `objective=1`, `objective=O1`, `objective="2 3"`: ids of objectives. */
export function readObjectiveIds(written: string | undefined, place: Place, context: AttributeContext): string[] {
  const ids = new Set<string>()
  for (const word of wordsOf(written ?? "")) {
    const number = Number(/^(?:o|lo)?(\d{1,3})$/i.exec(word)?.[1])
    if (number >= 1 && number <= context.objectiveCount) ids.add(`O${number}`)
    // In a plan without objectives every number would be wrong, and the plan's mistake is another.
    else if (context.objectiveCount > 0) {
      const remedy = `Write the number of an objective of the lesson plan: ${numbersTo(context.objectiveCount)}.`
      context.reporter.report("objective-unknown", place, `There is no objective "${word}".`, remedy)
    }
  }
  return [...ids]
}

/** `path="foundations core"`: names of paths; nothing when it is for all. */
export function readPaths(written: string | undefined, place: Place, context: AttributeContext): string[] | undefined {
  if (written === undefined) return undefined
  const { paths, reporter } = context
  const words = wordsOf(written)
  if (words.length === 0) {
    reporter.report(
      "attribute-value",
      place,
      "No learning path is named.",
      `Write one or more of: ${paths.join(", ")}.`,
    )
    return undefined
  }
  for (const word of words) {
    if (paths.includes(word.toLowerCase())) continue
    reporter.report("path-unknown", place, `There is no learning path "${word}".`, suggest(word, paths))
  }
  const named = paths.filter((path) => words.some((word) => word.toLowerCase() === path))
  return named.length === 0 || named.length === paths.length ? undefined : named
}

/** `points=2`. */
export function readPoints(written: string | undefined, otherwise: number, place: Place, reporter: Reporter): number {
  if (written === undefined || wordsOf(written).length > 1) return otherwise
  const points = /^\d{1,3}$/.test(written.trim()) ? Number(written) : Number.NaN
  if (points <= mostPoints) return points
  const remedy = `Write a whole number from 0 to ${mostPoints}.`
  reporter.report("attribute-value", place, `The points are "${written}".`, remedy)
  return otherwise
}

/** `points="5 3"`: a share for each objective, in the order in which these are named; nothing when it is a single number. */
export function readSplit(
  written: string | undefined,
  objectives: readonly string[],
  place: Place,
  reporter: Reporter,
): readonly number[] | undefined {
  const words = wordsOf(written ?? "")
  if (words.length < 2) return undefined
  const split = words.map((word) => (/^\d{1,3}$/.test(word) ? Number(word) : Number.NaN))
  const sum = split.reduce((sum, points) => sum + points, 0)
  // An objective served with nothing could never be passed.
  if (sum <= mostPoints && split.every((points) => points > 0) && split.length === objectives.length) return split
  const message =
    split.length === objectives.length
      ? `The points are "${written}".`
      : `The points are shared out among ${split.length} objectives, and this activity serves ${objectives.length}.`
  const usual = `Write for each objective a whole number, together at most ${mostPoints}: objective="2 3" points="5 3".`
  const remedy = split.includes(0) ? "Leave an objective out that no point serves." : usual
  reporter.report("points-split", place, message, remedy)
  return undefined
}

/** `attempts=3`, `attempts=unlimited`; 0 is without limit. */
export function readAttempts(written: string | undefined, otherwise: number, place: Place, reporter: Reporter): number {
  if (written === undefined) return otherwise
  const word = written.trim().toLowerCase()
  if (word === "unlimited") return 0
  const attempts = /^\d{1,2}$/.test(word) ? Number(word) : 0
  if (attempts >= 1 && attempts <= mostAttempts) return attempts
  const remedy = `Write a whole number from 1 to ${mostAttempts}, or unlimited.`
  reporter.report("attribute-value", place, `The attempts are "${written}".`, remedy)
  return otherwise
}

/** `required`, `required=yes`, `required=no`; nothing when it is not there. */
export function readFlag(
  name: string,
  written: string | undefined,
  place: Place,
  reporter: Reporter,
): boolean | undefined {
  if (written === undefined) return undefined
  const word = written.trim().toLowerCase()
  if (["", "yes", "true", name].includes(word)) return true
  if (["no", "false"].includes(word)) return false
  reporter.report(
    "attribute-value",
    place,
    `The attribute ${name} is "${written}".`,
    `Write ${name} alone, or ${name}=no.`,
  )
  return undefined
}

function wordsOf(written: string): string[] {
  return written.split(/[\s,;]+/).filter(Boolean)
}

function numbersTo(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(", ")
}
