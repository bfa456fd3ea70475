import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt } from "../answer.ts"
import type { Kind, Printed, Prompted, Quote, QuoteSource } from "../kind.ts"
import { unpackNotes } from "../notes.ts"
import { countWords, linesOf, longestResponse } from "../reflection/kind.ts"
import { toResponse } from "../response.ts"
import { formStrings } from "./strings.ts"

const words = formStrings

/** A text of several parts, written in one of some formats. Complete parts earn points; how good they are does not. */
export interface FormData extends Prompted {
  readonly fields: readonly FormField[]
  /** The formats that a learner may choose from, in the author's order; the first is there from the start. */
  readonly formats: readonly FormFormat[]
  /** The activities that something is taken over from, by their ids as the author wrote them; none before the whole course is read. */
  readonly sources: Readonly<Record<string, QuoteSource>>
}

/** `form`: a field for each part. `report`: one text. `talk`: a line for each part, to speak from. */
export type FormFormat = "form" | "report" | "talk"

/** A part of the text. */
export interface FormField {
  /** Its heading, as plain text. */
  readonly label: string
  /** Safe HTML of what to write, phrasing content only; empty where the heading says it all. */
  readonly hint: string
  /** The fewest words that make it complete; 0 where what is taken over is enough. */
  readonly words: number
  /** Beginning of a sentence, as plain text, for those whom an empty field stops. */
  readonly starter?: string
  /** What is taken over from other activities. */
  readonly takes: readonly Take[]
}

/** Pieces of other activities' answers that a part takes over. */
export interface Take {
  /** Where they come from; the keys of all these pieces stand one behind the other. */
  readonly from: readonly From[]
  /** How many make the part complete, and how many there may be. */
  readonly least: number
  readonly most: number
}

/** An activity that pieces come from. */
export interface From {
  /** Its id as the author wrote it. */
  readonly id: string
  /** The one group of its pieces that is offered; absent where all are. */
  readonly group?: string
}

/** A piece that is taken over: which of the part's takes it belongs to, and its key there. */
export interface Picked {
  readonly take: number
  readonly key: number
}

/**
 * Marks: the format, where there are several; then for each take of each part its places, 0 while free, else the key of
 * the piece from 1. Texts: one for each part; that of the report, where it is offered; all lines of the talking points
 * as one (notes.ts), where these are.
 */
export const form: Kind<FormData> = {
  name: "form",
  redraft: true,
  shape({ fields, formats, sources }) {
    const places = fields.flatMap(({ takes }) =>
      takes.flatMap(({ most, from }) => Array.from({ length: most }, () => keysOf(sources, from) + 1)),
    )
    const others = formats.filter((format) => format !== "form").length
    const parts = formats.includes("form") ? fields.length : 0
    return {
      marks: [...(formats.length > 1 ? [formats.length] : []), ...places],
      texts: Array.from({ length: parts + others }, () => 0),
    }
  },
  levels({ fields }) {
    return fields.length
  },
  score(data, answer) {
    return data.fields.filter((_, index) => isComplete(missingIn(data, answer, index))).length
  },
  interaction(data, answer) {
    const parts = partsOf(data, answer, formatOf(data, answer)).filter(({ text }) => text.trim() !== "")
    const complete = data.fields.filter((_, index) => isComplete(missingIn(data, answer, index))).length
    if (parts.length === 0 && complete === 0) return { type: "long-fill-in", response: "", patterns: [] }
    const said = parts.map(({ label, text }) => `${label}: ${text}`)
    const summary = [`${complete}/${data.fields.length}`, ...said].join(" | ")
    return { type: "long-fill-in", response: toResponse(summary, longestResponse), patterns: [] }
  },
  print(data, answer, quotesFrom) {
    const chosen = formatOf(data, answer)
    const others = data.formats.filter((format) => format !== chosen)
    const parts = partsOf(data, answer, chosen)
    const report = chosen === "report" ? linesOf(parts[0]?.text ?? "") : []
    const fields = data.fields.flatMap(({ label }, index): readonly Printed[] => {
      const written = chosen === "report" ? [] : linesOf(parts[index]?.text ?? "")
      const pieces = takenOver(data, index, answer, quotesFrom).map((piece) => ({ item: asLine(piece) }))
      return written.length + pieces.length > 0 ? [{ head: label }, ...written, ...pieces] : []
    })
    const also = others.flatMap((format): readonly Printed[] => {
      const written = partsOf(data, answer, format).flatMap(({ label, text }) => labelled(label, linesOf(text)))
      return written.length > 0 ? [{ head: words.alsoWritten(words.formats[format]) }, ...written] : []
    })
    return [...report, ...fields, ...also]
  },
  quotes(data, answer) {
    return partsOf(data, answer, formatOf(data, answer)).filter(({ text }) => text.trim() !== "")
  },
  mostQuotes({ fields }) {
    return 2 * fields.length + 1
  },
  quotable({ fields, formats }) {
    return {
      ...{ intro: "", prompt: "", description: "", formats, sources: {} },
      fields: fields.map(({ label }) => ({ label, hint: "", words: 0, takes: [] })),
    }
  },
}

/** The format that an answer is written in. */
export function formatOf({ formats }: { readonly formats: readonly FormFormat[] }, answer: Answer): FormFormat {
  return (formats.length > 1 ? formats[markAt(answer, 0)] : formats[0]) ?? formats[0] ?? "form"
}

