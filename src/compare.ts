import { identify, type PackageIdentity } from "../packaging/identity.ts"
import { activityKey } from "./learner/keys.ts"
import { activitiesOf, type Outline, type OutlineActivity, pagesOf } from "./learner/outline.ts"
import { unpackOutline } from "./learner/packed-outline.ts"
import { type Change, changeBetween } from "./lesson/fingerprint.ts"

/** Whether a package may take the place of one in use. */
export type Verdict =
  /** Nothing that an LMS or a learner holds is touched. */
  | "safe"
  /** It may, but something changes for learners who are under way. */
  | "with-care"
  /** It may not: an LMS or the learners' work would be led astray. */
  | "new-course"

/** One thing that differs, and what follows from it. */
export interface Difference {
  /** How much it weighs: the verdict is the heaviest of all differences. */
  readonly verdict: Verdict
  /** What differs, in a sentence. */
  readonly what: string
  /** What it means for records and learners, in a sentence. */
  readonly consequence: string
}

/** Two packages held side by side. */
export interface Comparison {
  readonly verdict: Verdict
  readonly differences: readonly Difference[]
  /** What to tell the training officer. */
  readonly sentence: string
}

/** A package that cannot be compared, and why. */
export class CompareError extends Error {
  override readonly name = "CompareError"
}

/**
 * Compares the package in use with the one that is to replace it.
 *
 * @throws CompareError when one of the two is no package
 */
export async function comparePackages(
  older: { readonly name: string; readonly data: Uint8Array },
  newer: { readonly name: string; readonly data: Uint8Array },
): Promise<Comparison> {
  const [before, after] = await Promise.all(
    [older, newer].map(async ({ name, data }) => {
      const identity = await identify(data, name)
      if (!identity)
        throw new CompareError(`${name} is no package that an LMS could launch. See: lessonpack check ${name}`)
      return identity
    }),
  )
  if (!before || !after) throw new CompareError("There must be two packages.")
  const differences = [
    ...errorDifferences(before, after, newer.name),
    ...identityDifferences(before, after),
    ...contentDifferences(before, after),
  ]
  const verdict = heaviest(differences)
  return { verdict, differences, sentence: sentenceFor(verdict, differences) }
}

const weights: readonly Verdict[] = ["safe", "with-care", "new-course"]

function heaviest(differences: readonly Difference[]): Verdict {
  return weights[Math.max(0, ...differences.map(({ verdict }) => weights.indexOf(verdict)))] ?? "safe"
}

/** What an LMS may refuse of the new package, and took of the one in use. */
function errorDifferences(before: PackageIdentity, after: PackageIdentity, name: string): Difference[] {
  const news = after.errors.filter((error) => !before.errors.includes(error))
  if (news.length === 0) return []
  const what = `The new package has ${news.length === 1 ? "an error" : `${news.length} errors`} that the one in use does not have.`
  return [{ verdict: "with-care", what, consequence: `An LMS may refuse it. See: lessonpack check ${name}` }]
}

/** What an LMS knows the two by. */
function identityDifferences(before: PackageIdentity, after: PackageIdentity): Difference[] {
  if (before.kind !== after.kind) {
    const what = `The package in use is ${before.kind}, the new one ${after.kind}.`
    return [
      { verdict: "new-course", what, consequence: "An LMS does not carry attempts from one standard to another." },
    ]
  }
  const gone = before.identifiers.filter((id) => !after.identifiers.includes(id))
  if (gone.length === 0) return []
  const what = `The new package lacks ${countOf(gone.length, "identifier")} that the LMS keeps records by: ${listOf(gone)}.`
  return [{ verdict: "new-course", what, consequence: "Attempts that hang on them would be orphaned." }]
}

