import { useState } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import type { CompareData, CompareItem } from "./kind.ts"
import { Cell } from "./Said.tsx"
import { Select, type Selection } from "./Select.tsx"
import { compareStrings } from "./strings.ts"
import { cellOf, filterOf, gradeOf, groupsOf, inWords, type Order } from "./table.ts"

const text = compareStrings

/** The items as the rows of a table. It scrolls by itself where it is wider than the screen, also by the arrow keys. */
export function Chart(props: {
  readonly id: string
  readonly data: CompareData
  readonly shown: readonly number[]
  readonly order: Order
  /** The group of columns shown; nothing for all. */
  readonly group: string | undefined
  readonly selection: Selection
  sort(order: Order): void
  show(group: string | undefined): void
  /** Opens the card of an item. */
  open(place: number): void
}) {
  const { id, data, shown, order, group, selection, sort, show, open } = props
  const groups = groupsOf(data).filter((one) => data.columns.some((column) => column.group === one && column.chart))
  const columns = data.columns.flatMap((column, index) =>
    column.chart && (column.group === undefined || group === undefined || column.group === group) ? [index] : [],
  )
  const [isSorting, setSorting] = useState(false)

  function head(by: number | "name", label: string, canSort: boolean) {
    const isBy = order.by === by
    return {
      "aria-sort": isBy ? (order.isReversed ? ("descending" as const) : ("ascending" as const)) : undefined,
      children: canSort ? (
        <button
          type="button"
          class="sorter"
          onClick={() => {
            setSorting(true)
            sort({ by, isReversed: isBy && !order.isReversed })
          }}
        >
          <span lang={contentLanguage()}>{label}</span>
          <span class="arrow" aria-hidden="true">
            {isBy ? (order.isReversed ? "↓" : "↑") : "↕"}
          </span>
        </button>
      ) : (
        <span lang={contentLanguage()}>{label}</span>
      ),
    }
  }

  const name = data.name ?? text.name
  const sorted = order.by === undefined ? undefined : order.by === "name" ? name : data.columns[order.by]?.label
  return (
    <>
      <div class="chart-head">
        {groups.length > 1 && (
          <div class="control is-inline">
            <label for={`${id}-columns`}>{text.columns}</label>
            <select
              id={`${id}-columns`}
              value={group ?? ""}
              onChange={({ currentTarget }) => show(currentTarget.value === "" ? undefined : currentTarget.value)}
            >
              {groups.map((one) => (
                <option key={one} value={one} lang={contentLanguage()}>
                  {one}
                </option>
              ))}
              <option value="">{text.allColumns}</option>
            </select>
          </div>
        )}
        <Legend data={data} />
      </div>
      {data.items.some(({ cells }) => cells.some(isUnconfirmed)) && <p class="hint">{text.unconfirmed}</p>}
      <p class="hidden" role="status">
        {isSorting && sorted !== undefined && text.sorted(sorted, order.isReversed)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus, or the keyboard cannot scroll it. */}
      <section class="scroll" tabIndex={0} aria-label={text.chart(data.description)}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="corner" {...head("name", name, true)} />
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  title={data.columns[column]?.hint}
                  {...head(column, data.columns[column]?.label ?? "", data.columns[column]?.sort === true)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((place) => {
              const item = data.items[place]
              if (!item) return null
              return (
                <tr key={item.id}>
                  <th scope="row">
                    <span class="row-head">
                      <Select place={place} name={item.name} selection={selection} isBare />
                      <button type="button" class="button-link" onClick={() => open(place)}>
                        <span class="hidden">{text.openCard} </span>
                        <span lang={contentLanguage()}>{item.name}</span>
                      </button>
                    </span>
                  </th>
                  {columns.map((column) => (
                    <td key={column} class={filterOf(data, column) === "tick" ? "is-coded" : undefined}>
                      <Cell data={data} cell={cellOf(item, column)} isShort />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </>
  )
}

function isUnconfirmed(cell: CompareItem["cells"][number]): boolean {
  return cell !== null && typeof cell !== "string" && cell.status === "unconfirmed"
}

/** What the signs before the words of the chart look like, in words. */
function Legend({ data }: { readonly data: CompareData }) {
  const codes = Object.keys(data.words)
  if (codes.length === 0) return null
  return (
    <ul class="legend" aria-label={text.legend}>
      {codes.map((code) => (
        <li key={code} lang={contentLanguage()} class={`value is-${gradeOf(data, code) ?? "none"}`}>
          {inWords(data, code, text.unknown)}
        </li>
      ))}
    </ul>
  )
}
