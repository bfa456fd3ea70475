import type { Answer } from "../../lesson/model.ts"
import { entriesOf, type LogData, linesOfEntry } from "./kind.ts"
import { logStrings } from "./strings.ts"

/** A log as a text that reads well in any program. */
export function toText(data: LogData, answer: Answer): string {
  const rule = "-".repeat(Math.min(72, data.description.length))
  const blocks = entriesOf(data, answer).map((entry, index) => linesOfEntry(data, entry, index).join("\n"))
  return `${[`${data.description}\n${rule}`, ...blocks.filter(Boolean)].join("\n\n")}\n`
}

/**
 * A log as a table: a line for each entry that says something, a column for each field. Every value is quoted, and the
 * mark at its beginning tells spreadsheets that it is UTF-8.
 */
export function toCsv(data: LogData, answer: Answer): string {
  const head = [logStrings.subject, ...data.fields.map(({ label }) => label)]
  const rows = entriesOf(data, answer)
    .map(({ subject, values }) => [subject, ...values])
    .filter((row) => row.some(Boolean))
  return `\ufeff${[head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`
}

/** A cell. What a spreadsheet would reckon with begins with an apostrophe, as text does there. */
function quoted(value: string): string {
  return `"${/^[=+\-@\t\r]/.test(value) ? "'" : ""}${value.replace(/"/g, '""')}"`
}
