import { activitiesIn } from "../learner/outline.ts"
import { toId } from "./ids.ts"
import type { Activity, LessonPlan, Phase, PhaseId } from "./model.ts"
import { nearest, suggest } from "./nearest.ts"
import type { PageLink } from "./references.ts"
import type { Reporter } from "./reporter.ts"
import type { MemoSettings, PassSettings } from "./settings.ts"
import { phaseName } from "./vocabulary.ts"

/** What the checks of a whole course look at. */
export interface CheckedParts {
  readonly plan: LessonPlan
  /** Phases that have a file of their own. */
  readonly authored: ReadonlySet<PhaseId>
  readonly phases: readonly Phase[]
  readonly paths: readonly string[]
  readonly pass: PassSettings
  readonly pageLinks: readonly PageLink[]
  readonly memo: MemoSettings | undefined
  /** Whether activities may be missing that could not be read at all. */
  readonly mayLack: boolean
}

/** Checks what only the whole course can show. */
export function checkWhole(parts: CheckedParts, reporter: Reporter) {
  const activities = placedActivities(parts.phases)
  checkObjectives(parts, activities, reporter)
  checkPass(parts, activities, reporter)
  checkPaths(parts, activities, reporter)
  checkCount(parts, activities, reporter)
  checkObjectiveCount(parts, reporter)
  checkLinks(parts, reporter)
  checkMemo(parts, activities, reporter)
  checkIdle(parts, reporter)
}

/** An activity with the paths that its page, its blocks and itself leave open; all where undefined. */
interface PlacedActivity {
  readonly activity: Activity
  readonly paths: readonly string[] | undefined
}

function placedActivities(phases: readonly Phase[]): PlacedActivity[] {
  return phases.flatMap(({ pages }) =>
    pages.flatMap(({ blocks, paths }) =>
      activitiesIn(blocks, paths).map(({ activity, paths }) => ({ activity, paths })),
    ),
  )
}

/** An objective should be assessed: by the plan's own methods, or by something scored. */
function checkObjectives({ plan }: CheckedParts, activities: readonly PlacedActivity[], reporter: Reporter) {
  // Where a reference to an objective is wrong, it may well be the one that is missing here.
  if (reporter.has("alignment-unknown", "objective-unknown")) return
  const unassessed = plan.objectives.flatMap((objective, index) => {
    const number = index + 1
    const isInPlan = plan.assessments.some(({ objectives }) => objectives.includes(number))
    const isScored = activities.some(
      ({ activity }) => activity.points > 0 && activity.objectives.includes(`O${number}`),
    )
    return isInPlan || isScored ? [] : [{ number, ...objective }]
  })
  const [first] = unassessed
  if (first && unassessed.length > mostToldSingly) {
    const numbers = inRanges(unassessed.map(({ number }) => number))
    const message = `Nothing assesses ${unassessed.length} of the ${plan.objectives.length} objectives: ${numbers}.`
    const remedy = `Align assessment methods to them (Learning Objective ${first.number}), or give activities objective=${first.number} and points.`
    reporter.report("objective-unassessed", first.place, message, remedy)
    return
  }
  for (const { number, text, place } of unassessed) {
    const message = `Nothing assesses objective ${number}, "${text}".`
    const remedy = `Align an assessment method to it (Learning Objective ${number}), or give an activity objective=${number} and points.`
    reporter.report("objective-unassessed", place, message, remedy)
  }
}

/** Most objectives that nothing assesses to be told one by one: more are told together, so that the rest can be seen. */
const mostToldSingly = 3

