import { escapeHtml } from "../../escape-html.ts"
import type { Activity } from "../../lesson/model.ts"
import type { KindParser, ResolveContext } from "../kind.ts"
import { isList, readParts } from "../parts.ts"
import { activityStrings } from "../strings.ts"
import type { ChoosePathData, PathRange, PathSource } from "./kind.ts"

/** Attributes that every activity has; whatever else a choice of path is given must be the name of a path. */
const others: readonly string[] = [
  "id",
  "from",
  "objective",
  "points",
  "attempts",
  "path",
  "required",
  "report",
  "class",
]

/**
 * Reads a choice of path: `from` names the activities that the suggestion follows from, and each path's own attribute the
 * counts for which it is suggested: `::choose-path{from="k1 k2 k3" foundations="0-1" core="2" advanced="3"}`.
 */
export const choosePathParser: KindParser<ChoosePathData> = {
  attributes: ["from", "*"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted } = readParts(directive, context, isList)
    const { from } = directive.attributes
    const names = Object.keys(directive.attributes).filter((name) => !others.includes(name))
    const ranges = names.map((path) => readRange(path, directive.attributes[path] ?? ""))
    const unread = ranges.indexOf(undefined)
    if (unread >= 0 || (from === undefined) !== (names.length === 0)) {
      context.report(
        "error",
        "choose-path-range",
        directive.node,
        unread >= 0
          ? `"${names[unread]}=${directive.attributes[names[unread] ?? ""]}" is not a range of counts.`
          : from === undefined
            ? "This choice of path has ranges, but no activities to count."
            : "This choice of path counts activities, but says for no path when it is suggested.",
        'Write from="k1 k2" and for each path a count or a range: foundations="0-1" core="2".',
      )
      return undefined
    }
    return {
      ...prompted,
      prompt: prompted.prompt || escapeHtml(activityStrings.choosePath),
      description: prompted.description || activityStrings.choosePath,
      paths: [],
      // What they count is known once they are found.
      from: (from ?? "").split(/[\s,]+/).flatMap((id) => (id === "" ? [] : [{ id, counts: "levels", most: 0 }])),
      ranges: ranges.filter((range) => range !== undefined),
    }
  },
  resolve(data, context) {
    const { paths } = context
    const stranger = data.ranges.find(({ path }) => !paths.includes(path))
    if (stranger) {
      context.report(
        "error",
        "choose-path-name",
        `"${stranger.path}" is not a path of this course.`,
        `The paths are: ${paths.join(", ")}. Others can be named in course.yaml.`,
      )
      return undefined
    }
    const sources = data.from.map(({ id }) => toSource(id, context))
    const from = sources.filter((source) => source !== undefined)
    if (from.length < sources.length || !isCovered(data.ranges, from, context)) return undefined
    return { ...data, paths, from }
  },
}

function readRange(path: string, written: string): PathRange | undefined {
  const [, first, last = first] = /^\s*(\d+)(?:\s*[-–]\s*(\d+))?\s*$/.exec(written) ?? []
  const [least, most] = [Number(first), Number(last)]
  return first !== undefined && least <= most ? { path, least, most } : undefined
}

function toSource(id: string, { find, report }: ResolveContext): PathSource | undefined {
  const activity = find(id)
  const counted = activity && counting(activity)
  if (activity && counted) return { id: activity.id, ...counted }
  report(
    "error",
    "choose-path-from",
    activity ? `"${id}" has nothing to count: it is a ${activity.kind}.` : `There is no activity with the id "${id}".`,
    "Name questions with right answers, polls with a scale, or steps.",
  )
  return undefined
}

function counting(activity: Activity): Pick<PathSource, "counts" | "most"> | undefined {
  if (activity.levels > 0) return { counts: "levels", most: activity.levels }
  if (isScale(activity)) return { counts: "place", most: activity.shape.marks[0] ?? 0 }
  return activity.kind === "steps" ? { counts: "ticks", most: activity.shape.marks.length } : undefined
}

function isScale({ kind, data }: Activity): boolean {
  return kind === "poll" && typeof data === "object" && data !== null && "isScale" in data && data.isScale === true
}

/** Whether the ranges cover every count once. A scale counts from 1, but may be alone or among others: 0 is always asked. */
function isCovered(ranges: readonly PathRange[], from: readonly PathSource[], { report }: ResolveContext): boolean {
  if (from.length === 0) return true
  const most = from.reduce((sum, source) => sum + source.most, 0)
  for (let count = 0; count <= most; count++) {
    const fitting = ranges.filter((range) => count >= range.least && count <= range.most)
    if (fitting.length === 1) continue
    const paths = fitting.map(({ path }) => path).join(" and ")
    report(
      "error",
      "choose-path-range",
      fitting.length === 0
        ? `No path is suggested for a count of ${count}${count === 0 ? ", as long as nothing is answered" : ""}.`
        : `For a count of ${count} there are ${paths}.`,
      `Give every count from 0 to ${most} to one path: that is what the named activities can reach.`,
    )
    return false
  }
  return true
}
