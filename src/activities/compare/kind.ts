import type { Answer } from "../../lesson/model.ts"
import { chosenOf, mostChosen } from "../chosen.ts"
import type { Kind, Prompted } from "../kind.ts"
import { toResponse } from "../response.ts"

/** A table of things to explore, filter and put side by side. */
export interface CompareData extends Prompted {
  /** What a learner should know before reading the table, as plain text. */
  readonly note?: string
  /** The words that short codes in the table stand for, by code. That of `?` is also said where there is no cell. */
  readonly words: Readonly<Record<string, string>>
  /** Codes that mean "it does": the strongest first. Ticking a column asks for one of them. */
  readonly covered: readonly string[]
  /** Date of each source by its id: `2025`, `2025-02` or `2025-02-28`; empty where the source shows none. */
  readonly dates: Readonly<Record<string, string>>
  /** When sources without a date were read, in the same form. */
  readonly read?: string
  /** What the place of each source in the course's list begins with; absent where sources are named, not linked. */
  readonly anchor?: string
  /** What the first column is called: "Platform". */
  readonly name?: string
  readonly columns: readonly CompareColumn[]
  /** In the author's order. */
  readonly items: readonly CompareItem[]
}

/** What the things are compared by. */
export interface CompareColumn {
  readonly label: string
  /** What it means, as plain text. */
  readonly hint?: string
  /** Columns of one group belong together: the chart shows them group by group. */
  readonly group?: string
  readonly filter?: true
  readonly sort?: true
  /** Whether it stands in the chart. */
  readonly chart?: true
}

/** One of the things compared. */
export interface CompareItem {
  /** Unique in the table: other activities name it by that. */
  readonly id: string
  readonly name: string
  /** What it is, in a sentence. */
  readonly summary?: string
  /** What sources say of it. */
  readonly claims?: readonly CompareClaim[]
  /** By column. A bare text where there is nothing more to say of it; null where nothing is known. */
  readonly cells: readonly (CompareCell | string | null)[]
}

/** Where something comes from. */
export interface Provenance {
  /** Ids of its sources, with blanks between them. */
  readonly source?: string
  /** Its date, where that is not the one of its first source. */
  readonly asOf?: string
  /** `secondary`: the source is not the maker or the authority itself. `unconfirmed`: commonly described, in no source read. */
  readonly status?: "secondary" | "unconfirmed"
}

/** What is known of one thing in one column. */
export interface CompareCell extends Provenance {
  /** A code of the words, or a text; several where all of them hold. */
  readonly value: string | readonly string[]
  /** What it says beside that, as plain text. */
  readonly note?: string
}

/** What a source says. */
export interface CompareClaim extends Provenance {
  /** What it is about: "Openness". */
  readonly about?: string
  readonly text: string
}

/** The code of what is not established. */
export const unknownCode = "?"

/** Four marks: the things put side by side, in the order in which they were chosen; 0 where there is none. */
export const compare: Kind<CompareData> = {
  name: "compare",
  shape({ items }) {
    return { marks: Array.from({ length: mostChosen }, () => items.length + 1), texts: [] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(data, answer) {
    return { type: "long-fill-in", response: toResponse(namesOf(data, answer).join("; "), 1000), patterns: [] }
  },
  print(data, answer) {
    return namesOf(data, answer)
  },
}

function namesOf({ items }: CompareData, answer: Answer): readonly string[] {
  return chosenOf(answer, items.length).map((index) => items[index]?.name ?? "")
}
