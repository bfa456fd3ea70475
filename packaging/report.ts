import { type Diagnostic, sortDiagnostics } from "../src/diagnostic.ts"
import { type PackageRule, type PackageRuleName, packageRules } from "./rules.ts"

/** Where in a package something stands. */
export interface Where {
  /** Name of the file inside the zip; absent when it is the zip itself. */
  readonly entry?: string
  readonly line?: number
  readonly column?: number
}

/** Gathers what is found in a package. */
export interface Report {
  /** Adds a finding of a rule; the message says what, in a sentence. */
  add(rule: PackageRuleName, message: string, where?: Where): void
  /** Whether a rule has been found broken. */
  has(rule: PackageRuleName): boolean
  /** Everything found, in the order of files and lines. */
  diagnostics(): readonly Diagnostic[]
}

/** How many findings of one rule are told; the rest are counted. A package of a thousand files breaks a rule as often. */
const mostTold = 5

/** Begins a report on a package by the name its reader knows it by. */
export function createReport(packageName: string): Report {
  const told: Diagnostic[] = []
  const counts = new Map<PackageRuleName, number>()
  /** Where the last of each rule stands that is told: behind it, how many more there are. */
  const lasts = new Map<PackageRuleName, Where>()
  const diagnostic = (rule: PackageRuleName, message: string, where: Where): Diagnostic => {
    const { severity, remedy }: PackageRule = packageRules[rule]
    const file = where.entry === undefined ? packageName : `${packageName}/${printable(where.entry)}`
    return {
      ...{ rule, severity, remedy },
      message: printable(message),
      place: { file, line: where.line ?? 1, column: where.column ?? 1 },
    }
  }
  return {
    add(rule, message, where = {}) {
      const count = (counts.get(rule) ?? 0) + 1
      counts.set(rule, count)
      if (count > mostTold) return
      told.push(diagnostic(rule, message, where))
      lasts.set(rule, where)
    },
    has: (rule) => counts.has(rule),
    diagnostics() {
      const rest = [...counts].flatMap(([rule, count]) => {
        const more = count - mostTold
        return more > 0
          ? [diagnostic(rule, `${more} more like ${more > 1 ? "these" : "this"}.`, lasts.get(rule) ?? {})]
          : []
      })
      return sortDiagnostics([...told, ...rest])
    },
  }
}

/** Text from a package as a terminal may show it: on one line, no control characters, not endless. */
function printable(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd")
  return line.length > 400 ? `${line.slice(0, 399)}…` : line
}
