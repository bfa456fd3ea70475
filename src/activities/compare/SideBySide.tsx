import { contentLanguage } from "../../player/language.ts"
import { mostChosen } from "../chosen.ts"
import type { CompareData } from "./kind.ts"
import { Cell, Claims, Hint } from "./Said.tsx"
import { compareStrings } from "./strings.ts"
import { cellOf, groupsOf, isDiffering } from "./table.ts"

const text = compareStrings

/** The items chosen, a column each, and what they are compared by between the rows, so that two fit on a phone. */
export function SideBySide(props: {
  readonly id: string
  readonly data: CompareData
  readonly chosen: readonly number[]
  readonly onlyDifferent: boolean
  differ(onlyDifferent: boolean): void
}) {
  const { id, data, chosen, onlyDifferent, differ } = props
  const items = chosen.flatMap((place) => data.items[place] ?? [])
  if (items.length === 0) return <p class="empty">{text.noneChosen(mostChosen)}</p>
  const wanted = data.columns.map((_, column) => !onlyDifferent || isDiffering(data, chosen, column))
  const hidden = wanted.filter((isWanted) => !isWanted).length
  const groups: readonly (string | undefined)[] = [undefined, ...groupsOf(data)]
  return (
    <>
      {items.length === 1 && <p class="hint">{text.oneChosen}</p>}
      {items.length > 1 && (
        <div class="differ">
          <label class="box">
            <input
              type="checkbox"
              checked={onlyDifferent}
              onChange={({ currentTarget }) => differ(currentTarget.checked)}
            />
            <span>{text.onlyDifferent}</span>
          </label>
          <p class="hint" role="status">
            {onlyDifferent && text.hiddenRows(hidden)}
          </p>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus, or the keyboard cannot scroll it. */}
      <section class={`scroll is-side of-${items.length}`} tabIndex={0} aria-label={text.side}>
        <table>
          <thead>
            <tr>
              {items.map((item) => (
                <th key={item.id} id={`${id}-side-${item.id}`} scope="col" lang={contentLanguage()}>
                  {item.name}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => {
            const columns = data.columns.flatMap((column, index) =>
              column.group === group && wanted[index] ? [index] : [],
            )
            if (columns.length === 0) return null
            return (
              <tbody key={group ?? ""}>
                {group !== undefined && (
                  <tr class="group">
                    <th scope="rowgroup" colSpan={items.length} lang={contentLanguage()}>
                      <div class="line">{group}</div>
                    </th>
                  </tr>
                )}
                {columns.map((column) => [
                  <tr key={`${column}-label`} class="label">
                    <th id={`${id}-side-row-${column}`} scope="row" colSpan={items.length} lang={contentLanguage()}>
                      <div class="line">
                        {data.columns[column]?.label}
                        <Hint column={data.columns[column]} />
                      </div>
                    </th>
                  </tr>,
                  <tr key={column}>
                    {items.map((item) => (
                      <td key={item.id} headers={`${id}-side-row-${column} ${id}-side-${item.id}`}>
                        <Cell data={data} cell={cellOf(item, column)} />
                      </td>
                    ))}
                  </tr>,
                ])}
              </tbody>
            )
          })}
          {items.some(({ claims = [] }) => claims.length > 0) && (
            <tbody>
              <tr class="label">
                <th id={`${id}-side-claims`} scope="row" colSpan={items.length}>
                  <div class="line">{text.claims}</div>
                </th>
              </tr>
              <tr>
                {items.map((item) => (
                  <td key={item.id} headers={`${id}-side-claims ${id}-side-${item.id}`}>
                    {item.claims && <Claims data={data} claims={item.claims} />}
                  </td>
                ))}
              </tr>
            </tbody>
          )}
        </table>
      </section>
    </>
  )
}
