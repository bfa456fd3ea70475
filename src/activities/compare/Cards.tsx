import { contentLanguage } from "../../player/language.ts"
import type { CompareCell, CompareData, CompareItem } from "./kind.ts"
import { Cell, Claims, Hint } from "./Said.tsx"
import { Select, type Selection } from "./Select.tsx"
import { compareStrings } from "./strings.ts"
import { cellOf, filterOf, groupsOf } from "./table.ts"

const text = compareStrings

/** The items one beneath the other: the most important of each at once, all the rest when it is opened. */
export function Cards(props: {
  readonly id: string
  readonly data: CompareData
  readonly shown: readonly number[]
  readonly opened: readonly number[]
  readonly selection: Selection
  open(place: number, isOpen: boolean): void
}) {
  const { id, data, shown, opened, selection, open } = props
  return (
    <ul class="cards">
      {shown.map((place) => {
        const item = data.items[place]
        if (!item) return null
        const isOpen = opened.indexOf(place) >= 0
        return (
          <li key={item.id} class={isOpen ? "card is-open" : "card"}>
            <div>
              <h3 id={cardId(id, item)} tabIndex={-1} lang={contentLanguage()}>
                {item.name}
              </h3>
              {item.summary !== undefined && <p lang={contentLanguage()}>{item.summary}</p>}
            </div>
            <dl class="facts">
              {data.columns.map(
                (column, index) =>
                  filterOf(data, index) === "pick" && (
                    <div key={column.label}>
                      <dt lang={contentLanguage()}>{column.label}</dt>
                      <dd>
                        <Brief data={data} cell={cellOf(item, index)} />
                      </dd>
                    </div>
                  ),
              )}
            </dl>
            <div class="card-ways">
              <Select place={place} name={item.name} selection={selection} />
              <details open={isOpen} onToggle={({ currentTarget }) => open(place, currentTarget.open)}>
                <summary>
                  {text.details}
                  <span class="hidden" lang={contentLanguage()}>
                    : {item.name}
                  </span>
                </summary>
                <Details data={data} item={item} />
              </details>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** What a cell says, and how sure it is; where it comes from stands among the details. */
function Brief({ data, cell: { value, status } }: { readonly data: CompareData; readonly cell: CompareCell }) {
  return <Cell data={data} cell={{ value, ...(status && { status }) }} isShort />
}

function isBare({ cells }: CompareItem, column: number): boolean {
  const cell = cells[column]
  return cell === null || typeof cell === "string"
}

/** The DOM id of an item's heading. */
export function cardId(id: string, item: CompareItem): string {
  return `${id}-card-${item.id}`
}

/** All that is known of an item: what sources say, then every column by its group. */
function Details({ data, item }: { readonly data: CompareData; readonly item: CompareItem }) {
  const { claims = [] } = item
  const groups: readonly (string | undefined)[] = [undefined, ...groupsOf(data)]
  return (
    <div class="details">
      {claims.length > 0 && (
        <div class="detail-part">
          <h4>{text.claims}</h4>
          <Claims data={data} claims={claims} />
        </div>
      )}
      {groups.map((group) => {
        // What the card says already, and no more is known of, need not be said twice.
        const columns = data.columns.flatMap((column, index) =>
          column.group === group && !(filterOf(data, index) === "pick" && isBare(item, index)) ? [index] : [],
        )
        if (columns.length === 0) return null
        return (
          <div key={group ?? ""} class="detail-part">
            <h4 lang={group === undefined ? undefined : contentLanguage()}>{group ?? text.general}</h4>
            <dl>
              {columns.map((column) => (
                <div key={column}>
                  <dt lang={contentLanguage()}>
                    {data.columns[column]?.label}
                    <Hint column={data.columns[column]} />
                  </dt>
                  <dd>
                    <Cell data={data} cell={cellOf(item, column)} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        )
      })}
    </div>
  )
}
