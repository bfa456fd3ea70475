import type { Answer } from "../../lesson/model.ts"
import { markAt, textAt, withItem } from "../answer.ts"
import type { Kind, Prompted } from "../kind.ts"
import { oneLine } from "../label.ts"
import { packNotes, unpackNotes } from "../notes.ts"
import { toResponse } from "../response.ts"
import { logStrings } from "./strings.ts"

const words = logStrings

/** A log: the same fields filled in for several subjects. */
export interface LogData extends Prompted {
  readonly fields: readonly LogField[]
  /** How many entries there are. */
  readonly entries: number
  /** How many fields each entry needs before the log can be handed in. */
  readonly need: number
  /** Names of what an entry may be about, in order; absent where learners name it themselves. */
  readonly subjects?: readonly string[]
  /** The comparison that the subjects come from: what was chosen there may begin the log. */
  readonly from?: string
  /** By path, the subjects suggested: their ids until these are looked up, then their names. */
  readonly suggest: Readonly<Record<string, readonly string[]>>
  /** Characters of each entry's notes that an LMS must at least keep; 0 takes what room there is. */
  readonly keep: number
}

/** A field of every entry. */
export interface LogField {
  /** What is to be found out, as plain text. */
  readonly label: string
  /** More about it, as safe HTML of blocks. */
  readonly hint?: string
  /** What there is to choose from, as plain text; absent where something is written. */
  readonly options?: readonly string[]
  /** Whether several options may be ticked. */
  readonly isSeveral?: true
  /** Which option, from 1, the comparison gives for each subject; 0 where it gives none. Absent where it has no such column. */
  readonly listed?: readonly number[]
}

/** A field in which an entry says other than the comparison that its subject comes from. */
export interface Difference {
  readonly subject: string
  readonly field: string
  /** What the comparison says. */
  readonly listed: string
}

/** One entry of a log, in words. */
export interface LogEntry {
  /** What it is about; empty while nobody said. */
  readonly subject: string
  /** What each field says; empty where nothing was written or chosen. */
  readonly values: readonly string[]
}

/**
 * For each entry the same marks: the subject, where there is a list (0 for none), then for each field with options the one
 * chosen (0 for none), or a mark for each that may be ticked. For each entry one text holds its notes, a line each: the
 * subject, where it is written, then the fields without options. Behind all, a mark of one value for each of these.
 */