/** What was written in a format, part by part; the key is its place among all that may be quoted. */
export function partsOf(data: FormData, answer: Answer, format: FormFormat): readonly Quote[] {
  const { fields } = data
  if (format === "report") {
    return [{ label: words.yourReport, text: textAt(answer, placeOfText(data, "report")), key: fields.length }]
  }
  const first = placeOfText(data, format)
  const lines = format === "talk" ? unpackNotes(textAt(answer, first), fields.length) : []
  return fields.map(({ label }, index) => ({
    label,
    text: format === "talk" ? (lines[index] ?? "") : textAt(answer, first + index),
    key: format === "talk" ? fields.length + 1 + index : index,
  }))
}

/** The place of a format's (first) text among all texts. */
export function placeOfText({ fields, formats }: FormData, format: FormFormat): number {
  const parts = formats.includes("form") ? fields.length : 0
  if (format === "form") return 0
  return format === "report" || !formats.includes("report") ? parts : parts + 1
}

/** The place of the first mark of a part's take. */
export function placeOfMarks({ fields, formats }: FormData, field: number, take: number): number {
  const before = fields.slice(0, field).flatMap(({ takes }) => takes)
  const own = fields[field]?.takes.slice(0, take) ?? []
  return [...before, ...own].reduce((sum, { most }) => sum + most, formats.length > 1 ? 1 : 0)
}

/** What a part takes over; none twice. */
export function picksOf(data: FormData, answer: Answer, field: number): readonly Picked[] {
  return (data.fields[field]?.takes ?? []).flatMap(({ most }, take) => {
    const first = placeOfMarks(data, field, take)
    const marks = Array.from({ length: most }, (_, index) => markAt(answer, first + index)).filter((mark) => mark > 0)
    return marks.filter((mark, index) => marks.indexOf(mark) === index).map((mark) => ({ take, key: mark - 1 }))
  })
}

/** What a part still lacks. */
export interface Missing {
  /** Words to be written. */
  readonly words: number
  /** Pieces to be taken over. */
  readonly picks: number
}

/**
 * What a part still lacks in the format chosen. The words of a report are reckoned to its parts in their order, since
 * nobody can tell where one ends.
 */
export function missingIn(data: FormData, answer: Answer, field: number): Missing {
  const { takes = [], words: least = 0 } = data.fields[field] ?? {}
  const picks = picksOf(data, answer, field)
  const missingPicks = takes.map((take, index) =>
    Math.max(0, take.least - picks.filter((pick) => pick.take === index).length),
  )
  const format = formatOf(data, answer)
  const parts = partsOf(data, answer, format)
  const written = (index: number) => countWords(parts[index]?.text ?? "")
  const before = data.fields.slice(0, field).reduce((sum, { words }) => sum + words, 0)
  const missingWords =
    format === "report" ? Math.min(least, before + least - written(0)) : leastWords(least, format) - written(field)
  return { words: Math.max(0, missingWords), picks: missingPicks.reduce((sum, one) => sum + one, 0) }
}

/** Whether nothing is missing. */
export function isComplete({ words, picks }: Missing): boolean {
  return words === 0 && picks === 0
}

/** The fewest words of a part in a format: a line of talking points needs a fifth of what is asked for. */
export function leastWords(words: number, format: FormFormat): number {
  return format === "talk" ? Math.ceil(words / 5) : words
}

/** What there is in an activity that a part takes over from. */
export interface Offer {
  readonly source: QuoteSource
  /** Its pieces, by their keys among those of the whole take; none where nothing can be seen. */
  readonly quotes: readonly Quote[]
  /** Keys of those that may be taken over. */
  readonly offered: readonly number[]
  /** The keys that its pieces may have: from this, and less than that. */
  readonly first: number
  readonly end: number
}

/** What there is to take over, by the activities of a take. */
export function offersOf(
  { sources }: FormData,
  { from }: Take,
  quotesFrom: (source: QuoteSource) => readonly Quote[],
): readonly Offer[] {
  return from.flatMap(({ id, group }, index) => {
    const source = sources[id]
    if (!source) return []
    const first = keysOf(sources, from.slice(0, index))
    const quotes = quotesFrom(source).map((quote) => ({ ...quote, key: first + quote.key }))
    const isOffered = (quote: Quote) => !quote.isSpent && (group === undefined || quote.group === group)
    const offered = quotes.filter(isOffered).map(({ key }) => key)
    return [{ source, quotes, offered, first, end: first + source.most }]
  })
}

/** How many keys the pieces of some activities have together. */
function keysOf(sources: FormData["sources"], from: readonly From[]): number {
  return from.reduce((sum, { id }) => sum + (sources[id]?.most ?? 0), 0)
}

/** The pieces that a part takes over, as they read now; those that are not there any more are left out. */
export function takenOver(
  data: FormData,
  field: number,
  answer: Answer,
  quotesFrom: ((source: QuoteSource) => readonly Quote[]) | undefined,
): readonly Quote[] {
  if (!quotesFrom) return []
  const quotes = data.fields[field]?.takes.map((take) =>
    offersOf(data, take, quotesFrom).flatMap(({ quotes }) => quotes),
  )
  return picksOf(data, answer, field).flatMap(({ take, key }) => quotes?.[take]?.find((one) => one.key === key) ?? [])
}

function asLine({ label, text }: Quote): string {
  return label === text ? label : `${label}: ${linesOf(text).join(" ")}`
}

function labelled(label: string, lines: readonly string[]): readonly string[] {
  const [first, ...rest] = lines
  return first === undefined ? [] : [`${label}: ${first}`, ...rest]
}
