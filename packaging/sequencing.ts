import { isSummative } from "../src/learner/outcome.ts"
import { activitiesOn } from "../src/learner/outline.ts"
import type { Course, CourseRules, Objective, Phase } from "../src/lesson/model.ts"
import type { Sco } from "./manifest.ts"
import { objectivesServed } from "./units.ts"
import { decimal, type XmlContent } from "./xml-content.ts"

/**
 * The pass mark that a manifest may state, 0–1, or nothing.
 *
 * An LMS that knows a mark compares the score with it and puts its own verdict in place of ours (SCORM 1.2
 * `adlcp:masteryscore`, RTE §3.4.4; SCORM 2004 `satisfiedByMeasure`, RTE §4.2.22). So a mark is stated only where both
 * always agree: where the overall score alone decides, and the LMS may see `passed` and `failed`. An objective with a
 * minimum of its own, an objective that is formative, or a report of other words would let the LMS pass a learner whom
 * we do not. A mark finer than the four decimals that scores have is left out for the same reason.
 */
export function passMark({ pass, objectives, formative, report }: CourseRules): number | undefined {
  if (pass === undefined || report !== "passed/failed" || formative.length > 0) return undefined
  if (Object.values(objectives).some((minimum) => minimum > 0)) return undefined
  return Math.abs(pass * 10_000 - Math.round(pass * 10_000)) < 1e-6 ? pass : undefined
}

/** The points of a phase that count towards the score. */
export function scoredPoints(course: Course, phase: Phase): number {
  return activitiesOn(phase.pages)
    .filter((activity) => isSummative(course, activity))
    .reduce((sum, { points }) => sum + points, 0)
}

/** Whether a SCO can be passed or failed at all. */
export function isScored(course: Course, sco: Sco): boolean {
  return sco.phases.some((phase) => scoredPoints(course, phase) > 0)
}

/**
 * The sequencing of the organization (SN §3): a learner may choose any SCO, or flow from one to the next.
 *
 * Where several phases are scored and the overall score alone decides, the organization passes by the weighted mean of
 * their scores. Otherwise it is passed when every scored SCO is, which is the default and needs no rule.
 */
export function organizationSequencing(course: Course, scos: readonly Sco[]): XmlContent {
  const mark = passMark(course.rules)
  const isMean = scos.filter((sco) => isScored(course, sco)).length > 1
  return {
    "imsss:controlMode": { "@choice": "true", "@flow": "true" },
    ...(mark !== undefined && isMean && { "imsss:objectives": { "imsss:primaryObjective": byMeasure(mark) } }),
  }
}

/**
 * The sequencing of a SCO (the order of elements is the schema's).
 *
 * Learning objectives stand in the order of `cmi.objectives`, which LMSs fill from here; the primary objective bears no
 * id, so that it takes no place among them. `deliveryControls` say that the content itself reports completion and
 * success: without them an LMS marks a SCO that said nothing as both (SN §3.13).
 */
export function itemSequencing(course: Course, sco: Sco, scos: readonly Sco[]): XmlContent {
  const mark = isScored(course, sco) ? passMark(course.rules) : undefined
  return {
    ...(scos.length > 1 && { "imsss:rollupRules": rollup(course, sco, scos) }),
    "imsss:objectives": {
      "imsss:primaryObjective": mark === undefined ? {} : byMeasure(mark),
      "imsss:objective": objectivesOf(course, sco).map(({ id }) => ({ "@objectiveID": id })),
    },
    "imsss:deliveryControls": { "@completionSetByContent": "true", "@objectiveSetByContent": "true" },
  }
}

/** The learning objectives of a SCO: all of the course, or those that something to do in its phase serves. */
function objectivesOf(course: Course, sco: Sco): readonly Objective[] {
  return sco.phases.length === course.phases.length ? course.objectives : objectivesServed(course, sco)
}

/** What a SCO adds to the whole: always its completion; its success and score only where something is scored. */
function rollup(course: Course, sco: Sco, scos: readonly Sco[]): XmlContent {
  const points = pointsOf(course, sco)
  const all = scos.reduce((sum, other) => sum + pointsOf(course, other), 0)
  return {
    "@rollupObjectiveSatisfied": points > 0 ? "true" : "false",
    "@rollupProgressCompletion": "true",
    "@objectiveMeasureWeight": decimal(all > 0 ? points / all : 0),
  }
}

function pointsOf(course: Course, sco: Sco): number {
  return sco.phases.reduce((sum, phase) => sum + scoredPoints(course, phase), 0)
}

function byMeasure(mark: number): XmlContent {
  return { "@satisfiedByMeasure": "true", "imsss:minNormalizedMeasure": decimal(mark) }
}
