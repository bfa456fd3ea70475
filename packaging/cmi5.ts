import type { Course, CourseRules } from "../src/lesson/model.ts"
import type { Layout } from "./formats.ts"
import { manifestText, type Sco, scosOf } from "./manifest.ts"
import { isScored } from "./sequencing.ts"
import { describePhase, irisOfCourse, longestDescription, objectivesServed } from "./units.ts"
import { decimal, writeXml, type XmlContent } from "./xml-content.ts"

/** The namespace of `cmi5.xml` (cmi5 §14.2). */
export const cmi5Namespace = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

/**
 * The course structure of cmi5 (§13, §14): a block of five AUs in the phases layout, a single AU in the other.
 *
 * Everything has a title and a description, as the schema wants, and a publisher's id under the author's base, which an
 * LMS keeps registrations by. `moveOn` stands on every AU: its default would make an AU satisfied at enrolment.
 */
export function cmi5Structure(course: Course, layout: Layout): Uint8Array {
  const iris = irisOfCourse(course)
  const title = manifestText(course.title, course.id)
  const about = named(course, title, course.description)
  const units = scosOf(course, layout).map((sco) => unit(course, layout, sco))
  return writeXml("courseStructure", {
    "@xmlns": cmi5Namespace,
    course: { "@id": iris.course, ...about },
    ...(course.objectives.length > 0 && {
      objectives: {
        objective: course.objectives.map(({ id, text }) => ({
          "@id": iris.objective(id),
          ...named(course, manifestText(text, id), text),
        })),
      },
    }),
    ...(layout === "course" ? { au: units } : { block: { "@id": iris.block, ...about, au: units } }),
  })
}

function unit(course: Course, layout: Layout, sco: Sco): XmlContent {
  const iris = irisOfCourse(course)
  const [phase] = sco.phases
  const isWhole = layout === "course" || !phase
  const served = isWhole ? course.objectives : objectivesServed(course, sco)
  return {
    "@id": isWhole ? iris.unit : iris.phase(phase.id),
    ...conditions(course, sco),
    "@launchMethod": "AnyWindow",
    ...named(course, sco.title, isWhole ? course.description : describePhase(course, sco)),
    ...(served.length > 0 && { objectives: { objective: served.map(({ id }) => ({ "@idref": iris.objective(id) })) } }),
    url: sco.page,
  }
}

/**
 * What satisfies an AU (§13.1.4). One without points is done when it is completed. One with points must be passed as
 * well, unless the author lets the LMS see no verdict (`report: completed/incomplete`), for then none is ever sent.
 */
function conditions(course: Course, sco: Sco): XmlContent {
  const { pass, report } = course.rules
  if (pass === undefined || report === "completed/incomplete" || !isScored(course, sco)) {
    return { "@moveOn": "Completed" }
  }
  const mark = masteryScore(course.rules)
  return { "@moveOn": "CompletedAndPassed", ...(mark !== undefined && { "@masteryScore": decimal(mark) }) }
}

/**
 * The mark that an AU may state (§13.1.4, `masteryScore`), or nothing.
 *
 * Every `passed` must have a score of at least this, every `failed` a lower one (§9.3.4, §9.3.5). That holds only where the
 * overall score alone decides: an objective with a minimum of its own could fail a learner whose score is above the mark,
 * and an LMS would refuse the statement. A mark finer than the four decimals that scores have is left out as well. Other
 * than in SCORM, formative objectives do no harm here: an LMS compares, but never judges in our place.
 */
export function masteryScore({ pass, objectives }: Pick<CourseRules, "pass" | "objectives">): number | undefined {
  if (pass === undefined || Object.values(objectives).some((minimum) => minimum > 0)) return undefined
  return Math.abs(pass * 10_000 - Math.round(pass * 10_000)) < 1e-6 ? pass : undefined
}

/** A title and a description in the language of the lesson. */
function named({ language }: Pick<Course, "language">, title: string, description: string): XmlContent {
  const text = (value: string) => ({ langstring: { "@lang": language, "#": value } })
  return { title: text(title), description: text(manifestText(description, title, longestDescription)) }
}
