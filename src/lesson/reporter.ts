import type { Diagnostic, Place } from "../diagnostic.ts"
import { type Rule, rules } from "./rules.ts"

/** Collects what one run has to tell an author, each thing once. */
export interface Reporter {
  readonly diagnostics: readonly Diagnostic[]
  /** Tells that a rule of the lesson is broken; how much that matters stands in {@link rules}. */
  report(rule: Rule, place: Place, message: string, remedy: string): void
  /** Adds a diagnostic as it is: one of a kind of activity, which has its own rules. */
  add(diagnostic: Diagnostic): void
  /** Whether any of these rules was broken, so that what only follows from it need not be told as well. */
  has(...names: readonly Rule[]): boolean
}

/** A reporter that has heard nothing yet. */
export function createReporter(): Reporter {
  const diagnostics: Diagnostic[] = []
  const told = new Set<string>()

  function add(diagnostic: Diagnostic) {
    // A text may be serialized more than once: as itself, and as part of what stands around it.
    const { rule, place, message } = diagnostic
    const key = JSON.stringify([rule, place.file, place.line, place.column, message])
    if (told.has(key)) return
    told.add(key)
    diagnostics.push(diagnostic)
  }

  return {
    diagnostics,
    add,
    report: (rule, place, message, remedy) => add({ rule, severity: rules[rule], place, message, remedy }),
    has: (...names) => diagnostics.some(({ rule }) => names.some((name) => name === rule)),
  }
}
