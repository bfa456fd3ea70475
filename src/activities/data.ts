import * as v from "valibot"
import type { DataFile } from "./kind.ts"

/**
 * Checks what a data file holds against what a kind of activity asks for, and tells the author every value that is wrong
 * at its place. Build time only. What a schema's message says becomes the remedy.
 */
export function checkData<Schema extends v.GenericSchema>(
  file: DataFile,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  const result = v.safeParse(schema, file.value)
  if (result.success) return result.output
  const told = new Set<string>()
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)))
    const name = path.length > 0 ? path.join(".") : "The file"
    const isMissing = issue.input === undefined
    const message = isMissing ? `${name} is missing.` : `${name} is ${shown(issue.input)}.`
    if (told.has(message)) continue
    told.add(message)
    file.report(path, "error", "data-value", message, issue.message)
  }
  return undefined
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
