import { hashBits } from "../learner/hash.ts"
import { activitiesOn } from "../learner/outline.ts"
import type { Activity, Course } from "./model.ts"

/**
 * What an activity asks, in a few characters, so that two versions of it can be told apart: the question, which of its
 * parts are right, and its parts (options, steps, rows, fields) in order. The words themselves are not in it.
 *
 * @example "k3.10.5zaa" // its question, two parts, the first of them right
 */
export function fingerprintOf({ description, data }: Activity): string {
  const parts = partsIn(data, 2)
  const places = parts.filter(({ words }) => words !== "")
  const typed = parts.filter(({ words }) => words === "").map(({ key }) => key)
  const keys = [...places.map(({ key }) => key), ...typed.sort()]
  return [codeOf(description), keys.join(""), places.map(({ words }) => codeOf(words)).join("")].join(".")
}

/** The fingerprints of a course's activities, by their ids. */
export function fingerprintsOf({ phases }: Course): Readonly<Record<string, string>> {
  const activities = phases.flatMap(({ pages }) => activitiesOn(pages))
  return Object.fromEntries(activities.map((activity) => [activity.id, fingerprintOf(activity)]))
}

/** How a later version of an activity differs from an earlier one. */
export type Change =
  /** Other parts are right. */
  | "key"
  /** The same parts stand in another order. */
  | "order"
  /** Another question, with other parts. */
  | "question"

/** The change between two fingerprints that matters most; nothing where no more than words may have changed. */
export function changeBetween(before: string, after: string): Change | undefined {
  const [old, young] = [read(before), read(after)]
  const kept = old.parts.filter((part) => young.parts.includes(part))
  const keptNow = young.parts.filter((part) => old.parts.includes(part))
  if (kept.length === 0 && old.parts.length > 1 && old.asked !== young.asked) return "question"
  if (kept.join(" ") !== keptNow.join(" ")) return "order"
  return old.right.length === young.right.length && old.right !== young.right ? "key" : undefined
}

function read(fingerprint: string): { asked: string; right: string; parts: readonly string[] } {
  const [asked = "", right = "", parts = ""] = fingerprint.split(".")
  return { asked, right, parts: parts.match(/../g) ?? [] }
}

/** An element of a list in an activity's data. */
interface Part {
  /** What tells it from the others; empty where its place says nothing, as with answers that learners type. */
  readonly words: string
  /** What is right of it: its box, its partner, or the answer itself. */
  readonly key: string
}

/** Lists that hold no parts which answers point to: what comes from elsewhere, and what is only said about a part. */
const beside: ReadonlySet<string> = new Set(["around", "cells", "claims", "from", "takes"])

/** The elements of every list in an activity's data, those within them behind them. */
function partsIn(data: unknown, depth: number): readonly Part[] {
  if (typeof data !== "object" || data === null || depth === 0) return []
  return Object.entries(data).flatMap(([name, value]) => {
    if (beside.has(name) || !Array.isArray(value)) return []
    return value.flatMap((element: unknown): Part[] => [...partOf(element), ...partsIn(element, depth - 1)])
  })
}

function partOf(element: unknown): readonly Part[] {
  if (typeof element === "string") return [{ words: element, key: "" }]
  if (typeof element !== "object" || element === null) return []
  const { html, text, least, most, isRight, target } = element as Record<string, unknown>
  if (typeof isRight === "boolean" && html === undefined) {
    return [{ words: "", key: isRight ? codeOf([text, least, most].join("|")) : "" }]
  }
  const words = Object.values(element).find((value) => typeof value === "string") ?? ""
  return [{ words, key: typeof isRight === "boolean" ? (isRight ? "1" : "0") : `${target ?? ""}` }]
}

/** Two characters of base 36. */
function codeOf(words: string): string {
  return (hashBits(words, 16) % 1296).toString(36).padStart(2, "0")
}
