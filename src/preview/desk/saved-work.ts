import type { Outline } from "../../learner/outline.ts"
import { pagesOf } from "../../learner/outline.ts"
import { type PackedOutline, unpackOutline } from "../../learner/packed-outline.ts"
import { decodeWork } from "../../learner/saved-work.ts"
import type { LaunchAnswer, LrsState } from "../protocol.ts"

/** Saved work in words. */
export interface ReadWork {
  readonly characters: number
  readonly capacity: number
  readonly place: string
  readonly path: string
  readonly round: number
  readonly pages: readonly string[]
  readonly answers: readonly {
    readonly id: string
    readonly kind: string
    readonly tries: number
    /** Levels of the first and the best try, of how many; empty where nothing is right or wrong. */
    readonly level: string
    readonly marks: string
    readonly texts: readonly string[]
  }[]
}

/** Reads saved work with the outline that the package names; nothing when it is none of it. */
export function readWork(packed: unknown, text: string): ReadWork | undefined {
  const outline = outlineOf(packed)
  const state = outline && text !== "" ? decodeWork(outline, text) : undefined
  if (!outline || !state) return undefined
  const kinds = new Map(pagesOf(outline).flatMap(({ activities }) => activities.map((it) => [it.id, it])))
  return {
    ...{ characters: text.length, capacity: outline.capacity },
    ...{ place: state.place ?? "", path: state.path ?? "not chosen", round: state.round },
    pages: pagesOf(outline).flatMap(({ id, title }) => (state.visited.has(id) ? [title] : [])),
    answers: [...state.work].map(([id, { answer, tries, first, best }]) => {
      const levels = kinds.get(id)?.levels ?? 0
      return {
        ...{ id, tries, kind: kinds.get(id)?.kind ?? "" },
        level: levels > 0 ? `first ${first}, best ${best} of ${levels}` : "",
        marks: answer.marks.join(" "),
        texts: answer.texts.filter((text) => text !== ""),
      }
    }),
  }
}

/** The saved work of a launch among all State documents that an LRS holds; nothing before there is any. */
export function workIn(documents: LrsState["documents"], state: LaunchAnswer["state"]): string | undefined {
  for (const { key, text } of state ? documents : []) {
    const [activityId, , , registration] = JSON.parse(key) as readonly unknown[]
    if (activityId !== state?.activityId || registration !== state?.registration) continue
    const { savedWork } = JSON.parse(text) as { readonly savedWork?: unknown }
    if (typeof savedWork === "string") return savedWork
  }
  return undefined
}

function outlineOf(packed: unknown): Outline | undefined {
  if (typeof packed !== "object" || packed === null) return undefined
  try {
    return unpackOutline(packed as PackedOutline)
  } catch {
    // A description that was changed by hand is no outline.
    return undefined
  }
}
