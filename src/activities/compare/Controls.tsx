import { useState } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import type { CompareData } from "./kind.ts"
import { compareStrings } from "./strings.ts"
import { type Filters, filterOf, groupsOf, inWords, noFilters, type Order, optionsOf } from "./table.ts"

const text = compareStrings

/** What narrows the table down and puts it in order: native fields, folded away on a narrow screen until they are wanted. */
export function Controls(props: {
  readonly id: string
  readonly data: CompareData
  readonly filters: Filters
  readonly order: Order
  filter(filters: Filters): void
  sort(order: Order): void
}) {
  const { id, data, filters, order, filter, sort } = props
  const [isOpen, setOpen] = useState(isWide)
  const sorts = data.columns.flatMap((column, index) => (column.sort ? [index] : []))
  const singles = data.columns.flatMap((_, index) => (filterOf(data, index) === "pick" ? [index] : []))
  const active = countActive(filters)
  return (
    <details class="controls" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{active > 0 ? text.controlsActive(active) : text.controls}</summary>
      <div class="control-row">
        <div class="control">
          <label for={`${id}-search`}>{text.search}</label>
          <input
            id={`${id}-search`}
            type="search"
            autoComplete="off"
            value={filters.search}
            onInput={({ currentTarget }) => filter({ ...filters, search: currentTarget.value })}
          />
        </div>
        {singles.map((column) => (
          <div key={column} class="control">
            <label for={`${id}-filter-${column}`} lang={contentLanguage()}>
              {data.columns[column]?.label}
            </label>
            <select
              id={`${id}-filter-${column}`}
              value={filters.values[column] ?? ""}
              onChange={({ currentTarget }) =>
                filter({ ...filters, values: { ...filters.values, [column]: currentTarget.value } })
              }
            >
              <option value="">{text.any}</option>
              {optionsOf(data, column).map((value) => (
                <option key={value} value={value} lang={contentLanguage()}>
                  {inWords(data, value, text.unknown)}
                </option>
              ))}
            </select>
          </div>
        ))}
        <div class="control">
          <label for={`${id}-sort`}>{text.sort}</label>
          <select
            id={`${id}-sort`}
            value={orderKey(order)}
            onChange={({ currentTarget }) => sort(orderOf(currentTarget.value))}
          >
            <option value="">{text.asListed}</option>
            <option value="name">{text.nameUp}</option>
            <option value="name-">{text.nameDown}</option>
            {sorts.map((column) => (
              <option key={column} value={String(column)} lang={contentLanguage()}>
                {data.columns[column]?.label}
              </option>
            ))}
            {order.isReversed && typeof order.by === "number" && (
              <option value={orderKey(order)}>{text.reversed(data.columns[order.by]?.label ?? "")}</option>
            )}
          </select>
        </div>
      </div>
      {[undefined, ...groupsOf(data)].map((group) => (
        <Needs key={group ?? ""} {...props} group={group} />
      ))}
      <div class="control-end">
        {data.covered.length > 1 && <Strongest {...props} />}
        <button type="button" class="button-plain" onClick={() => filter(noFilters)}>
          {text.reset}
        </button>
      </div>
    </details>
  )
}

/** The columns of a group as boxes: an item must do all that are ticked. */
function Needs(props: {
  readonly data: CompareData
  readonly filters: Filters
  readonly group: string | undefined
  filter(filters: Filters): void
}) {
  const { data, filters, group, filter } = props
  const columns = data.columns.flatMap((column, index) =>
    column.group === group && filterOf(data, index) === "tick" ? [index] : [],
  )
  if (columns.length === 0) return null
  return (
    <fieldset class="needs">
      <legend lang={group === undefined ? undefined : contentLanguage()}>{group ?? text.needs}</legend>
      <div class="boxes">
        {columns.map((column) => (
          <label key={column} class="box">
            <input
              type="checkbox"
              checked={filters.needs.indexOf(column) >= 0}
              onChange={({ currentTarget }) =>
                filter({
                  ...filters,
                  needs: currentTarget.checked
                    ? filters.needs.concat(column)
                    : filters.needs.filter((one) => one !== column),
                })
              }
            />
            <span lang={contentLanguage()}>{data.columns[column]?.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Which of the words that count are enough for what is ticked. */
function Strongest(props: {
  readonly id: string
  readonly data: CompareData
  readonly filters: Filters
  filter(filters: Filters): void
}) {
  const { id, data, filters, filter } = props
  const { covered } = data
  const upTo = (count: number) => {
    const words = covered.slice(0, count).map((code) => inWords(data, code, text.unknown))
    return words.join(` ${text.or} `)
  }
  return (
    <div class="control is-inline">
      <label for={`${id}-strongest`}>{text.ticked}</label>
      <select
        id={`${id}-strongest`}
        value={String(filters.strongest)}
        onChange={({ currentTarget }) => filter({ ...filters, strongest: Number(currentTarget.value) })}
      >
        <option value="0">{upTo(covered.length)}</option>
        {covered.slice(1).map((_, index) => (
          <option key={index} value={String(covered.length - 1 - index)}>
            {upTo(covered.length - 1 - index)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** How many things are asked of the table. */
function countActive({ search, values, needs }: Filters): number {
  const set = Object.keys(values).filter((key) => values[Number(key)])
  return (search.trim() === "" ? 0 : 1) + set.length + needs.length
}

/** Where there is room, nobody has to look for the filters. */
function isWide(): boolean {
  return matchMedia("(min-width: 48em)").matches
}

function orderKey({ by, isReversed }: Order): string {
  return by === undefined ? "" : `${by}${isReversed ? "-" : ""}`
}

function orderOf(key: string): Order {
  const isReversed = key.slice(-1) === "-"
  const by = isReversed ? key.slice(0, -1) : key
  if (by === "") return { isReversed: false }
  return { by: by === "name" ? "name" : Number(by), isReversed }
}
