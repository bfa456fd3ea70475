import type { Outline, OutlineActivity, OutlinePage, OutlinePhase } from "./outline.ts"

/**
 * An outline as it is sent: every learner downloads it before the first page, so that all of an activity but its id is a
 * row, which those that are alike in it share, and names that recur are places in a list.
 */
export type PackedOutline = Omit<Outline, "phases"> & {
  readonly kinds: readonly string[]
  readonly rows: readonly PackedRow[]
  readonly phases: readonly (Omit<OutlinePhase, "pages"> & { readonly pages: readonly PackedPage[] })[]
}

type PackedPage = readonly [
  id: string,
  title: string,
  activities: readonly PackedActivity[],
  paths?: readonly number[] | null,
  quotedKinds?: readonly number[],
]

/** An id, and the place of its row. */
type PackedActivity = readonly [id: string, row: number]

type PackedRow = readonly [
  kind: number,
  marks: readonly number[],
  texts: readonly number[],
  /** 1 required, 2 reported, 4 may be edited after it was handed in. */
  flags: number,
  objectives: readonly number[],
  levels: number,
  points: number,
  attempts: number,
  paths?: readonly number[] | null,
  split?: readonly number[] | null,
  parts?: readonly number[],
]

/** Packs an outline. */
export function packOutline(outline: Outline): PackedOutline {
  const kinds: string[] = []
  const placeOf = (kind: string) => {
    if (!kinds.includes(kind)) kinds.push(kind)
    return kinds.indexOf(kind)
  }
  const rows = new Map<string, PackedRow>()
  const places = (paths: readonly string[]) => paths.map((path) => outline.paths.indexOf(path))
  const packRow = (activity: OutlineActivity): PackedRow => {
    const { kind, shape, required, reported, redraft, objectives, levels, points, attempts } = activity
    const flags = (required ? 1 : 0) + (reported ? 2 : 0) + (redraft ? 4 : 0)
    const row = [
      ...([placeOf(kind), shape.marks, shape.texts, flags] as const),
      ...([
        objectives.map((id) => outline.objectives.findIndex((it) => it.id === id)),
        levels,
        points,
        attempts,
      ] as const),
    ] as const
    const { paths, split, parts } = activity
    const open = paths ? places(paths) : null
    if (parts) return [...row, open, split ?? null, parts]
    if (split) return [...row, open, split]
    return paths ? [...row, places(paths)] : row
  }
  const packActivity = (activity: OutlineActivity): PackedActivity => {
    const row = packRow(activity)
    const key = JSON.stringify(row)
    rows.set(key, row)
    return [activity.id, [...rows.keys()].indexOf(key)]
  }
  const phases = outline.phases.map((phase) => ({
    ...phase,
    pages: phase.pages.map(({ id, title, activities, paths, quotedKinds }): PackedPage => {
      const packed = activities.map(packActivity)
      if (quotedKinds) return [id, title, packed, paths ? places(paths) : null, quotedKinds.map(placeOf)]
      return paths ? [id, title, packed, places(paths)] : [id, title, packed]
    }),
  }))
  return { ...outline, kinds, rows: [...rows.values()], phases }
}

/** Unpacks what {@link packOutline} packed. */
export function unpackOutline({ kinds, rows, ...packed }: PackedOutline): Outline {
  const names = (places: readonly number[]) => places.map((place) => packed.paths[place] ?? "")
  const unpackActivity = ([id, place]: PackedActivity): OutlineActivity => {
    const row = rows[place]
    if (!row) throw new Error(`no row of ${id}`)
    const [kind, marks, texts, flags, objectives, levels, points, attempts, paths, split, parts] = row
    return {
      ...{ id, kind: kinds[kind] ?? "", shape: { marks, texts }, levels, points, attempts },
      required: (flags & 1) > 0,
      reported: (flags & 2) > 0,
      objectives: objectives.map((place) => packed.objectives[place]?.id ?? ""),
      ...((flags & 4) > 0 && { redraft: true }),
      ...(paths && { paths: names(paths) }),
      ...(split && { split }),
      ...(parts && { parts }),
    }
  }
  return {
    ...packed,
    phases: packed.phases.map((phase) => ({
      ...phase,
      pages: phase.pages.map(
        ([id, title, activities, paths, quotedKinds]): OutlinePage => ({
          ...{ id, title, activities: activities.map(unpackActivity) },
          ...(paths && { paths: names(paths) }),
          ...(quotedKinds && { quotedKinds: quotedKinds.map((kind) => kinds[kind] ?? "") }),
        }),
      ),
    })),
  }
}