/** What learners and reports know the two by, as far as the packages say it. */
function contentDifferences(before: PackageIdentity, after: PackageIdentity): Difference[] {
  if (!before.description || !after.description) {
    const which = !before.description && !after.description ? "Neither package says" : "One package does not say"
    const what = `${which} which questions it has or how it keeps learners' work, since it was not made by this version of Lessonpack.`
    const consequence = "Whether answers already given are found again must be tried with a test learner."
    return [{ verdict: "with-care", what, consequence }]
  }
  if (before.description.layout !== after.description.layout) {
    const what = `The package in use has the layout ${before.description.layout}, the new one ${after.description.layout}.`
    const consequence = "The LMS would hold the records of other units than those the learners now launch."
    return [{ verdict: "new-course", what, consequence }]
  }
  const outlines = [before, after].map(({ description }) =>
    description?.units.map(({ outline }) => unpackOutline(outline)),
  )
  const [old = [], young = []] = outlines
  const [first, second] = [old[0], young[0]]
  if (!first || !second) return []
  return [
    ...courseDifferences(first, second),
    ...addressDifferences(before.description.baseIri, after.description.baseIri),
    ...objectiveDifferences(first, second),
    ...ruleDifferences(first, second),
    ...activityDifferences(old.flatMap(activitiesOf), young.flatMap(activitiesOf)),
    ...questionDifferences(before.description.asks ?? {}, after.description.asks ?? {}),
    ...pageDifferences(old, young),
  ]
}

function courseDifferences(before: Outline, after: Outline): Difference[] {
  const differences: Difference[] = []
  if (before.id !== after.id) {
    const what = `The course in use is called "${before.id}", the new one "${after.id}".`
    const consequence = "They are two courses: neither answers nor results of one belong to the other."
    differences.push({ verdict: "new-course", what, consequence })
  }
  if (after.capacity < before.capacity) {
    const what = `The new package keeps ${after.capacity} characters of saved work, the one in use ${before.capacity}.`
    const consequence = "Long texts of learners who are under way may be cut to what fits."
    differences.push({ verdict: "with-care", what, consequence })
  }
  const gone = before.paths.filter((path) => !after.paths.includes(path))
  if (gone.length > 0) {
    const what = `There is no learning path ${listOf(gone)} any more.`
    differences.push({ verdict: "with-care", what, consequence: "Learners on it go on with the course's usual path." })
  }
  return differences
}

function addressDifferences(before: string | undefined, after: string | undefined): Difference[] {
  if (before === after || before === undefined) return []
  const what = `The base under which xAPI knows the course was ${before} and is ${after ?? "left out"}.`
  return [{ verdict: "new-course", what, consequence: "Statements about it would be about other activities." }]
}

function objectiveDifferences(before: Outline, after: Outline): Difference[] {
  return before.objectives.flatMap(({ id, text }): Difference[] => {
    const now = after.objectives.find((objective) => objective.id === id)
    if (now?.text === text) return []
    const elsewhere = after.objectives.find((objective) => objective.text === text)
    if (elsewhere) {
      const what = `What was objective ${id} is ${elsewhere.id} now.`
      const consequence = "A mastered objective would stand in reports for another one."
      return [{ verdict: "new-course", what, consequence }]
    }
    if (!now) {
      const what = `Objective ${id} is gone.`
      return [
        { verdict: "with-care", what, consequence: "What the LMS holds of it stays, and is not changed any more." },
      ]
    }
    const what = `Objective ${id} now says "${now.text}" instead of "${text}".`
    const consequence =
      "Fine if it means the same; otherwise a mastered objective would stand in reports for another one."
    return [{ verdict: "with-care", what, consequence }]
  })
}

function ruleDifferences(before: Outline, after: Outline): Difference[] {
  if (sameJson(before.rules, after.rules)) return []
  const what = "What passes or completes the course has changed."
  const consequence =
    "Who has passed or completed keeps it; all others are judged by the new rule, also for what they have done."
  return [{ verdict: "with-care", what, consequence }]
}

