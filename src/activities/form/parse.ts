import type { TableRow } from "mdast"
import type { Directive, KindParser, ParseContext, QuoteSource } from "../kind.ts"
import { isTable, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import type { FormData, FormField, FormFormat, From, Take } from "./kind.ts"
import { formStrings } from "./strings.ts"

/** Most parts of a form: more belong in two. */
const mostFields = 20

/** Most words that an author may ask for in a part. */
const mostWords = 2000

/** Most pieces that a part may take over from one activity. */
const mostTaken = 20

/** A form as it is read: with the row of each field, which an author is told of once the whole course is read. */
interface WrittenForm extends FormData {
  readonly rows: readonly TableRow[]
}

const formats: readonly FormFormat[] = ["form", "report", "talk"]

/**
 * Reads a form: what is asked, then a table with a row for each part: its heading, what to write, the fewest words, what is
 * taken over from other activities (`3 evidence`, `2-4 a14`, `1-2 a15:gates`), and the beginning of a sentence. `formats`
 * names the formats to choose from.
 */
export const formParser: KindParser<FormData> = {
  attributes: ["formats"],
  defaultPoints: 0,
  canEarn: true,
  defaultAttempts: 0,
  parse(directive, context): WrittenForm | undefined {
    const { prompted, structure } = readParts(directive, context, isTable)
    if (!structure) return reportNoAnswers(directive, context, "Write a table with a row for each part.")
    const isAsked = requirePrompt(prompted, directive, context)
    const named = readFormats(directive, context)
    const rows = structure.children.slice(1)
    const fields = rows.map((row) => readField(row, context))
    const whole = fields.filter((field) => field !== undefined)
    if (rows.length === 0 || rows.length > mostFields) {
      const remedy = `Write a table with 1 to ${mostFields} rows beneath its heading.`
      context.report("error", "form-table", structure, `This form has ${rows.length} parts.`, remedy)
      return undefined
    }
    const double = whole.findIndex(({ label }, index) => whole.findIndex((one) => one.label === label) < index)
    if (whole.length === rows.length && double >= 0) {
      const message = `The part "${whole[double]?.label}" is there twice.`
      context.report("error", "form-table", rows[double] ?? structure, message, "Give each part a heading of its own.")
      return undefined
    }
    return isAsked && named && whole.length === rows.length
      ? { ...prompted, fields: whole, formats: named, sources: {}, rows }
      : undefined
  },
  resolve(written, { source, meant, report }) {
    const { rows, ...data } = written as WrittenForm
    const sources: Record<string, QuoteSource> = {}
    let isWhole = true
    const named = data.fields.flatMap(({ label, takes }, index) =>
      takes.flatMap(({ from }) => from.map((one) => ({ ...one, label, row: rows[index] }))),
    )
    for (const { id, group, label, row } of named) {
      const found = source(id)
      if (found) sources[id] = found
      const isGroup = group === undefined || found?.groups?.includes(group)
      if (found && isGroup) continue
      isWhole = false
      if (!found) {
        const message = `"${label}" takes over from "${id}", but there is nothing to take over from there.`
        const other = meant(id)
        const remedy = other
          ? `Did you mean "${other}"?`
          : "Write the #id of an activity whose answers can be quoted: the author's guide lists their kinds."
        report("error", "form-source", message, remedy, row)
      } else {
        const { kind, groups = [] } = found
        const message = `"${label}" takes over "${group}" from "${id}", a ${kind} that has no pieces of this name.`
        const some = groups.map((one) => `${id}:${one}`).join(", ")
        report(
          "error",
          "form-group",
          message,
          some === "" ? `Write ${id} alone.` : `Write one of: ${some}; or ${id} alone.`,
          row,
        )
      }
    }
    return isWhole ? { ...data, sources } : undefined
  },
}

function readFormats(directive: Directive, context: ParseContext): readonly FormFormat[] | undefined {
  const written = directive.attributes.formats
  if (written === undefined) return ["form"]
  const names = formStrings.formats
  const found = written.split(";").map((name) => {
    const plain = name.trim().toLowerCase()
    return formats.find((format) => names[format].toLowerCase() === plain)
  })
  const known = found.filter((format) => format !== undefined)
  if (known.length === found.length && new Set(known).size === known.length) return known
  const remedy = `Write some of these, each once, with semicolons between them: ${formats.map((format) => names[format]).join("; ")}.`
  context.report("error", "form-formats", directive.node, `The formats are "${written}".`, remedy)
  return undefined
}

function readField(row: TableRow, context: ParseContext): FormField | undefined {
  const text = (column: number) => {
    const cell = row.children[column]
    return cell ? context.text(cell.children) : ""
  }
  const label = text(0)
  const [words, from, starter] = [text(2), text(3), text(4)]
  const takes = readTakes(from)
  const isNumber = words === "" || (/^\d+$/.test(words) && Number(words) <= mostWords)
  if (label !== "" && takes && isNumber) {
    const [, hint] = row.children
    return {
      label,
      hint: hint ? context.inline(hint.children) : "",
      words: words === "" ? (takes.length > 0 ? 0 : 1) : Number(words),
      ...(starter !== "" && { starter }),
      takes,
    }
  }
  if (label === "") {
    context.report("error", "form-table", row, "A part of this form has no heading.", "Write it in the first column.")
  } else if (!takes) {
    const remedy = `Write how many and from where, with commas between several: 3 evidence, 2-4 a14, or 1-2 a15:gates (at most ${mostTaken}).`
    context.report("error", "form-table", row, `"${label}" takes over "${from}".`, remedy)
  } else {
    const remedy = `Write the fewest words as a number up to ${mostWords}, or leave the cell empty.`
    context.report("error", "form-table", row, `The words of "${label}" are "${words}".`, remedy)
  }
  return undefined
}

/** `3 evidence a15:notes, 2-4 a14`; nothing where it cannot be read. */
function readTakes(written: string): readonly Take[] | undefined {
  if (written === "") return []
  const takes = written.split(/[,;]/).map((one): Take | undefined => {
    const [, first = "", last = first, names = ""] = /^\s*(\d+)(?:\s*[-–]\s*(\d+))?\s+(\S.*)$/.exec(one) ?? []
    const [least, most] = [Number(first), Number(last)]
    const from = readFrom(names)
    return from && most >= 1 && least <= most && most <= mostTaken ? { from, least, most } : undefined
  })
  const whole = takes.filter((take) => take !== undefined)
  return whole.length === takes.length ? whole : undefined
}

/** `evidence a15:notes`; nothing where it cannot be read. */
function readFrom(written: string): readonly From[] | undefined {
  const from = written
    .trim()
    .split(/\s+/)
    .map((one): From | undefined => {
      const [, id = "", group] = /^#?([^\s:#]+)(?::([^\s:]+))?$/.exec(one) ?? []
      return id === "" ? undefined : { id, ...(group !== undefined && { group }) }
    })
  const whole = from.filter((one) => one !== undefined)
  return whole.length > 0 && whole.length === from.length ? whole : undefined
}
