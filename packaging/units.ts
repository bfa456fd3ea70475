import { irisOf } from "../src/learner/iris.ts"
import { activitiesOn } from "../src/learner/outline.ts"
import type { Course, Objective } from "../src/lesson/model.ts"
import type { Sco } from "./manifest.ts"

/** The most characters of a description in cmi5.xml and tincan.xml; the standards set no limit, lists in LMSs do. */
export const longestDescription = 1000

/** The IRIs of a course that has a base. Without one no format that needs IRIs is built, so its absence is a bug. */
export function irisOfCourse({ id, baseIri }: Course): ReturnType<typeof irisOf> {
  if (baseIri === undefined) throw new Error("The course has no base to make IRIs of")
  return irisOf(baseIri, id)
}

/** The learning objectives that something to do in a SCO or AU serves. */
export function objectivesServed(course: Course, { phases }: Pick<Sco, "phases">): readonly Objective[] {
  const served = new Set(phases.flatMap(({ pages }) => activitiesOn(pages).flatMap(({ objectives }) => objectives)))
  return course.objectives.filter(({ id }) => served.has(id))
}

/** What a phase is about, in the author's own words: what learners do in it, or else the titles of its pages. */
export function describePhase(course: Course, { phases }: Pick<Sco, "phases">): string {
  const [phase] = phases
  const planned = course.plan.phases.find(({ id }) => id === phase?.id)?.learnerActivities?.text
  return planned ?? phase?.pages.map(({ title }) => title).join(" · ") ?? ""
}
