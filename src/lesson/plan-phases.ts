import type { RootContent } from "mdast"
import type { Place } from "../diagnostic.ts"
import { parseDuration } from "./duration.ts"
import { fieldsOf } from "./fields.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import { type PhaseId, type PlanPhase, phaseIds } from "./model.ts"
import { durationIn, endDurations, type Minutes, readDuration } from "./plan-times.ts"
import type { LabelledContent, ProseMaker } from "./prose.ts"
import type { Reporter } from "./reporter.ts"
import type { Section } from "./sections.ts"
import { fieldOf, phaseName } from "./vocabulary.ts"

/** A phase of the plan whose duration may not be known yet. */
export type FoundPhase = Omit<PlanPhase, "minutes"> & { readonly minutes: Minutes }

/** The five phases in teaching order, and what stands in them under labels of their own. */
export function readPhases(
  markdown: Markdown,
  sections: readonly Section[],
  titlePlace: Place,
  maker: ProseMaker,
  reporter: Reporter,
): { found: FoundPhase[]; unknown: LabelledContent[] } {
  const unknown: LabelledContent[] = []
  const found = new Map<PhaseId, FoundPhase>()
  for (const section of sections) {
    if (typeof section.about !== "object") continue
    const { phase } = section.about
    const first = found.get(phase)
    if (first) {
      const message = `The phase ${phaseName(phase)} is there twice: it also stands on line ${first.place.line}.`
      reporter.report("phase-twice", placeOf(markdown.file, section.heading), message, "Remove one, or join the two.")
      continue
    }
    const read = readPhase(markdown, phase, section, maker, reporter)
    found.set(phase, read.phase)
    unknown.push(...read.unknown)
  }
  const missing = phaseIds.filter((id) => !found.has(id))
  if (missing.length > 0) {
    const structure = sections.find(({ about }) => about === "structure")
    const place = structure ? placeOf(markdown.file, structure.heading) : titlePlace
    const names = missing.map(phaseName)
    const message = `The lesson plan lacks ${names.length === 1 ? "the phase" : "the phases"} ${names.join(", ")}.`
    const remedy = `Beneath "Lesson Structure", write a heading for each of: ${phaseIds.map(phaseName).join(", ")}.`
    // Bold lines or a table may well name the phases; only headings begin them.
    const isText = structure?.content.some((node) => textOf(markdown, node) !== "")
    const hint = ` What stands there now is no heading: begin a line with ### and a blank, as in "### ${names[0]}".`
    reporter.report("phase-missing", place, message, isText ? remedy + hint : remedy)
  }
  return { found: phaseIds.flatMap((id) => found.get(id) ?? []), unknown }
}

function readPhase(
  markdown: Markdown,
  id: PhaseId,
  { heading, content }: Section,
  maker: ProseMaker,
  reporter: Reporter,
): { phase: FoundPhase; unknown: LabelledContent[] } {
  const read = fieldsOf(markdown, content, (label) => fieldOf(label) !== undefined)
  const { before, fields } = endDurations(markdown, read, (label) => fieldOf(label) === "duration")
  const contentOf = (name: ReturnType<typeof fieldOf>) =>
    fields.filter(({ label }) => fieldOf(label) === name).flatMap((field) => field.content)
  const duration = fields.find(({ label }) => fieldOf(label) === "duration")
  // "Engage (20 minutes)" and "Engage – 20 minutes" say it in the heading.
  const title = heading ? textOf(markdown, heading) : ""
  const inHeading = /\(([^()]*)\)\s*$|\s[-–—]\s+([^-–—]*)$/.exec(title)
  const said = inHeading?.[1] ?? inHeading?.[2] ?? ""
  const isTime = /\d\s*(?:min|minutes?|mins|h|hours?|hrs?)\b/i.test(said)
  const minutes =
    readDuration(markdown, duration && durationIn(markdown, duration), reporter) ??
    (isTime ? readDuration(markdown, { text: said, node: heading }, reporter) : parseDuration(said))
  const prose = (content: readonly RootContent[]) => {
    const nodes = content.filter((node) => textOf(markdown, node) !== "")
    return nodes.length > 0 ? maker.prose(nodes) : undefined
  }
  // Text without any label is what learners do.
  const activities = maker.forLearners([...before, ...contentOf("learnerActivities")])
  const learnerActivities = prose(activities)
  const facilitatorActions = prose(contentOf("facilitatorActions"))
  const resources = prose(contentOf("resources"))
  const differentiation = prose(contentOf("differentiation"))
  const technology = prose(contentOf("technology"))
  const phase: FoundPhase = {
    id,
    minutes,
    ...(facilitatorActions && { facilitatorActions }),
    ...(learnerActivities && { learnerActivities }),
    tasks: maker.tasks(activities),
    ...(resources && { resources }),
    ...(differentiation && { differentiation }),
    ...(technology && { technology }),
    place: placeOf(markdown.file, heading),
  }
  const unknown = fields
    .filter(({ label }) => fieldOf(label) === undefined)
    .map(({ label, node, content }) => ({
      heading: maker.label(`${phaseName(id)}: ${label}`, node),
      content,
    }))
  return { phase, unknown }
}
