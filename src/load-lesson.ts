import { type Diagnostic, sortDiagnostics } from "./diagnostic.ts"
import { kindsUsed } from "./learner/outline.ts"
import { locateLesson } from "./lesson/files.ts"
import { type LoadEffects, type LoadedCourse, loadCourse } from "./lesson/load.ts"
import { readOwnActivities } from "./own-activities.ts"

/**
 * Loads a lesson with the kinds of activity that it brings itself. Their code, in the folder `activities` of the lesson, is
 * run; no other file is, and none where a lesson plan alone was named.
 */
export async function loadLesson(lesson: string, effects: LoadEffects = {}): Promise<LoadedCourse> {
  const { folder, bare } = locateLesson(lesson)
  if (bare || effects.files) return loadCourse(lesson, effects)
  const own = await readOwnActivities(folder)
  const { course, diagnostics: found } = await loadCourse(lesson, { registry: own.registry, ...effects })
  const diagnostics: readonly Diagnostic[] = sortDiagnostics([...own.diagnostics, ...found])
  if (!course || diagnostics.some(({ severity }) => severity === "error")) return { diagnostics }
  const used = own.activities.filter(({ name }) => kindsUsed(course).has(name))
  return { course: { ...course, ...(used.length > 0 && { own: used }) }, diagnostics }
}