export const log: Kind<LogData> = {
  name: "log",
  redraft: true,
  shape(data) {
    const one = marksOfEntry(data)
    const entries = Array.from({ length: data.entries })
    // Marks of one value take no room. They make a log with a note more or less another one, in which notes would be misplaced.
    const notes = Array.from({ length: noteOfField(data, data.fields.length) }, () => 1)
    return { marks: [...entries.flatMap(() => one), ...notes], texts: entries.map(() => data.keep) }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(data, answer) {
    const said = entriesOf(data, answer).flatMap(({ subject, values }, index) => {
      const filled = values.filter(Boolean).length
      return filled > 0 ? [`${subject || words.entry(index + 1)}: ${words.fields(filled)}`] : []
    })
    return { type: "long-fill-in", response: toResponse(said.join("; "), 1000), patterns: [] }
  },
  print(data, answer) {
    return entriesOf(data, answer).flatMap((entry, index) => linesOfEntry(data, entry, index))
  },
  quotes(data, answer) {
    return entriesOf(data, answer).flatMap(({ subject, values }, index) =>
      values.flatMap((text, field) => {
        const label = `${subject || words.entry(index + 1)}: ${data.fields[field]?.label ?? ""}`
        return text === "" ? [] : [{ label, text, key: index * data.fields.length + field }]
      }),
    )
  },
  mostQuotes({ entries, fields }) {
    return entries * fields.length
  },
  quotable({ entries, need, keep, fields, subjects }) {
    return {
      ...{ intro: "", prompt: "", description: "", entries, need, keep, suggest: {} },
      fields: fields.map(({ hint: _, listed: __, ...field }) => field),
      ...(subjects && { subjects }),
    }
  },
}

/** How many values each mark of an entry may take. */
function marksOfEntry({ subjects, fields }: LogData): readonly number[] {
  return [
    ...(subjects ? [subjects.length + 1] : []),
    ...fields.flatMap(({ options, isSeveral }) =>
      options === undefined ? [] : isSeveral ? options.map(() => 2) : [options.length + 1],
    ),
  ]
}

/** Place of the first mark of an entry: that of its subject, where there is a list of them. */
export function placeOfEntry(data: LogData, entry: number): number {
  return entry * marksOfEntry(data).length
}

/** Place of the first mark of a field with options. */
export function placeOfField(data: LogData, entry: number, field: number): number {
  return placeOfEntry(data, entry) + marksOfEntry({ ...data, fields: data.fields.slice(0, field) }).length
}

/** Where entries say other than the comparison. It may be the learner who is right: none of these is a mistake. */
export function differencesIn(data: LogData, answer: Answer): readonly Difference[] {
  return Array.from({ length: data.entries }, (_, entry) => entry).flatMap((entry) => {
    const subject = markAt(answer, placeOfEntry(data, entry)) - 1
    return data.fields.flatMap(({ label, options, listed }, index) => {
      const [chosen, given = 0] = [markAt(answer, placeOfField(data, entry, index)), listed?.[subject]]
      const option = options?.[given - 1]
      if (chosen === 0 || option === undefined || chosen === given) return []
      return [{ subject: data.subjects?.[subject] ?? "", field: label, listed: option }]
    })
  })
}

/** The notes of an entry: its subject, where that is written, then what is written in each field without options. */
export function notesOf(data: LogData, answer: Answer, entry: number): readonly string[] {
  return unpackNotes(textAt(answer, entry), noteOfField(data, data.fields.length))
}

/** Place of a field among the notes of its entry. */
export function noteOfField({ subjects, fields }: LogData, field: number): number {
  return (subjects ? 0 : 1) + fields.slice(0, field).filter(({ options }) => options === undefined).length
}

/** The answer with another note in one of its entries. */
export function withNote(data: LogData, answer: Answer, entry: number, note: number, written: string): Answer {
  const notes = withItem(notesOf(data, answer, entry), note, written)
  return { marks: answer.marks, texts: withItem(answer.texts, entry, packNotes(notes)) }
}

/** Every entry in words. */
export function entriesOf(data: LogData, answer: Answer): readonly LogEntry[] {
  return Array.from({ length: data.entries }, (_, entry) => {
    const notes = notesOf(data, answer, entry)
    const named = data.subjects ? data.subjects[markAt(answer, placeOfEntry(data, entry)) - 1] : notes[0]
    return {
      subject: oneLine(named ?? ""),
      values: data.fields.map((field, index) => {
        if (field.options === undefined) return oneLine(notes[noteOfField(data, index)] ?? "")
        return ticked(field, answer, placeOfField(data, entry, index)).join(", ")
      }),
    }
  })
}

/** An entry as lines of text, its subject first; none where it says nothing. */
export function linesOfEntry({ fields }: LogData, { subject, values }: LogEntry, index: number): readonly string[] {
  const lines = fields.flatMap(({ label }, field) => (values[field] ? [`${label}: ${values[field]}`] : []))
  return lines.length > 0 || subject !== "" ? [titleOf(subject, index), ...lines] : []
}

/** What an entry is called: its number, and what it is about once that is known. */
export function titleOf(subject: string, index: number): string {
  return subject === "" ? words.entry(index + 1) : words.entryOf(index + 1, subject)
}

/** The options of a field that an answer chooses, from the place of its first mark. */
function ticked({ options = [], isSeveral }: LogField, answer: Answer, place: number): readonly string[] {
  if (isSeveral) return options.filter((_, index) => markAt(answer, place + index) === 1)
  const option = options[markAt(answer, place) - 1]
  return option === undefined ? [] : [option]
}

/** What keeps a log from being handed in, in words, entry by entry; empty when it has all that is asked for. */
export function missingIn(data: LogData, answer: Answer): readonly string[] {
  const entries = entriesOf(data, answer)
  const subjects = entries.map(({ subject }) => subject.toLowerCase())
  return entries.flatMap(({ subject, values }, index) => {
    const count = Math.max(0, data.need - values.filter(Boolean).length)
    const twin = subjects.indexOf(subjects[index] ?? "")
    return [
      ...(subject === "" ? [words.needsSubject(index + 1)] : []),
      ...(subject !== "" && twin < index ? [words.sameSubject(index + 1, twin + 1)] : []),
      ...(count > 0 ? [words.stillNeeds(index + 1, count, words.numbers[count] ?? String(count))] : []),
    ]
  })
}
