import { hashBits } from "./hash.ts"
import type { OutlineActivity } from "./outline.ts"

/**
 * Saved work knows activities and pages by short hashes. Short ones clash now and then (of 500 activities, in one course of
 * nine), so each course is built with the first salt under which none of its own do; saved work names the salt.
 */
export const saltWidth = 10
/** Bits of an activity's key. */
export const keyWidth = 20
/** Bits of a page's key. */
export const pageWidth = 16

/** The key of an activity: a changed kind, shape or number of levels makes it another activity. */
export function activityKey({ id, kind, shape, levels }: OutlineActivity, salt: number): number {
  return hashBits(`${salt} ${id} ${kind} ${shape.marks.join()} ${shape.texts.length} ${levels}`, keyWidth)
}

/** The key of a page, from 1. */
export function pageKey(id: string, salt: number): number {
  return hashBits(`${salt} page ${id}`, pageWidth) || 1
}

/** The first salt under which all keys differ; the last there is, when none does. */
export function chooseSalt(activities: readonly OutlineActivity[], pages: readonly string[]): number {
  const last = 2 ** saltWidth - 1
  for (let salt = 0; salt < last; salt++) if (!haveClash(activities, pages, salt)) return salt
  return last
}

/** Whether two activities, or two pages, would have the same key. */
export function haveClash(activities: readonly OutlineActivity[], pages: readonly string[], salt: number): boolean {
  return (
    new Set(activities.map((activity) => activityKey(activity, salt))).size < activities.length ||
    new Set(pages.map((id) => pageKey(id, salt))).size < pages.length
  )
}

/** Things by their key under a salt; those that clash under it (it was chosen for an older course) are left out. */
export function byKey<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => number): ReadonlyMap<number, Thing> {
  const found = new Map<number, Thing>()
  const twice = new Set<number>()
  for (const thing of things) {
    const key = keyOf(thing)
    if (found.has(key)) twice.add(key)
    found.set(key, thing)
  }
  for (const key of twice) found.delete(key)
  return found
}
