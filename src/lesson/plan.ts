import type { RootContent } from "mdast"
import { readAssessments } from "./assessments.ts"
import { type Field, fieldsOf } from "./fields.ts"
import type { Serializer } from "./html.ts"
import { type Markdown, placeOf, textOf } from "./markdown.ts"
import type { LessonPlan, PlanSection, Prose } from "./model.ts"
import { readObjectives } from "./objectives.ts"
import { readPhases } from "./plan-phases.ts"
import { type DurationField, durationIn, endDurations, readDuration, reckonTimes } from "./plan-times.ts"
import { createProseMaker, type LabelledContent, type ProseMaker } from "./prose.ts"
import type { Reporter } from "./reporter.ts"
import { type Section, splitSections } from "./sections.ts"
import { isForFacilitator, isForLearners, type SectionName, sectionOf } from "./vocabulary.ts"

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

  const unknown: LabelledContent[] = []
  const contentOf = (name: SectionName) =>
    sections.filter(({ about }) => about === name).flatMap(({ content }) => content)
  const points = (name: SectionName) => maker.points(maker.forLearners(contentOf(name)))

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
    // Where phases are missing it has been told that this text is none.
    if (
      about === "structure" &&
      heading &&
      !reporter.has("phase-missing") &&
      content.some((node) => textOf(markdown, node) !== "")
    ) {
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
    differentiation: maker.points(contentOf("differentiation")),
    connections: points("connections"),
    applications: points("applications"),
    metacognition: points("metacognition"),
    extensions: points("extensions"),
    safety: points("safety"),
    virtualAdaptations: maker.points(contentOf("virtual")),
    resources: points("resources"),
  }
  const unread = unknown.map(({ heading, content }) => ({ heading, body: maker.prose(content) }))
  reportUnknown(unread, reporter)
  const hidden = maker.hidden()
  reportHidden(hidden, reporter)
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
    unknown: [...unread, ...hidden],
  }
}

interface Head {
  readonly introduction?: Prose
  readonly audience?: Prose
  readonly duration?: DurationField
  readonly unknown: readonly LabelledContent[]
}

/** What stands beneath the title, or in sections of its own: how long, for whom. */
function readHead(markdown: Markdown, sections: readonly Section[], maker: ProseMaker): Head {
  const isHead = (name: SectionName | undefined) => name === "duration" || name === "audience"
  const content = sections
    .filter(({ about }) => about === "head" || about === "overview")
    .flatMap((section) => section.content)
  const read = fieldsOf(markdown, content, (label) => isHead(sectionOf(label)))
  const { before, fields } = endDurations(markdown, read, (label) => sectionOf(label) === "duration")
  const own: Field[] = sections.flatMap(({ about, heading, content }) =>
    (about === "duration" || about === "audience") && heading ? [{ label: about, node: heading, content }] : [],
  )
  const all = [...fields, ...own]
  const duration = all.find(({ label }) => sectionOf(label) === "duration")
  const audience = all.find(({ label }) => sectionOf(label) === "audience")
  const introduction = maker.forLearners(before).filter((node) => textOf(markdown, node) !== "")
  return {
    ...(introduction.length > 0 && { introduction: maker.prose(introduction) }),
    ...(audience && audience.content.length > 0 && { audience: maker.prose(maker.forLearners(audience.content)) }),
    ...(duration && { duration: durationIn(markdown, duration) }),
    unknown: fields
      .filter(({ label }) => !isHead(sectionOf(label)))
      .map(({ label, node, content }) => ({ heading: maker.label(label, node), content })),
  }
}

/** Questions for learners and for whoever leads the lesson; without a heading that says so they are for learners. */
function readReflection(markdown: Markdown, content: readonly RootContent[], maker: ProseMaker) {
  const isKnown = (label: string) => isForFacilitator(label) || isForLearners(label)
  const { before, fields } = fieldsOf(markdown, content, isKnown)
  const forFacilitator = fields.filter(({ label }) => isForFacilitator(label))
  const forLearners = fields.filter((field) => !forFacilitator.includes(field))
  return {
    learnerReflections: maker.points(maker.forLearners([...before, ...forLearners.flatMap((field) => field.content)])),
    facilitatorReflections: maker.points(forFacilitator.flatMap((field) => field.content)),
  }
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

function reportHidden(parts: readonly PlanSection[], reporter: Reporter) {
  const [first] = parts
  if (!first) return
  const names = parts.map(({ heading }) => `"${heading.text}"`).join(", ")
  const message = `${names} ${parts.length === 1 ? "speaks" : "speak"} to whoever leads the lesson, so learners do not see what stands there.`
  const remedy =
    "If it is for learners, write a label that names no facilitator, teacher, instructor, trainer, tutor or educator."
  reporter.report("section-facilitator", first.heading.place, message, remedy)
}
