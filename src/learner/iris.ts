import type { PhaseId } from "../lesson/model.ts"

/** The IRIs by which an LMS or LRS knows a course and its parts. They never change: no version, no host of an LMS, no file. */
export interface Iris {
  /** The course as a whole. */
  readonly course: string
  /** The course as one AU: not the course's own id, which the course structure has taken (cmi5 §13.1). */
  readonly unit: string
  /** The block around the AUs of the phases. */
  readonly block: string
  /** The xAPI profile that every course under the same base shares. */
  readonly profile: string
  phase(phase: PhaseId): string
  page(phase: PhaseId, page: string): string
  interaction(phase: PhaseId, activity: string): string
  objective(objective: string): string
}

/**
 * Makes the IRIs of a course beneath the base that its author owns.
 *
 * @example irisOf("https://agency.gov/xapi", "mlops").phase("engage") // "https://agency.gov/xapi/courses/mlops/phases/engage"
 */
export function irisOf(base: string, courseId: string): Iris {
  const root = base.replace(/\/+$/, "")
  const course = `${root}/courses/${courseId}`
  const phase = (id: PhaseId) => `${course}/phases/${id}`
  return {
    course,
    unit: `${course}/unit`,
    block: `${course}/phases`,
    profile: `${root}/profile`,
    phase,
    page: (id, page) => `${phase(id)}/pages/${page}`,
    interaction: (id, activity) => interactionUnder(phase(id), activity),
    objective: (id) => `${course}/objectives/${id}`,
  }
}

/**
 * The IRI of an interaction beneath what holds it: a phase, or under cmi5 the AU as the LMS named it (best practice 16), so
 * that two installations of one course are told apart.
 */
export function interactionUnder(holder: string, activity: string): string {
  return `${holder.replace(/\/+$/, "")}/interactions/${activity}`
}
