import { formatNames } from "../../packaging/formats.ts"
import { activitiesOn } from "../learner/outline.ts"
import { cutAtWord, toCourseId, toId } from "./ids.ts"
import type { FoundFile } from "./media.ts"
import type { Course, CourseRules, LessonPlan, Phase, Term } from "./model.ts"
import type { Settings } from "./settings.ts"

/** The learning paths of a course that names none, easiest first. */
export const defaultPaths: readonly string[] = ["foundations", "core", "advanced"]

/** Share of the points that passes where something is scored and `course.yaml` says nothing. */
const defaultPass = 0.7

/** The parts that a course is put together from, all of them checked. */
export interface CourseParts {
  /** Name of the lesson's folder or file. */
  readonly name: string
  readonly plan: LessonPlan
  readonly settings: Settings
  readonly rules: CourseRules
  readonly paths: readonly string[]
  readonly phases: readonly Phase[]
  readonly glossary: readonly Term[]
  /** Id of the page that lists the sources. */
  readonly sources: string | undefined
  readonly logo: FoundFile | undefined
  /** Every file that the lesson's Markdown speaks of. */
  readonly files: readonly FoundFile[]
}

/** Puts a course together. What `course.yaml` leaves open is settled here. */
export function assembleCourse({
  name,
  plan,
  settings,
  rules,
  paths,
  phases,
  glossary,
  sources,
  logo,
  files,
}: CourseParts): Course {
  const { accent, baseIri } = settings
  const language = settings.language ?? "en"
  const id = settings.id ?? toCourseId(name)
  const shown = JSON.stringify([phases, glossary])
  const media = [...files.filter((file) => shown.includes(file.name)), ...(logo ? [logo] : [])]
  return {
    id,
    version: settings.version ?? "1.0.0",
    title: plan.title.text,
    description: settings.description ?? describe(plan),
    language,
    direction: settings.direction ?? "ltr",
    ...(baseIri && { baseIri }),
    minutes: plan.minutes,
    plan,
    objectives: plan.objectives.map(({ text, level }, index) => ({ id: `O${index + 1}`, text, level })),
    paths,
    rules,
    phases,
    glossary,
    ...(sources && { sources }),
    theme: {
      ...(accent && { accent }),
      ...(logo && settings.logo && { logo: { file: logo.name, alt: settings.logo.alt } }),
    },
    media: new Map(media.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, bytes }) => [name, bytes])),
    formats: settings.formats ?? formatNames,
    ...(settings.lrs && { lrs: settings.lrs }),
    ...(settings.memo && memoOf(settings.memo, phases)),
    xapi: { text: settings.xapiText ?? false },
  }
}

/** What a catalogue says of a course that does not describe itself: in the author's own words, whatever their language. */
function describe({ introduction, objectives }: LessonPlan): string {
  return cutAtWord(introduction?.text ?? objectives.map(({ text }) => text.replace(/\.$/, "")).join("; "), 250)
}

/** The memo with the activities that there are; what is amiss with it was reported. */
function memoOf(
  { title, note, activities }: NonNullable<Settings["memo"]>,
  phases: readonly Phase[],
): Pick<Course, "memo"> {
  const ids = new Map(phases.flatMap(({ pages }) => activitiesOn(pages)).map(({ id }) => [id.toLowerCase(), id]))
  const parts = activities.flatMap(({ written, heading }) => {
    const activity = ids.get((toId(written) ?? written).toLowerCase())
    return activity === undefined ? [] : [{ activity, ...(heading !== undefined && { heading }) }]
  })
  return parts.length > 0 ? { memo: { title, ...(note !== undefined && { note }), parts } } : {}
}

/** What completes and passes a course: as its settings say, and otherwise as its activities suggest. */
export function rulesOf({ pass, attempts, completion, report }: Settings, phases: readonly Phase[]): CourseRules {
  const isScored = phases.some(({ pages }) => activitiesOn(pages).some(({ points }) => points > 0))
  return {
    ...(isScored && { pass: pass.score?.share ?? defaultPass }),
    objectives: Object.fromEntries(pass.objectives.map(({ number, share }) => [`O${number}`, share])),
    formative: pass.formative.map(({ number }) => `O${number}`),
    firstTries: pass.firstTries.map(({ number }) => `O${number}`),
    attempts: attempts ?? 0,
    completion: completion ?? "both",
    report: report ?? "passed/failed",
  }
}
