import type { Node } from "mdast"
import * as v from "valibot"
import { takeName, toSlug } from "../../lesson/ids.ts"
import { checkData } from "../data.ts"
import type { DataFile, Directive, KindParser, ParseContext, Prompted } from "../kind.ts"
import { isList, readParts, requirePrompt } from "../parts.ts"
import type { CompareCell, CompareClaim, CompareColumn, CompareData, CompareItem, Provenance } from "./kind.ts"
import { sourcesIn } from "./table.ts"

/** Most things and columns of a table: learners read it, and download it whole. */
const mostItems = 200
const mostColumns = 40

/**
 * Reads a comparison: what is asked, and as `data` the file with the table. A YAML file says everything about its columns;
 * of a CSV file the attributes do: `filter="licence category" sort=licence`. With `sources`, what it cites is looked up
 * in the course's list of sources, and leads there.
 */
export const compareParser: KindParser<CompareData> = {
  attributes: ["data", "filter", "sort", "sources"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const { prompted } = readParts(directive, context, isList)
    const isAsked = requirePrompt(prompted, directive, context)
    if (directive.attributes.data === undefined) {
      const message = "This compare does not say which table it shows."
      const remedy = "Name a file of the lesson's folder, for example :::compare{#explorer data=data/platforms.yaml}."
      context.report("error", "activity-attribute", directive.node, message, remedy)
      return undefined
    }
    const file = context.data(directive)
    if (!file) return undefined
    const table = isRows(file.value) ? readRows(file.value, file) : readTable(file)
    if (!table || !hasColumnsNamed(directive, context, table) || !isAsked) return undefined
    const anchor = directive.attributes.sources === undefined ? undefined : anchorOf(directive, context, table)
    return { ...prompted, ...withAttributes(table, directive), ...(anchor !== undefined && { anchor }) }
  },
}

type Table = Omit<CompareData, keyof Prompted | "anchor">

// --- YAML

const text = v.pipe(
  v.union([v.string(), v.number()], "Write a text."),
  v.transform(String),
  v.nonEmpty("Write a text."),
)
const flag = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(["yes", "no"]),
      v.transform((word) => word === "yes"),
    ),
  ],
  "Write yes or no.",
)
const date = v.pipe(
  v.union([v.string(), v.number()], "Write a date such as 2025-02-28, 2025-02 or 2025; or undated."),
  v.transform(String),
  v.regex(
    /^(undated|\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)$/,
    "Write a date such as 2025-02-28, 2025-02 or 2025; or undated.",
  ),
  v.transform((written) => (written === "undated" ? "" : written)),
)
const source = v.pipe(
  v.union([v.string(), v.array(v.string())], "Write the id of a source, or several with blanks between them."),
  v.transform((ids) => (typeof ids === "string" ? ids.split(/[\s,]+/) : ids).filter(Boolean).join(" ")),
)
const status = v.picklist(["stated", "secondary", "unconfirmed"], "Write one of: stated, secondary, unconfirmed.")
const provenance = { asOf: v.optional(date), source: v.optional(source), status: v.optional(status) }

const values = v.union([text, v.pipe(v.array(text), v.minLength(1))], "Write a text, or a list of texts.")
const cell = v.union(
  [values, v.strictObject({ value: values, note: v.optional(text), ...provenance })],
  "Write a text, a list of texts, or value, note, asOf, source and status.",
)

const column = v.strictObject(
  {
    ...{ id: text, label: v.optional(text), hint: v.optional(text), group: v.optional(text) },
    ...{ filter: v.optional(flag), sort: v.optional(flag), chart: v.optional(flag) },
  },
  "Write id, label, hint, group, filter, sort and chart.",
)

const item = v.strictObject(
  {
    ...{ id: v.optional(text), name: text, summary: v.optional(text) },
    claims: v.optional(
      v.array(
        v.strictObject({ about: v.optional(text), text, ...provenance }, "Write about, text, asOf, source and status."),
        "Write a list of claims.",
      ),
    ),
    cells: v.optional(v.record(v.string(), cell, "Write the id of each column and what it says.")),
  },
  "Write id, name, summary, claims and cells.",
)

