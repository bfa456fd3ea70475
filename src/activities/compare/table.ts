import { type CompareCell, type CompareData, type CompareItem, type Provenance, unknownCode } from "./kind.ts"

/** What a learner asks of the table. */
export interface Filters {
  /** Words that must stand somewhere in an item. */
  readonly search: string
  /** By column, the value that an item must have, in words; empty where any will do. */
  readonly values: Readonly<Record<number, string>>
  /** Columns in which an item must have one of the words that count. */
  readonly needs: readonly number[]
  /** How many of the words that count are taken, from the strongest; 0 takes all. */
  readonly strongest: number
}

/** The order of the items. */
export interface Order {
  /** A column, `name`, or nothing for the author's order. */
  readonly by?: number | "name"
  readonly isReversed: boolean
}

/** Asks nothing, so that every item fits. */
export const noFilters: Filters = { search: "", values: {}, needs: [], strongest: 0 }

/** The author's order. */
export const asListed: Order = { isReversed: false }

/** What is known of an item in a column, in one form; what is not established where there is no cell. */
export function cellOf(item: CompareItem, column: number): CompareCell {
  const cell = item.cells[column]
  if (cell === null || cell === undefined) return { value: unknownCode }
  return typeof cell === "string" ? { value: cell } : cell
}

/** The values of a cell, codes still as codes. */
export function valuesIn({ value }: CompareCell): readonly string[] {
  return typeof value === "string" ? [value] : value
}

/** A value in words. `unknown` is said of what is not established, where the author has no word for it. */
export function inWords({ words }: Pick<CompareData, "words">, value: string, unknown: string): string {
  return ownOf(words, value) ?? (value === unknownCode || value === "" ? unknown : value)
}

/** How much a coded value means: `full` the strongest word that counts, `part` another, `open` not established. */
export type Grade = "full" | "part" | "none" | "open"

/** The grade of a value; nothing where it is a text and no code. */
export function gradeOf({ words, covered }: CompareData, value: string): Grade | undefined {
  const place = covered.indexOf(value)
  if (place >= 0) return place === 0 ? "full" : "part"
  if (value === unknownCode || value === "") return "open"
  return ownOf(words, value) === undefined ? undefined : "none"
}

/**
 * Every value of a column once: codes in the order of the words, then numbers and dates by their size, then texts as the table
 * first has them. What is not established is last.
 */
export function optionsOf({ items, words }: CompareData, column: number): readonly string[] {
  const found: string[] = []
  for (const item of items) {
    for (const value of valuesIn(cellOf(item, column))) {
      if (found.indexOf(value) < 0) found.push(value)
    }
  }
  const codes = Object.keys(words)
  const isNumber = (value: string) => /^-?\d/.test(value)
  const rank = (value: string) => {
    const code = codes.indexOf(value)
    if (value === unknownCode) return codes.length + 2
    return code >= 0 ? code : codes.length + (isNumber(value) ? 0 : 1)
  }
  const bySize = (a: string, b: string) =>
    isNumber(a) ? Number.parseFloat(a) - Number.parseFloat(b) || a.localeCompare(b) : 0
  return found
    .map((value, index) => ({ value, index }))
    .sort((a, b) => rank(a.value) - rank(b.value) || bySize(a.value, b.value) || a.index - b.index)
    .map(({ value }) => value)
}

/** Places of the items that fit, in the order asked for. */
export function shownItems(data: CompareData, filters: Filters, order: Order): readonly number[] {
  const places = data.items.map((_, index) => index).filter((index) => fits(data, index, filters))
  return inOrder(data, places, order)
}

/** Whether an item fits everything that is asked. */
function fits(data: CompareData, index: number, { search, values, needs, strongest }: Filters): boolean {
  const item = data.items[index]
  if (!item) return false
  const counted = strongest > 0 ? data.covered.slice(0, strongest) : data.covered
  return (
    needs.every((column) => valuesIn(cellOf(item, column)).some((value) => counted.indexOf(value) >= 0)) &&
    Object.keys(values).every((key) => {
      const wanted = values[Number(key)]
      return !wanted || valuesIn(cellOf(item, Number(key))).indexOf(wanted) >= 0
    }) &&
    hasWords(data, item, search)
  )
}

/** Whether every word that is looked for stands somewhere in what is shown of an item. */
function hasWords(data: CompareData, item: CompareItem, search: string): boolean {
  const wanted = fold(search).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return true
  const cells = data.columns.map((_, column) => cellOf(item, column))
  const all = fold(
    [
      ...[item.name, item.summary ?? ""],
      ...cells.flatMap((cell) => [
        ...valuesIn(cell).map((value) => ownOf(data.words, value) ?? value),
        cell.note ?? "",
      ]),
      ...(item.claims ?? []).flatMap(({ about = "", text }) => [about, text]),
    ].join("\n"),
  )
  return wanted.every((word) => all.indexOf(word) >= 0)
}

/** Without capitals and accents, as learners type. */
function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
}

function inOrder(data: CompareData, places: readonly number[], { by, isReversed }: Order): readonly number[] {
  if (by === undefined) return places
  const direction = isReversed ? -1 : 1
  const options = by === "name" ? [] : optionsOf(data, by)
  const nameOf = (place: number) => data.items[place]?.name ?? ""
  const rankOf = (place: number) => {
    const item = data.items[place]
    return item && by !== "name" ? options.indexOf(valuesIn(cellOf(item, by))[0] ?? unknownCode) : 0
  }
  const byName = (a: number, b: number) =>
    nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true, sensitivity: "base" })
  // Equals stand by name in either direction, and by the author's order where even that is the same.
  return places
    .slice()
    .sort(
      (a, b) =>
        (by === "name" ? direction * byName(a, b) : direction * (rankOf(a) - rankOf(b)) || byName(a, b)) || a - b,
    )
}

/** Whether some items say different things in a column. */
export function isDiffering(data: CompareData, places: readonly number[], column: number): boolean {
  const said = places.map((place) => {
    const item = data.items[place]
    return item ? valuesIn(cellOf(item, column)).join("\n") : ""
  })
  return said.some((one) => one !== said[0])
}

/**
 * How items are filtered by a column: `tick` where its cells are codes, of which some mean "it does"; else `pick`, by one
 * of its values. Nothing where they are not.
 */
export function filterOf(data: CompareData, column: number): "tick" | "pick" | undefined {
  if (!data.columns[column]?.filter) return undefined
  const isCoded = data.items.some((item) =>
    valuesIn(cellOf(item, column)).some((value) => data.covered.indexOf(value) >= 0),
  )
  return isCoded ? "tick" : "pick"
}

/** Names of the groups of columns, in the author's order. */
export function groupsOf({ columns }: CompareData): readonly string[] {
  const groups: string[] = []
  for (const { group } of columns) if (group !== undefined && groups.indexOf(group) < 0) groups.push(group)
  return groups
}

/** The ids of the sources of something. */
export function sourcesIn({ source }: Provenance): readonly string[] {
  return source === undefined ? [] : source.split(" ").filter(Boolean)
}

/** The date of something: its own, or that of its first source. Empty where the source shows none; nothing where nobody says. */
export function dateOf({ dates }: CompareData, said: Provenance): string | undefined {
  if (said.asOf !== undefined) return said.asOf
  const [first] = sourcesIn(said)
  return first === undefined ? undefined : ownOf(dates, first)
}

/** What an author's table says of a name: every object has a "constructor" that no author wrote. */
function ownOf(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.keys(table).indexOf(name) >= 0 ? table[name] : undefined
}
