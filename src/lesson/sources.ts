import * as v from "valibot"
import { checkData } from "../activities/data.ts"
import type { DataFile } from "../activities/kind.ts"
import { attributesOf } from "./attributes.ts"
import type { DataFiles } from "./data-files.ts"
import { lastDayOf } from "./dates.ts"
import { isDirective } from "./directives.ts"
import { type Markdown, placeOf, walk } from "./markdown.ts"
import type { Reporter } from "./reporter.ts"

/** Something that a course relies on, as its list of sources names it. */
export interface Source {
  /** What pages cite it by: `S19`. */
  readonly id: string
  /** Who says it, and what it is. */
  readonly what: string
  /** Where it stands: an address on the web, or words. */
  readonly where: string
  /** The date it bears: in ISO form, or words ("undated"). */
  readonly date: string
  /** When it was last read: a day or a month in ISO form. */
  readonly read: string
  /** Whether it is the maker, the project or the authority that speaks; else somebody reports on them. */
  readonly isPrimary: boolean
  /** Under which heading it stands. */
  readonly group?: string | undefined
}

/** The sources of a course, known before any of its pages is read. */
export interface SourceList {
  /** A source by its id; capitals do not matter. */
  find(id: string): Source | undefined
  readonly ids: readonly string[]
  /** Whether every list could be read: else what is not found may well be on one of the others. */
  readonly isWhole: boolean
  /** The sources of a data file, in its order; nothing if it has mistakes. */
  listOf(path: string): readonly Source[] | undefined
  /** Notes that a page shows a list of sources. */
  showOn(page: string): void
  /** Id of the page that shows them, once the pages are read; the first of several. */
  page(): string | undefined
}

/** Sources of a course that has none. */
export const noSources: SourceList = toList(new Map(), true)

const textValue = (remedy: string) =>
  v.pipe(v.union([v.string(), v.number()], remedy), v.transform(String), v.trim(), v.minLength(1, remedy))

const readRemedy = "Write the day on which it was last read, as 2026-11-23, or the month, as 2026-11."

const sourceSchema = v.strictObject(
  {
    id: v.pipe(
      v.string("Write a short name to cite it by, such as S19."),
      v.regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, "Write letters and digits, a letter first, such as S19."),
    ),
    what: textValue("Write who says it, and what it is."),
    where: textValue("Write its address, or where it can be found."),
    date: textValue('Write the date it bears, as 2026-08 or "August 2026", or "undated".'),
    read: v.pipe(
      v.string(readRemedy),
      v.check((date) => /^\d{4}-/.test(date) && lastDayOf(date) !== undefined, readRemedy),
    ),
    primary: v.pipe(
      v.union([v.boolean(), v.picklist(["yes", "no"])], "Write yes if its maker speaks, no if others report on it."),
      v.transform((value) => value === true || value === "yes"),
    ),
    group: v.optional(textValue("Write the heading it stands under.")),
  },
  "Write id, what, where, date, read, primary and, if you like, group.",
)

const sourcesSchema = v.pipe(
  v.array(sourceSchema, "Write a list: - id: S1, and beneath it what, where, date, read, primary."),
  v.minLength(1, "Write at least one source."),
)

/**
 * Reads the lists of sources that some files show. Sources that were read long before `today` (a day in ISO form) are
 * reported; without it nobody can tell.
 */
export function readSources(
  files: readonly Markdown[],
  data: DataFiles,
  today: string | undefined,
  reporter: Reporter,
): SourceList {
  const lists = new Map<string, readonly Source[]>()
  const ids = new Set<string>()
  let isWhole = true
  for (const markdown of files) {
    for (const node of walk(markdown.tree)) {
      const path = isDirective(node) && node.name === "sources" ? attributesOf(node).data : undefined
      if (path === undefined || lists.has(path)) continue
      const file = data.find(path, placeOf(markdown.file, node), reporter)
      const found = file && checkData(file, sourcesSchema)
      if (!found) {
        isWhole = false
        continue
      }
      const list = found.map(({ primary, ...source }): Source => ({ ...source, isPrimary: primary }))
      lists.set(path, list)
      for (const [index, source] of list.entries()) {
        const id = source.id.toLowerCase()
        if (ids.has(id)) reportTwice(file, index, source.id)
        ids.add(id)
      }
      if (today !== undefined) reportOld(file, list, today)
    }
  }
  return toList(lists, isWhole)
}

function toList(lists: ReadonlyMap<string, readonly Source[]>, isWhole: boolean): SourceList {
  const all = [...lists.values()].flat()
  const pages: string[] = []
  return {
    find: (id) => all.find((source) => source.id.toLowerCase() === id.toLowerCase()),
    ids: all.map(({ id }) => id),
    isWhole,
    listOf: (path) => lists.get(path),
    showOn: (page) => pages.push(page),
    page: () => pages[0],
  }
}

function reportTwice(file: DataFile, index: number, id: string) {
  const message = `The source ${id} is there twice.`
  file.report([index, "id"], "error", "data-value", message, "Give one of the two another id, or leave it out.")
}

/** How many days a source may go unread. */
const mostDays = 180

/** Most old sources to be told one by one: more are told together. */
const mostToldSingly = 3

function reportOld(file: DataFile, list: readonly Source[], today: string) {
  const now = lastDayOf(today)
  if (now === undefined) return
  const ageOf = ({ read }: Source) => now - (lastDayOf(read) ?? now)
  const old = [...list.entries()].filter(([, source]) => ageOf(source) > mostDays)
  const tell = (index: number, message: string, it: string) =>
    file.report(
      [index, "read"],
      "warning",
      "source-old",
      message,
      `Read ${it} again, mend what the course says, and write today's date.`,
    )
  const [first] = old
  if (first && old.length > mostToldSingly) {
    const ids = old.map(([, { id }]) => id).join(", ")
    return tell(first[0], `${old.length} sources were last read more than ${mostDays} days ago: ${ids}.`, "them")
  }
  for (const [index, source] of old) tell(index, `${source.id} was last read ${ageOf(source)} days ago.`, "it")
}
