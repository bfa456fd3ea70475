import type { RootContent } from "mdast"
import type { Place } from "../diagnostic.ts"
import { readAssessments } from "./assessments.ts"
import { formatDuration, parseDuration } from "./duration.ts"
import { type Field, fieldsOf } from "./fields.ts"
import type { Serializer } from "./html.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import { type LessonPlan, type PhaseId, type PlanPhase, type PlanSection, type Prose, phaseIds } from "./model.ts"
import { readObjectives } from "./objectives.ts"
import { createProseMaker, type ProseMaker } from "./prose.ts"
import type { Reporter } from "./reporter.ts"
import { type Section, splitSections } from "./sections.ts"
import { fieldOf, isForFacilitator, type SectionName, sectionOf } from "./vocabulary.ts"

/**
 * Reads a lesson plan. What is missing or wrong is reported, all of it in one run; the plan that comes back then has
 * something harmless in its place, and no course is made of it.
 */
export function readPlan(markdown: Markdown, serializer: Serializer, reporter: Reporter): LessonPlan {
  const { file } = markdown
  const maker = createProseMaker(markdown, serializer)
  const { title, sections } = splitSections(markdown)
  if (!title) {
    const message = "The lesson plan has no title."
    reporter.report(
      "plan-title",
      { file, line: 1, column: 1 },
      message,
      "Begin it with a line such as: # Name of the lesson",
    )
  }

  const unknown: { heading: Prose; content: RootContent[] }[] = []
  const contentOf = (name: SectionName) =>
    sections.filter(({ about }) => about === name).flatMap(({ content }) => content)
  const points = (name: SectionName) => maker.points(contentOf(name))

  const head = readHead(markdown, sections, maker)
  unknown.push(...head.unknown)
  const titlePlace = placeOf(file, title)
  const minutes = readDuration(markdown, head.duration, reporter)
  const objectives = readObjectives(markdown, contentOf("objectives"), maker, reporter)
  if (objectives.length === 0) {
    const heading = sections.find(({ about }) => about === "objectives")?.heading
    const message = "The lesson plan has no learning objectives."
    const remedy =
      'Write a heading "Learning Objectives" and beneath it a table or a list of objectives, each with its Bloom level.'
    reporter.report("plan-objectives", placeOf(file, heading ?? title), message, remedy)
  }
  const phases = readPhases(markdown, sections, titlePlace, maker, reporter)
  unknown.push(...phases.unknown)
  const assessments = readAssessments(markdown, contentOf("assessments"), objectives.length, maker, reporter)
  const reflection = readReflection(markdown, contentOf("reflection"), maker)
  for (const { about, heading, content } of sections) {
    if (about === "unknown" && heading) unknown.push({ heading: maker.prose([heading]), content })
    // The structure's own text, between its heading and the first phase, belongs to no phase.
    if (about === "structure" && heading && content.some((node) => textOf(markdown, node) !== "")) {
      unknown.push({ heading: maker.prose([heading]), content })
    }
  }

  const times = reckonTimes(
    minutes,
    phases.found,
    head.duration ? placeOf(file, head.duration.node) : titlePlace,
    reporter,
  )
  const lists = {
    keyConcepts: points("keyConcepts"),
    priorKnowledge: points("priorKnowledge"),
    materials: points("materials"),
    differentiation: points("differentiation"),
    connections: points("connections"),
    applications: points("applications"),
    metacognition: points("metacognition"),
    extensions: points("extensions"),
    safety: points("safety"),
    virtualAdaptations: points("virtual"),
    resources: points("resources"),
  }
  const kept: PlanSection[] = [
    ...unknown.map(({ heading, content }) => ({ heading, body: maker.prose(content) })),
    ...maker.hidden(),
  ]
  reportUnknown(kept, reporter)
  return {
    title: title ? maker.prose([title]) : { html: "", text: "", place: titlePlace },
    minutes: times.total,
    ...(head.introduction && { introduction: head.introduction }),
    ...(head.audience && { audience: head.audience }),
    objectives,
    ...lists,
    phases: phases.found.map(({ minutes: _, ...phase }, index) => ({ ...phase, minutes: times.phases[index] ?? 0 })),
    assessments,
    ...reflection,
    unknown: kept,
  }
}