function activityDifferences(before: readonly OutlineActivity[], after: readonly OutlineActivity[]): Difference[] {
  const now = new Map(after.map((activity) => [activity.id, activity]))
  const known = new Set(before.map(({ id }) => id))
  const isKept = (one: OutlineActivity, other: OutlineActivity) => activityKey(one, 0) === activityKey(other, 0)
  const gone = before.filter(({ id }) => !now.has(id)).map(({ id }) => id)
  const changed = before.flatMap((activity) => {
    const successor = now.get(activity.id)
    return successor && !isKept(activity, successor) ? [activity.id] : []
  })
  const worth = before.flatMap((activity) => {
    const successor = now.get(activity.id)
    return successor && !sameJson(gradingOf(activity), gradingOf(successor)) ? [activity.id] : []
  })
  const added = after.filter(({ id }) => !known.has(id)).map(({ id }) => id)
  const differences: (Difference | false)[] = [
    gone.length > 0 && {
      verdict: "with-care",
      what: `${countOf(gone.length, "activity")} of the package in use ${gone.length === 1 ? "is" : "are"} gone: ${listOf(gone)}.`,
      consequence: `Learners' answers to ${gone.length === 1 ? "it" : "them"} are dropped; what the LMS holds of ${gone.length === 1 ? "it" : "them"} stays in its reports.`,
    },
    changed.length > 0 && {
      verdict: "with-care",
      what: `${countOf(changed.length, "activity")} can be answered in another way than before: ${listOf(changed)}.`,
      consequence: "Answers given to them so far are dropped, and learners who are under way are asked again.",
    },
    worth.length > 0 && {
      verdict: "with-care",
      what: `The points, tries or objectives of ${countOf(worth.length, "activity")} have changed: ${listOf(worth)}.`,
      consequence: "Answers stay and are worth what the new package says; a result that was recorded never goes down.",
    },
    added.length > 0 && {
      verdict: "with-care",
      what: `${countOf(added.length, "activity")} ${added.length === 1 ? "is" : "are"} new: ${listOf(added)}.`,
      consequence: "Who has completed the course keeps that; others meet them, and need them where they are required.",
    },
  ]
  return differences.filter((difference) => difference !== false)
}

/** What the same activities ask now, beyond other words. */
function questionDifferences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Difference[] {
  const told: readonly (readonly [Change, (count: string, ids: string) => string, string])[] = [
    [
      "question",
      (count, ids) => `${count} under the same id as before, but with another question: ${ids}.`,
      "Answers to the old question would stand for answers to the new one: give it an id of its own.",
    ],
    [
      "order",
      (count, ids) => `${count} with options or parts in another order: ${ids}.`,
      "Answers are kept by place, and would now point to others: restore the order, or give it a new id.",
    ],
    [
      "key",
      (count, ids) => `${count} with other right answers: ${ids}.`,
      "Answers handed in so far keep the result they got; those from now on are judged anew.",
    ],
  ]
  const changes = Object.keys(before).map((id) => {
    const [old, young] = [before[id], after[id]]
    return { id, change: old !== undefined && young !== undefined ? changeBetween(old, young) : undefined }
  })
  return told.flatMap(([change, say, consequence]): Difference[] => {
    const ids = changes.filter((one) => one.change === change).map(({ id }) => id)
    if (ids.length === 0) return []
    const what = say(`There ${ids.length === 1 ? "is" : "are"} ${countOf(ids.length, "activity")}`, listOf(ids))
    return [{ verdict: "with-care", what, consequence }]
  })
}

function gradingOf({ points, attempts, required, reported, objectives, paths, split }: OutlineActivity) {
  return { points, attempts, required, reported, objectives, paths, split }
}

function pageDifferences(before: readonly Outline[], after: readonly Outline[]): Difference[] {
  const pagesIn = (outlines: readonly Outline[]) => outlines.flatMap(pagesOf).map(({ id }) => id)
  const [old, young] = [pagesIn(before), pagesIn(after)]
  const gone = old.filter((id) => !young.includes(id))
  const added = young.filter((id) => !old.includes(id))
  if (gone.length + added.length === 0) return []
  const parts = [gone.length > 0 && `gone: ${listOf(gone)}`, added.length > 0 && `new: ${listOf(added)}`].filter(
    Boolean,
  )
  const what = `Pages have changed (${parts.join("; ")}).`
  const consequence =
    "Learners who left on a page that is gone begin at the first; pages that are new count as not read yet."
  return [{ verdict: "with-care", what, consequence }]
}

function sentenceFor(verdict: Verdict, differences: readonly Difference[]): string {
  const weighty = differences.filter((difference) => difference.verdict === verdict).map(({ what }) => what)
  switch (verdict) {
    case "safe":
      return "Replace the package in the same course: attempts, answers and results go on as they are."
    case "with-care":
      return `Replace the package in the same course at a quiet moment, and tell learners who are under way: ${weighty.join(" ")}`
    case "new-course":
      return `Publish the new package as a new course and leave the old one to those who began it: ${weighty.join(" ")}`
  }
}

/** The first few of some names, and how many more there are. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(", ")
  return names.length > 6 ? `${shown} and ${names.length - 6} more` : shown
}

function countOf(count: number, noun: "activity" | "identifier"): string {
  const many = noun === "activity" ? "activities" : "identifiers"
  return `${count} ${count === 1 ? noun : many}`
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