const tableSchema = v.strictObject(
  {
    ...{ note: v.optional(text), read: v.optional(date), name: v.optional(text) },
    words: v.optional(v.record(v.string(), text, "Write codes and their words, such as B: built in.")),
    covered: v.optional(v.array(text, "Write a list of codes, the strongest first, such as [B, A].")),
    dates: v.optional(v.record(v.string(), date, "Write ids of sources and their dates.")),
    columns: v.pipe(
      v.array(column, "Write a list of columns."),
      v.minLength(1, "Write at least one column."),
      v.maxLength(mostColumns, `Write at most ${mostColumns} columns.`),
    ),
    items: v.pipe(
      v.array(item, "Write a list of items."),
      v.minLength(2, "Write at least two items."),
      v.maxLength(mostItems, `Write at most ${mostItems} items.`),
    ),
  },
  "Write columns and items, and if you like note, read, name, words, covered and dates.",
)

type Read = v.InferOutput<typeof tableSchema>

function readTable(file: DataFile): Table | undefined {
  if (Array.isArray(file.value)) {
    const remedy = "Write in each row a text or a number for each column; or columns and items, to say more of them."
    file.report([], "error", "data-value", "The rows of this table hold more than texts and numbers.", remedy)
    return undefined
  }
  const table = checkData(file, tableSchema)
  if (!table) return undefined
  const ids = table.columns.map(({ id }) => id)
  const words = table.words ?? {}
  const itemIds = table.items.map(({ id, name }) => id ?? toSlug(name, "-", 40))
  let isSound = true
  const complain = (path: readonly (string | number)[], rule: string, message: string, remedy: string) => {
    file.report(path, "error", rule, message, remedy)
    isSound = false
  }
  ids.forEach((id, index) => {
    if (ids.indexOf(id) === index) return
    complain(["columns", index], "compare-columns", `Two columns have the id "${id}".`, "Give each an id of its own.")
  })
  table.covered?.forEach((code, index) => {
    if (Object.hasOwn(words, code)) return
    const remedy = "Write codes that stand among the words, such as B."
    complain(["covered", index], "compare-columns", `"${code}" is not one of the words.`, remedy)
  })
  table.items.forEach(({ name, cells = {} }, index) => {
    if (itemIds.indexOf(itemIds[index] ?? "") < index) {
      complain(
        ["items", index],
        "compare-items",
        `Two items have the id "${itemIds[index]}".`,
        "Give each an id of its own.",
      )
    }
    for (const id of Object.keys(cells)) {
      if (ids.includes(id)) continue
      const message = `"${name}" has a cell for "${id}", which is not the id of a column.`
      complain(["items", index, "cells", id], "compare-items", message, `Write one of: ${ids.join(", ")}.`)
    }
  })
  return isSound ? lean(table, itemIds) : undefined
}

/** The table without what is empty, and with cells in the order of the columns: it travels to the browser. */
function lean(table: Read, itemIds: readonly string[]): Table {
  const { note, read, name, words = {}, covered, dates = {} } = table
  return {
    ...(note && { note }),
    ...(read && { read }),
    ...(name && { name }),
    words,
    covered: covered ?? Object.keys(words).slice(0, 1),
    dates,
    columns: table.columns.map(({ id, label, hint, group, filter, sort, chart }) => ({
      label: label ?? id,
      ...(hint !== undefined && { hint }),
      ...(group !== undefined && { group }),
      ...(filter && { filter: true as const }),
      ...(sort && { sort: true as const }),
      ...(chart && { chart: true as const }),
    })),
    items: table.items.map(({ name, summary, claims, cells = {} }, index) => ({
      ...{ id: itemIds[index] ?? "", name },
      ...(summary !== undefined && { summary }),
      ...(claims && claims.length > 0 && { claims: claims.map(leanClaim) }),
      cells: table.columns.map(({ id }) => leanCell(cells[id])),
    })),
  }
}

function leanClaim({ about, text, ...said }: NonNullable<Read["items"][number]["claims"]>[number]): CompareClaim {
  return { ...(about !== undefined && { about }), text, ...leanSaid(said) }
}

function leanCell(cell: NonNullable<Read["items"][number]["cells"]>[string] | undefined): CompareItem["cells"][number] {
  if (cell === undefined) return null
  if (typeof cell === "string") return cell
  if (Array.isArray(cell)) return { value: cell }
  const { value, note, ...said } = cell as Exclude<typeof cell, readonly string[]>
  const whole: CompareCell = { value, ...(note !== undefined && { note }), ...leanSaid(said) }
  return typeof value === "string" && Object.keys(whole).length === 1 ? value : whole
}

