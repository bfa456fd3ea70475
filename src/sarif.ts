import type { Diagnostic, Severity } from "./diagnostic.ts"

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
}

/** Diagnostics as SARIF 2.1.0, the form that CI systems and editors read. */
export function toSarif(diagnostics: readonly Diagnostic[], version: string) {
  const rules = [...new Set(diagnostics.map(({ rule }) => rule))].toSorted()
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "lessonpack", semanticVersion: version, rules: rules.map((id) => ({ id })) } },
        results: diagnostics.map(({ rule, severity, place, message, remedy }) => ({
          ruleId: rule,
          ruleIndex: rules.indexOf(rule),
          level: levels[severity],
          message: { text: `${message} ${remedy}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(place.file) },
                region: { startLine: Math.max(1, place.line), startColumn: Math.max(1, place.column) },
              },
            },
          ],
        })),
      },
    ],
  }
}

/** A path as a reference to a file: what would begin a query or a fragment belongs to its name. */
function uriOf(file: string): string {
  return encodeURI(file.replaceAll("\\", "/")).replace(/[?#]/g, encodeURIComponent)
}
