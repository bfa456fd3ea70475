import type { List, ListItem } from "mdast"
import type { Activity } from "../../lesson/model.ts"
import type { CompareData } from "../compare/kind.ts"
import type { Directive, KindParser, ParseContext, ResolveContext } from "../kind.ts"
import { isList, isTaskList, readNumber, readParts, reportNoAnswers, requirePrompt } from "../parts.ts"
import { mostKept } from "../reflection/parse.ts"
import type { LogData, LogField } from "./kind.ts"

/** Most entries and fields: each is filled in by hand, and all of it is to be kept. */
const mostEntries = 12
const mostFields = 20

/** What the attributes that suggest subjects begin with; the rest is the name of a path. */
const suggesting = "suggest-"

/** Attributes besides those, the log's own and those of every activity. */
const known: readonly string[] = [
  ...["from", "entries", "need", "keep"],
  ...["id", "objective", "points", "attempts", "path", "required", "report", "class"],
]

/**
 * Reads a log: what it is for, then a list of fields. A bare item is a field to write in; a list beneath it gives what to
 * choose from, a task list what to tick. What else stands beneath is a hint.
 */
export const logParser: KindParser<LogData> = {
  attributes: ["from", "entries", "need", "keep", "*"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted, structure } = readParts(directive, context, isList)
    const isAsked = requirePrompt(prompted, directive, context)
    if (!structure) return reportNoAnswers(directive, context, "Write the fields of an entry as a list.")
    const fields = readFields(structure, context)
    const suggest = readSuggestions(directive, context)
    const entries = readNumber(directive, context, "entries", { least: 1, most: mostEntries })
    const need = readNumber(directive, context, "need", { least: 1, most: fields?.length ?? mostFields })
    const keep = readNumber(directive, context, "keep", { least: 0, most: mostKept })
    if (!isAsked || !fields || !suggest) return undefined
    const { from } = directive.attributes
    return {
      ...prompted,
      ...{ fields, entries: entries ?? 3, need: need ?? fields.length, keep: keep ?? 0, suggest },
      ...(from !== undefined && { from }),
    }
  },
  resolve(data, context) {
    const { from, suggest } = data
    const path = Object.keys(suggest).find((name) => !context.paths.includes(name))
    if (path !== undefined) {
      const remedy = `The paths are: ${context.paths.join(", ")}.`
      return complain(context, `This log suggests subjects for "${path}", which is not a path of this course.`, remedy)
    }
    if (from === undefined) {
      if (Object.keys(suggest).length === 0) return data
      return complain(context, "This log suggests subjects, but does not say where they come from.", remedyOfFrom)
    }
    const source = context.find(from)
    if (!source || !isCompare(source)) {
      const what = source ? "it is no compare" : "there is no activity with this id"
      return complain(context, `This log takes its subjects from "${from}", but ${what}.`, remedyOfFrom)
    }
    const { items } = source.data
    const named = Object.entries(suggest).map(([name, ids]) => [
      name,
      ids.map((id) => items.find((item) => item.id === id)?.name),
    ])
    const stranger = Object.values(suggest)
      .flat()
      .find((id) => !items.some((item) => item.id === id))
    if (stranger !== undefined) {
      const remedy = `Write ids of its table: ${items.map(({ id }) => id).join(", ")}.`
      return complain(context, `This log suggests "${stranger}", which is not in "${from}".`, remedy)
    }
    const fields = data.fields.map((field) => withListed(field, source.data))
    const subjects = items.map(({ name }) => name)
    return { ...data, fields, from: source.id, subjects, suggest: Object.fromEntries(named) }
  },
}

/** A field with what the column of its name gives for each subject, where it has one and gives one of the options. */
function withListed(field: LogField, { columns, items }: CompareData): LogField {
  const { options, isSeveral } = field
  const column = columns.findIndex(({ label }) => isAlike(label, field.label))
  if (!options || isSeveral || column < 0) return field
  const listed = items.map(({ cells }) => {
    const cell = cells[column] ?? ""
    const value = typeof cell === "string" ? cell : cell.value
    return typeof value === "string" ? options.findIndex((option) => isAlike(option, value)) + 1 : 0
  })
  return listed.some((one) => one > 0) ? { ...field, listed } : field
}

function isAlike(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

const remedyOfFrom = "Write the #id of a compare: from=explorer."

function complain(context: ResolveContext, message: string, remedy: string): undefined {
  context.report("error", "log-subjects", message, remedy)
}

function isCompare(activity: Activity): activity is Activity<CompareData> {
  return activity.kind === "compare"
}

function readSuggestions(directive: Directive, context: ParseContext): LogData["suggest"] | undefined {
  const names = Object.keys(directive.attributes).filter((name) => !known.includes(name))
  const stranger = names.find((name) => !name.startsWith(suggesting) || name === suggesting)
  if (stranger !== undefined) {
    const message = `The directive log has no attribute "${stranger}".`
    const remedy = 'Write from, entries, need and keep, and for a path what it suggests: suggest-core="…".'
    context.report("error", "attribute-unknown", directive.node, message, remedy)
    return undefined
  }
  return Object.fromEntries(
    names.map((name) => [
      name.slice(suggesting.length),
      (directive.attributes[name] ?? "").split(/[\s,;]+/).filter(Boolean),
    ]),
  )
}

function readFields(list: List, context: ParseContext): readonly LogField[] | undefined {
  const fields = list.children.map((item) => readField(item, context))
  const read = fields.filter((field) => field !== undefined)
  const labels = read.map(({ label }) => label)
  const double = labels.findIndex((label, index) => labels.indexOf(label) < index)
  const few = read.find(({ options }) => options !== undefined && options.length < 2)
  if (read.length === fields.length && fields.length <= mostFields && double < 0 && !few) return read
  context.report(
    "error",
    "log-fields",
    double >= 0 ? (list.children[double] ?? list) : list,
    read.length < fields.length
      ? "A field of this log says nothing, or an option of it does."
      : double >= 0
        ? `The field "${labels[double]}" is there twice.`
        : few
          ? `The field "${few.label}" has ${few.options?.length === 1 ? "one option" : "no options"}.`
          : `This log has ${fields.length} fields.`,
    `Write at most ${mostFields} fields that differ, each beginning with its name; beneath it, if you like, two options or more.`,
  )
  return undefined
}

function readField(item: ListItem, context: ParseContext): LogField | undefined {
  const [first, ...rest] = item.children
  if (first?.type !== "paragraph" || context.text(first) === "") return undefined
  const list = rest.find(isList)
  const hints = rest.filter((node) => node !== list)
  const options = list?.children.map((option) => context.text(option))
  if (options?.includes("")) return undefined
  return {
    label: context.text(first),
    ...(hints.length > 0 && { hint: context.html(hints) }),
    ...(options && { options }),
    ...(list && isTaskList(list) && { isSeveral: true as const }),
  }
}