function leanSaid(said: {
  readonly asOf?: string | undefined
  readonly source?: string | undefined
  readonly status?: "stated" | "secondary" | "unconfirmed" | undefined
}): Provenance {
  const { asOf, source, status } = said
  return {
    ...(source && { source }),
    ...(asOf !== undefined && { asOf }),
    ...(status !== undefined && status !== "stated" && { status }),
  }
}

// --- CSV

type Row = Readonly<Record<string, string | number>>

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.every(isRow)
}

function isRow(value: unknown): value is Row {
  if (typeof value !== "object" || value === null || "columns" in value) return false
  return Object.values(value).every((cell) => typeof cell === "string" || typeof cell === "number")
}

/** What a row has under a name; nothing where a shorter row has none. */
function textOf(row: Row, label: string): string {
  return Object.hasOwn(row, label) ? String(row[label]) : ""
}

/** A table whose first column names the items. In a cell, semicolons separate several values. */
function readRows(rows: readonly Row[], file: DataFile): Table | undefined {
  const labels = Object.keys(rows[0] ?? {})
  const [first, ...rest] = labels
  if (
    rows.length < 2 ||
    rows.length > mostItems ||
    first === undefined ||
    rest.length === 0 ||
    rest.length > mostColumns
  ) {
    const message = `This table has ${count(rows.length, "row")} and ${count(labels.length, "column")}.`
    const remedy = `Write a first line with the names of at most ${mostColumns + 1} columns, then 2 to ${mostItems} rows: the first column names what is compared.`
    file.report([], "error", "compare-items", message, remedy)
    return undefined
  }
  const taken = new Set<string>()
  const nameless = rows.findIndex((row) => textOf(row, first) === "")
  if (nameless >= 0) {
    const message = `A row of this table has nothing in its first column, ${first}.`
    file.report([nameless], "error", "compare-items", message, "Write there what the row is about.")
    return undefined
  }
  return {
    ...{ name: first, words: {}, covered: [], dates: {} },
    columns: rest.map((label) => ({ label, chart: true })),
    items: rows.map((row) => {
      const name = textOf(row, first)
      return {
        ...{ id: takeName(toSlug(name, "-", 40) || "item", taken, "-"), name },
        cells: rest.map((label) => {
          const values = textOf(row, label)
            .split(";")
            .map((one) => one.trim())
            .filter(Boolean)
          return values.length > 1 ? { value: values } : (values[0] ?? null)
        }),
      }
    }),
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`
}

// --- Attributes

/**
 * What the place of each source in the course's list begins with. Every source is cited once, as prose cites it, so that
 * authors are told of those that stand in no list.
 */
function anchorOf({ node }: Directive, context: ParseContext, { items }: Table): string | undefined {
  const said = items.flatMap(({ claims = [], cells }) => [
    ...claims,
    ...cells.filter((cell) => cell !== null && typeof cell !== "string"),
  ])
  const ids = new Set(said.flatMap(sourcesIn))
  const anchors = [...ids].map((id) => {
    const cited = {
      type: "textDirective",
      name: "source",
      children: [{ type: "text", value: id }],
      position: node.position,
    }
    const place = /href="#([^"]*)"/.exec(context.html([{ type: "paragraph", children: [cited] } as Node]))?.[1]
    return place?.endsWith(id) ? place.slice(0, -id.length) : undefined
  })
  return anchors.find((anchor) => anchor !== undefined)
}

/** How an attribute names a column: its label in small letters, with hyphens for blanks. */
function slugOf({ label }: CompareColumn): string {
  return toSlug(label, "-", 60)
}

function named(directive: Directive, attribute: "filter" | "sort"): readonly string[] {
  return (directive.attributes[attribute] ?? "")
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
}

function hasColumnsNamed(directive: Directive, context: ParseContext, { columns }: Table): boolean {
  const known = columns.map(slugOf)
  const unknown = [...named(directive, "filter"), ...named(directive, "sort")].find((name) => !known.includes(name))
  if (unknown === undefined) return true
  const message = `This compare is to filter or sort by "${unknown}", but the table has no such column.`
  context.report("error", "compare-columns", directive.node, message, `Write one or several of: ${known.join(", ")}.`)
  return false
}

function withAttributes(table: Table, directive: Directive): Table {
  const filters = named(directive, "filter")
  const sorts = named(directive, "sort")
  return {
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      ...(filters.includes(slugOf(column)) && { filter: true as const }),
      ...(sorts.includes(slugOf(column)) && { sort: true as const }),
    })),
  }
}
