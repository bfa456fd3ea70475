import type { Outline, OutlineActivity, OutlinePage, OutlinePhase } from "./outline.ts"

/**
 * An outline as it is sent: every learner downloads it before the first page, so that each activity is a row instead of an
 * object, and names that recur are places in a list.
 */
export type PackedOutline = Omit<Outline, "phases"> & {
  readonly kinds: readonly string[]
  readonly phases: readonly (Omit<OutlinePhase, "pages"> & { readonly pages: readonly PackedPage[] })[]
}

type PackedPage = readonly [
  id: string,
  title: string,
  activities: readonly PackedActivity[],
  paths?: readonly number[] | null,
  quotedKinds?: readonly number[],
]

type PackedActivity = readonly [
  id: string,
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
  const places = (paths: readonly string[]) => paths.map((path) => outline.paths.indexOf(path))
  const packActivity = (activity: OutlineActivity): PackedActivity => {
    const { id, kind, shape, required, reported, redraft, objectives, levels, points, attempts } = activity
    const flags = (required ? 1 : 0) + (reported ? 2 : 0) + (redraft ? 4 : 0)
    const row = [
      ...([id, placeOf(kind), shape.marks, shape.texts, flags] as const),
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
  const phases = outline.phases.map((phase) => ({
    ...phase,
    pages: phase.pages.map(({ id, title, activities, paths, quotedKinds }): PackedPage => {
      const rows = activities.map(packActivity)
      if (quotedKinds) return [id, title, rows, paths ? places(paths) : null, quotedKinds.map(placeOf)]
      return paths ? [id, title, rows, places(paths)] : [id, title, rows]
    }),
  }))
  return { ...outline, kinds, phases }
}

/** Unpacks what {@link packOutline} packed. */
export function unpackOutline({ kinds, ...packed }: PackedOutline): Outline {
  const names = (places: readonly number[]) => places.map((place) => packed.paths[place] ?? "")
  const unpackActivity = (row: PackedActivity): OutlineActivity => {
    const [id, kind, marks, texts, flags, objectives, levels, points, attempts, paths, split, parts] = row
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
        ([id, title, rows, paths, quotedKinds]): OutlinePage => ({
          ...{ id, title, activities: rows.map(unpackActivity) },
          ...(paths && { paths: names(paths) }),
          ...(quotedKinds && { quotedKinds: quotedKinds.map((kind) => kinds[kind] ?? "") }),
        }),
      ),
    })),
  }
}
