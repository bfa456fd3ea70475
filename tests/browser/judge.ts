import type { Manifest } from "../../src/lms/scorm-launch.ts"
import { strictScorm12 } from "../../src/lms/scorm12.ts"
import { strictScorm2004 } from "../../src/lms/scorm2004.ts"
import type { StrictLms } from "../../src/lms/strict-lms.ts"
import type { Call } from "./host.ts"
import type { Installed, Visit } from "./lms.ts"

/**
 * Everything in the visits of a course that an LMS stricter than scorm-again would refuse or hold against it: all that the
 * course sent is sent once more, to the strict double.
 */
export function transgressions({ edition, manifest, visits }: Installed): readonly string[] {
  const stored = new Map<string, StrictLms["stored"]>()
  return visits.flatMap((visit) => {
    const key = `${visit.learner} ${visit.page}`
    const lms = doubleOf(manifest, visit)
    lms.stored = stored.get(key) ?? lms.stored
    const api = lms.launch()
    const isOld = edition === "scorm12"
    // What an LMS in trouble did not hear it cannot judge.
    for (const { method, values } of visit.calls.filter(({ result, isFault }) => result !== "thrown" && !isFault)) {
      api[isOld ? `LMS${method}` : method]?.(...values.map(String))
    }
    stored.set(key, lms.stored)
    const strange = visit.calls.flatMap(({ method, values }) =>
      values.filter((value) => typeof value !== "string").map((value) => `${method} of ${value}, which is no text`),
    )
    return [...lms.violations, ...strange]
  })
}

function doubleOf({ edition, items }: Manifest, { page, mode, credit, learner }: Visit): StrictLms {
  if (edition === "scorm12") return strictScorm12({ mode, credit, learner })
  const objectives = items.find((item) => item.page === page)?.objectives ?? []
  return strictScorm2004({ mode, credit, learner, objectives, several: items.length > 1 })
}

/** How many calls of each sort there are. */
export function countCalls(calls: readonly Call[]): { all: number; sets: number; commits: number } {
  const of = (name: string) => calls.filter(({ method }) => method === name).length
  return { all: calls.length, sets: of("SetValue"), commits: of("Commit") }
}

/** The rows of a list of the data model, each by the names of its elements. */
export function rowsOf(held: Readonly<Record<string, string>>, list: string): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  for (const [element, value] of Object.entries(held)) {
    const [, index, name] = new RegExp(`^${list}\\.(\\d+)\\.(.+)$`).exec(element) ?? []
    if (name) rows[Number(index)] = { ...rows[Number(index)], [name]: value }
  }
  return rows
}
