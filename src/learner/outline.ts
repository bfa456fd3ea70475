import type { Activity, Block, Course, CourseRules, Memo, Objective, Page, PhaseId } from "../lesson/model.ts"
import { chooseSalt } from "./keys.ts"

/**
 * What the player must know of a whole course before any phase is loaded: its map, and for each activity enough to save,
 * resume and grade it. The texts themselves come with their phase.
 */
export interface Outline {
  readonly id: string
  readonly version: string
  /** Hash of the content; Help shows it, so that a report of a fault names the build. */
  readonly build: string
  readonly title: string
  readonly language: string
  readonly direction: "ltr" | "rtl"
  readonly minutes: number
  readonly objectives: readonly Objective[]
  readonly paths: readonly string[]
  readonly rules: CourseRules
  /** Whether there is a glossary; its terms come with the view that shows them. */
  readonly glossary: boolean
  /** Id of the page that lists the sources; absent where none does. */
  readonly sources?: string
  readonly memo?: Memo
  readonly phases: readonly OutlinePhase[]
  /** Characters of saved work that the LMS keeps. */
  readonly capacity: number
  /** Under which no two activities or pages of this course have the same key in saved work: see keys.ts. */
  readonly salt: number
}

/** A phase, as the menu and the step indicator show it. */
export interface OutlinePhase {
  readonly id: PhaseId
  readonly title: string
  readonly minutes: number
  readonly pages: readonly OutlinePage[]
}

/** A page, as the menu shows it, with what there is to do on it. */
export interface OutlinePage {
  readonly id: string
  readonly title: string
  readonly paths?: readonly string[]
  readonly activities: readonly OutlineActivity[]
  /** Kinds of activity that those on the page quote, but that are not among them; absent where there are none. */
  readonly quotedKinds?: readonly string[]
}

/** An activity without its texts: see {@link Activity} for what each field means. */
export type OutlineActivity = Pick<
  Activity,
  | "id"
  | "kind"
  | "objectives"
  | "points"
  | "split"
  | "attempts"
  | "required"
  | "reported"
  | "redraft"
  | "paths"
  | "shape"
  | "levels"
  | "parts"
>

/** Reduces a course to its outline, or to that of some of its phases (one SCO of the phases layout). */
export function toOutline(course: Course, build: string, phases: readonly PhaseId[], capacity: number): Outline {
  const { id, version, title, language, direction, minutes, objectives, paths, rules } = course
  const outlinePhases = course.phases
    .filter((phase) => phases.includes(phase.id))
    .map((phase) => ({
      id: phase.id,
      title: phase.title,
      minutes: phase.minutes,
      pages: phase.pages.map((page) => ({
        id: page.id,
        title: page.title,
        ...(page.paths && { paths: page.paths }),
        activities: activitiesIn(page.blocks).map(({ activity, paths }) => toOutlineActivity(activity, paths)),
        ...quotedOn(page.blocks),
      })),
    }))
  const pages = outlinePhases.flatMap((phase) => phase.pages)
  const salt = chooseSalt(
    pages.flatMap(({ activities }) => activities),
    pages.map((page) => page.id),
  )
  return {
    ...{ id, version, build, title, language, direction, minutes, objectives, paths, rules, capacity, salt },
    glossary: course.glossary.length > 0,
    ...(course.sources && { sources: course.sources }),
    ...(course.memo && { memo: course.memo }),
    phases: outlinePhases,
  }
}

function quotedOn(blocks: readonly Block[]): Pick<OutlinePage, "quotedKinds"> {
  const activities = activitiesIn(blocks).map(({ activity }) => activity)
  const quoted = new Set(activities.flatMap(({ quotedKinds = [] }) => quotedKinds))
  for (const { kind } of activities) quoted.delete(kind)
  return quoted.size > 0 ? { quotedKinds: [...quoted].sort() } : {}
}

/** The kinds of activity that must be there for a page to be shown. */
export function kindsOn({ activities, quotedKinds = [] }: OutlinePage): readonly string[] {
  return [...activities.map(({ kind }) => kind), ...quotedKinds]
}

/** Every activity of some blocks in reading order, with the paths that the blocks around it leave open. */
export function activitiesIn(
  blocks: readonly Block[],
  around?: readonly string[],
): { activity: Activity; paths?: readonly string[] }[] {
  return blocks.flatMap((block) => {
    if (block.type === "html") return []
    if (block.type === "path") return activitiesIn(block.blocks, intersect(around, block.paths))
    const paths = intersect(around, block.activity.paths)
    return [{ activity: block.activity, ...(paths && { paths }) }]
  })
}

/** Every activity of some pages in reading order. */
export function activitiesOn(pages: readonly Pick<Page, "blocks">[]): readonly Activity[] {
  return pages.flatMap(({ blocks }) => activitiesIn(blocks).map(({ activity }) => activity))
}

/** Names of the kinds of activity that a course uses. */
export function kindsUsed({ phases }: Course): ReadonlySet<string> {
  return new Set(phases.flatMap(({ pages }) => activitiesOn(pages)).map(({ kind }) => kind))
}

function intersect(some?: readonly string[], others?: readonly string[]): readonly string[] | undefined {
  return some && others ? some.filter((path) => others.includes(path)) : (some ?? others)
}

function toOutlineActivity(activity: Activity, paths?: readonly string[]): OutlineActivity {
  const { id, kind, objectives, points, split, attempts, required, reported, redraft, shape, levels, parts } = activity
  return {
    ...{ id, kind, objectives, points, attempts, required, reported, shape, levels },
    ...(split && { split }),
    ...(redraft && { redraft }),
    ...(parts && { parts }),
    ...(paths && { paths }),
  }
}

/** Every page of an outline, in order. */
export function pagesOf(outline: Pick<Outline, "phases">): readonly OutlinePage[] {
  return outline.phases.flatMap((phase) => phase.pages)
}

/** Every activity of an outline, in order. */
export function activitiesOf(outline: Pick<Outline, "phases">): readonly OutlineActivity[] {
  return pagesOf(outline).flatMap((page) => page.activities)
}

/** Whether something meant for some paths is for a learner on this one. A learner who has not chosen sees all of the core. */
export function isOnPath(item: { readonly paths?: readonly string[] }, path: string): boolean {
  return !item.paths || item.paths.includes(path)
}