interface Head {
  readonly introduction?: Prose
  readonly audience?: Prose
  readonly duration?: DurationField
  readonly unknown: { heading: Prose; content: RootContent[] }[]
}

interface DurationField {
  readonly text: string
  readonly node: RootContent | undefined
}

/** What stands beneath the title, or in sections of its own: how long, for whom. */
function readHead(markdown: Markdown, sections: readonly Section[], maker: ProseMaker): Head {
  const isHead = (name: SectionName | undefined) => name === "duration" || name === "audience"
  const content = sections.filter(({ about }) => about === "head").flatMap((section) => section.content)
  const { before, fields } = fieldsOf(markdown, content, (label) => isHead(sectionOf(label)))
  const own: Field[] = sections.flatMap(({ about, heading, content }) =>
    (about === "duration" || about === "audience") && heading ? [{ label: about, node: heading, content }] : [],
  )
  const all = [...fields, ...own]
  const duration = all.find(({ label }) => sectionOf(label) === "duration")
  const audience = all.find(({ label }) => sectionOf(label) === "audience")
  const introduction = before.filter((node) => textOf(markdown, node) !== "")
  return {
    ...(introduction.length > 0 && { introduction: maker.prose(introduction) }),
    ...(audience && audience.content.length > 0 && { audience: maker.prose(audience.content) }),
    ...(duration && { duration: durationIn(markdown, duration) }),
    unknown: fields
      .filter(({ label }) => !isHead(sectionOf(label)))
      .map(({ label, node, content }) => ({ heading: labelProse(markdown, label, node, maker), content })),
  }
}

function durationIn(markdown: Markdown, { content, node }: Field): DurationField {
  return { text: textOf(markdown, content), node: content[0] ?? node }
}

function labelProse(markdown: Markdown, label: string, node: RootContent, maker: ProseMaker): Prose {
  const prose = maker.prose([{ type: "paragraph", children: [{ type: "text", value: label }] }])
  return { ...prose, place: placeOf(markdown.file, node) }
}

/** A duration in minutes; `"unreadable"` after it was reported, and nothing where there is none. */
type Minutes = number | "unreadable" | undefined

function readDuration(markdown: Markdown, field: DurationField | undefined, reporter: Reporter): Minutes {
  if (!field || field.text === "") return undefined
  const minutes = parseDuration(field.text)
  if (minutes !== undefined) return minutes
  const message = `The duration "${field.text}" cannot be read.`
  const remedy = 'Write one length of time, such as "45 minutes", "1.5 hours" or "1 hour 15 minutes".'
  reporter.report("duration-unreadable", placeOf(markdown.file, field.node), message, remedy)
  return "unreadable"
}

type FoundPhase = Omit<PlanPhase, "minutes"> & { readonly minutes: Minutes }

/** The five phases in teaching order, and what stands in them under labels of their own. */
function readPhases(
  markdown: Markdown,
  sections: readonly Section[],
  titlePlace: Place,
  maker: ProseMaker,
  reporter: Reporter,
): { found: FoundPhase[]; unknown: Head["unknown"] } {
  const unknown: Head["unknown"] = []
  const found = new Map<PhaseId, FoundPhase>()
  for (const section of sections) {
    if (typeof section.about !== "object") continue
    const { phase } = section.about
    const first = found.get(phase)
    if (first) {
      const message = `The phase ${nameOf(phase)} is there twice: it also stands on line ${first.place.line}.`
      reporter.report("phase-twice", placeOf(markdown.file, section.heading), message, "Remove one, or join the two.")
      continue
    }
    const read = readPhase(markdown, phase, section, maker, reporter)
    found.set(phase, read.phase)
    unknown.push(...read.unknown)
  }
  const missing = phaseIds.filter((id) => !found.has(id))
  if (missing.length > 0) {
    const structure = sections.find(({ about }) => about === "structure")?.heading
    const place = structure ? placeOf(markdown.file, structure) : titlePlace
    const names = missing.map(nameOf)
    const message = `The lesson plan lacks ${names.length === 1 ? "the phase" : "the phases"} ${names.join(", ")}.`
    const remedy = `Beneath "Lesson Structure", write a heading for each of: ${phaseIds.map(nameOf).join(", ")}.`
    reporter.report("phase-missing", place, message, remedy)
  }
  return { found: phaseIds.flatMap((id) => found.get(id) ?? []), unknown }
}