/** Numbers that rise, in few words: "1, 4–9". */
function inRanges(numbers: readonly number[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1))
  const ends = numbers.filter((number) => !numbers.includes(number + 1))
  return starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}–${ends[index]}`)).join(", ")
}

/** The pass rule speaks of objectives that there are, and of points that can be earned. */
function checkPass({ plan, pass, mayLack }: CheckedParts, activities: readonly PlacedActivity[], reporter: Reporter) {
  const count = plan.objectives.length
  const scored = activities.filter(({ activity }) => activity.points > 0)
  for (const { number, place } of [...pass.objectives, ...pass.formative, ...pass.firstTries]) {
    if (number <= count || count === 0) continue
    const message = `The pass rule names objective O${number}, but the lesson plan has ${count === 1 ? "one objective" : `${count} objectives`}.`
    reporter.report("pass-objective", place, message, `Name objectives from O1 to O${count}.`)
  }
  if (mayLack) return
  const remedy = "Leave the rule out until there are activities with points."
  if (scored.length === 0 && pass.score) {
    const message = "The course has a pass rule, but no activity has points."
    reporter.report("pass-unscored", pass.score.place, message, remedy)
    return
  }
  for (const { number, place } of pass.objectives) {
    if (number > count || scored.some(({ activity }) => activity.objectives.includes(`O${number}`))) continue
    const message = `Objective O${number} has a pass rule, but no activity with points serves it.`
    reporter.report(
      "pass-unscored",
      place,
      message,
      `Give an activity objective=${number} and points, or leave the rule out.`,
    )
  }
}

/** Nothing needed for the record may be skipped by choosing a path: each objective is worth the same on all of them. */
function checkPaths({ plan, paths }: CheckedParts, activities: readonly PlacedActivity[], reporter: Reporter) {
  const isOn = (path: string, placed: PlacedActivity) => placed.paths?.includes(path) ?? true
  const compare = (what: string, parts: readonly PlacedActivity[]): boolean => {
    const points = paths.map((path) =>
      parts.filter((placed) => isOn(path, placed)).reduce((sum, { activity }) => sum + activity.points, 0),
    )
    const most = Math.max(...points)
    const least = Math.min(...points)
    if (most === least) return true
    const [richest = "", poorest = ""] = [paths[points.indexOf(most)], paths[points.indexOf(least)]]
    const place = parts.find(({ paths }) => paths)?.activity.place ?? plan.title.place
    const message = `${what} is worth more on the path ${richest} (points: ${most}) than on ${poorest} (${least}), so that some learners would miss what the record needs.`
    const remedy = "Give every path the same points, or put what is scored outside of the paths."
    reporter.report("path-record", place, message, remedy)
    return false
  }
  const scored = activities.filter(({ activity }) => activity.points > 0)
  const alike = plan.objectives.map((_, index) => {
    const id = `O${index + 1}`
    return compare(
      `Objective ${id}`,
      scored.filter(({ activity }) => activity.objectives.includes(id)),
    )
  })
  if (alike.every(Boolean)) compare("The course", scored)
}

/** Most interactions that an LMS must be able to keep: SCORM 2004 §4.2.9, smallest permitted maximum. */
const mostInteractions = 250

function checkCount({ paths }: CheckedParts, activities: readonly PlacedActivity[], reporter: Reporter) {
  const reported = activities.filter(({ activity }) => activity.reported)
  const onPaths = paths.map((path) => reported.filter((placed) => placed.paths?.includes(path) ?? true))
  const longest = onPaths.toSorted((a, b) => b.length - a.length)[0] ?? []
  const first = longest[mostInteractions]
  if (!first) return
  const message = `The LMS is told of ${longest.length} answers; it need not keep more than ${mostInteractions}.`
  const remedy = "The course works all the same, but reports may lack answers. Consider making two courses of it."
  reporter.report("interactions-many", first.activity.place, message, remedy)
}

/** Most objectives that an LMS must be able to keep: SCORM 2004 §4.2.17, smallest permitted maximum. */
const mostObjectives = 100

function checkObjectiveCount({ plan: { objectives } }: CheckedParts, reporter: Reporter) {
  const first = objectives[mostObjectives]
  if (!first) return
  const message = `The lesson has ${objectives.length} objectives; an LMS need not keep more than ${mostObjectives}.`
  const remedy = "The course works all the same, but reports may lack objectives. Consider making two courses of it."
  reporter.report("objectives-many", first.place, message, remedy)
}

function checkMemo({ memo, mayLack }: CheckedParts, activities: readonly PlacedActivity[], reporter: Reporter) {
  if (mayLack) return
  const ids = activities.map(({ activity }) => activity.id)
  for (const { written, place } of memo?.activities ?? []) {
    const id = (toId(written) ?? written).toLowerCase()
    if (ids.some((known) => known.toLowerCase() === id)) continue
    const message = `The memo names the activity "${written}", which there is not.`
    reporter.report("memo-activity", place, message, suggest(written, ids))
  }
}

function checkLinks({ phases, pageLinks }: CheckedParts, reporter: Reporter) {
  const ids = phases.flatMap(({ pages }) => pages.map(({ id }) => id))
  for (const { id, place } of pageLinks) {
    if (ids.includes(id)) continue
    const similar = nearest(id, ids) ?? ids.find((page) => page.endsWith(`_${id.replaceAll("-", "_")}`))
    const remedy = similar
      ? `Did you mean "#${similar}"?`
      : "Write the id of a page, as ::page{#id} beneath its heading names it."
    reporter.report("link-nowhere", place, `No page has the id "${id}".`, remedy)
  }
}

/** Pages are made of a phase without a file: then the plan says what there is to do on them. */
function checkIdle({ plan, authored }: CheckedParts, reporter: Reporter) {
  for (const { id, place, learnerActivities, facilitatorActions } of plan.phases) {
    if (authored.has(id) || learnerActivities) continue
    const message = facilitatorActions
      ? `The phase ${phaseName(id)} says what whoever leads the lesson does, and not what learners do.`
      : `The phase ${phaseName(id)} does not say what learners do.`
    const remedy = `Write beneath its heading, for example: **Learner Activities:** Read the case. Or write the phase itself: ${id}.md`
    reporter.report("phase-idle", place, message, remedy)
  }
}
