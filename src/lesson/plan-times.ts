import type { RootContent } from "mdast"
import type { Place } from "../diagnostic.ts"
import { formatDuration, parseDuration } from "./duration.ts"
import type { Field, Fields } from "./fields.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import { type PhaseId, phaseIds } from "./model.ts"
import type { Reporter } from "./reporter.ts"
import { phaseName } from "./vocabulary.ts"

/** Where a plan says how long something takes. */
export interface DurationField {
  readonly text: string
  readonly node: RootContent | undefined
}

/** A duration in minutes; `"unreadable"` after it was reported, and nothing where there is none. */
export type Minutes = number | "unreadable" | undefined

/** Reads a duration, and reports one that cannot be read. */
export function readDuration(markdown: Markdown, field: DurationField | undefined, reporter: Reporter): Minutes {
  if (!field || field.text === "") return undefined
  const minutes = parseDuration(field.text)
  if (minutes !== undefined) return minutes
  const shown = field.text.length > 50 ? `${field.text.slice(0, 45).trimEnd()} …` : field.text
  const message = `The duration "${shown}" cannot be read.`
  const remedy = 'Write one length of time, such as "45 minutes", "1.5 hours" or "1 hour 15 minutes".'
  reporter.report("duration-unreadable", placeOf(markdown.file, field.node), message, remedy)
  return "unreadable"
}

/**
 * Leaves to a field what is its duration: paragraphs beneath one that is whole go on from what stands before the labels.
 * Where they speak of times, too, it is left to the author which of them counts.
 */
export function endDurations(
  markdown: Markdown,
  { before, fields }: Fields,
  isDuration: (label: string) => boolean,
): Fields {
  const text: RootContent[] = []
  const ended = fields.map((field): Field => {
    const [first, ...rest] = field.content
    if (!first || rest.length === 0 || !isDuration(field.label)) return field
    const isWhole = parseDuration(textOf(markdown, first)) !== undefined
    if (!isWhole || rest.some((node) => parseDuration(textOf(markdown, node)) !== undefined)) return field
    text.push(...rest)
    return { ...field, content: [first] }
  })
  return { before: [...before, ...text], fields: ended }
}

/** The duration that a field holds. */
export function durationIn(markdown: Markdown, { content, node }: Field): DurationField {
  return { text: textOf(markdown, content), node: content[0] ?? node }
}

/**
 * Settles how long the lesson and each phase take. What the plan leaves out follows from the rest where it can: the
 * whole is the sum of the phases, and phases without a duration share what the others leave of the whole.
 */
export function reckonTimes(
  whole: Minutes,
  phases: readonly { readonly id: PhaseId; readonly minutes: Minutes; readonly place: Place }[],
  place: Place,
  reporter: Reporter,
): { total: number; phases: number[] } {
  const known = phases.map(({ minutes }) => minutes).filter((minutes) => typeof minutes === "number")
  const sum = known.reduce((total, minutes) => total + minutes, 0)
  const isReadable = whole !== "unreadable" && phases.every(({ minutes }) => minutes !== "unreadable")
  const without = phases.filter(({ minutes }) => minutes === undefined)
  const total = typeof whole === "number" ? whole : sum
  const share = without.length > 0 ? Math.max(0, Math.floor((total - sum) / without.length)) : 0
  if (whole === undefined) {
    const message = "The lesson plan does not say how long the lesson takes."
    const remedy = `Write beneath its title, for example: **Duration:** ${formatDuration(sum || 180)}`
    reporter.report("duration-missing", place, message, remedy)
  }
  for (const phase of without) {
    const message = `The plan does not say how long the phase ${phaseName(phase.id)} takes.`
    reporter.report(
      "duration-missing",
      phase.place,
      message,
      "Write beneath its heading, for example: **Duration:** 20 minutes",
    )
  }
  const isComplete = phases.length === phaseIds.length && without.length === 0
  if (isReadable && isComplete && typeof whole === "number" && whole !== sum) {
    const message = `The phases add up to ${formatDuration(sum)}, but the lesson is said to take ${formatDuration(whole)}.`
    reporter.report("duration-sum", place, message, "Correct the duration of a phase or of the lesson.")
  }
  return { total, phases: phases.map(({ minutes }) => (typeof minutes === "number" ? minutes : share)) }
}
