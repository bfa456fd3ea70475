import { isSummative } from "../learner/outcome.ts"
import { activitiesOf, type Outline } from "../learner/outline.ts"
import type { PhaseId } from "../lesson/model.ts"

/**
 * The outline of one phase launched on its own: its pages, the objectives it serves, and a pass mark only where it has
 * something to pass. Each SCO answers for itself; an LMS rolls them up.
 */
export function outlineOfPhase(outline: Outline, id: PhaseId): Outline {
  const phases = outline.phases.filter((phase) => phase.id === id)
  const own = { ...outline, phases }
  const activities = activitiesOf(own)
  const { pass: _, ...ungraded } = outline.rules
  return {
    ...own,
    minutes: phases[0]?.minutes ?? 0,
    title: `${outline.title}: ${phases[0]?.title ?? ""}`,
    objectives: outline.objectives.filter((objective) =>
      activities.some(({ objectives }) => objectives.includes(objective.id)),
    ),
    rules: activities.some((activity) => isSummative(own, activity)) ? outline.rules : ungraded,
  }
}