function readPhase(
  markdown: Markdown,
  id: PhaseId,
  { heading, content }: Section,
  maker: ProseMaker,
  reporter: Reporter,
): { phase: FoundPhase; unknown: Head["unknown"] } {
  const { before, fields } = fieldsOf(markdown, content, (label) => fieldOf(label) !== undefined)
  const contentOf = (name: ReturnType<typeof fieldOf>) =>
    fields.filter(({ label }) => fieldOf(label) === name).flatMap((field) => field.content)
  const duration = fields.find(({ label }) => fieldOf(label) === "duration")
  // "Engage (20 minutes)" and "Engage – 20 minutes" say it in the heading.
  const title = heading ? textOf(markdown, heading) : ""
  const inHeading = /\(([^()]*)\)\s*$|\s[-–—]\s+([^-–—]*)$/.exec(title)
  const headingMinutes = parseDuration(inHeading?.[1] ?? inHeading?.[2] ?? "")
  const prose = (name: ReturnType<typeof fieldOf>, more: readonly RootContent[] = []) => {
    const nodes = [...more, ...contentOf(name)].filter((node) => textOf(markdown, node) !== "")
    return nodes.length > 0 ? maker.prose(nodes) : undefined
  }
  // Text without any label is what learners do.
  const learnerActivities = prose("learnerActivities", before)
  const facilitatorActions = prose("facilitatorActions")
  const resources = prose("resources")
  const differentiation = prose("differentiation")
  const technology = prose("technology")
  const phase: FoundPhase = {
    id,
    minutes: readDuration(markdown, duration && durationIn(markdown, duration), reporter) ?? headingMinutes,
    ...(facilitatorActions && { facilitatorActions }),
    ...(learnerActivities && { learnerActivities }),
    ...(resources && { resources }),
    ...(differentiation && { differentiation }),
    ...(technology && { technology }),
    place: placeOf(markdown.file, heading),
  }
  const unknown = fields
    .filter(({ label }) => fieldOf(label) === undefined)
    .map(({ label, node, content }) => ({
      heading: labelProse(markdown, `${nameOf(id)}: ${label}`, node, maker),
      content,
    }))
  return { phase, unknown }
}

/** Questions for learners and for whoever leads the lesson; without a heading that says so they are for learners. */
function readReflection(markdown: Markdown, content: readonly RootContent[], maker: ProseMaker) {
  const isKnown = (label: string) =>
    isForFacilitator(label) || /\blearners?\b|\bstudents?\b|\bparticipants?\b/i.test(label)
  const { before, fields } = fieldsOf(markdown, content, isKnown)
  const forFacilitator = fields.filter(({ label }) => isForFacilitator(label))
  const forLearners = fields.filter((field) => !forFacilitator.includes(field))
  return {
    learnerReflections: maker.points([...before, ...forLearners.flatMap((field) => field.content)]),
    facilitatorReflections: maker.points(forFacilitator.flatMap((field) => field.content)),
  }
}

/**
 * Settles how long the lesson and each phase take. What the plan leaves out follows from the rest where it can: the
 * whole is the sum of the phases, and phases without a duration share what the others leave of the whole.
 */
function reckonTimes(
  whole: Minutes,
  phases: readonly FoundPhase[],
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
    const message = `The plan does not say how long the phase ${nameOf(phase.id)} takes.`
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

function reportUnknown(sections: readonly PlanSection[], reporter: Reporter) {
  const [first] = sections
  if (!first) return
  const names = sections.map(({ heading }) => `"${heading.text}"`).join(", ")
  const message = `Lessonpack does not know ${sections.length === 1 ? "the section" : "the sections"} ${names}.`
  reporter.report(
    "section-unknown",
    first.heading.place,
    message,
    "What stands there is kept, but no page is made of it.",
  )
}

function nameOf(phase: PhaseId): string {
  return phase.charAt(0).toUpperCase() + phase.slice(1)
}
