import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import { answerOf, chosenOf, mostChosen } from "../chosen.ts"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { Cards, cardId } from "./Cards.tsx"
import { Chart } from "./Chart.tsx"
import { Controls } from "./Controls.tsx"
import type { CompareData } from "./kind.ts"
import { SideBySide } from "./SideBySide.tsx"
import { compareStrings } from "./strings.ts"
import { asListed, type Filters, groupsOf, noFilters, type Order, shownItems } from "./table.ts"

const text = compareStrings

/** How a learner looks at the table. */
interface View {
  readonly mode: "cards" | "chart" | "side"
  readonly filters: Filters
  readonly order: Order
  /** Places of the cards that are open. */
  readonly opened: readonly number[]
  /** The group of columns in the chart; nothing for all. */
  readonly group?: string | undefined
  readonly onlyDifferent: boolean
}

/** Views of the tables of this session: whoever looks up a source and comes back finds the table as it was left. */
const views = new WeakMap<CompareData, View>()

/** A table to explore: cards, a chart, and up to four things side by side. What is chosen is kept; how one looks is not. */
export function Compare({ activity, work, open, onAnswer, onDraft }: ActivityProps<CompareData>) {
  const { data, id } = activity
  const [view, setView] = useState<View>(() => views.get(data) ?? firstView(data))
  const [said, setSaid] = useState("")
  const focus = useRef<string | undefined>(undefined)
  const chosen = chosenOf(work?.answer ?? { marks: [] }, data.items.length)
  const shown = shownItems(data, view.filters, view.order)

  function change(part: Partial<View>) {
    const next = { ...view, ...part }
    views.set(data, next)
    setView(next)
  }

  function choose(place: number, isChosen: boolean): boolean {
    const name = data.items[place]?.name ?? ""
    const others = chosen.filter((one) => one !== place)
    if (isChosen && others.length >= mostChosen) {
      setSaid(text.full(mostChosen))
      return false
    }
    const next = isChosen ? others.concat(place) : others
    setSaid((isChosen ? text.added : text.removed)(name, next.length, mostChosen))
    // From two on there is something to compare: that is what "done" means here.
    if (next.length > 1) onAnswer(answerOf(next))
    else onDraft(answerOf(next))
    return isChosen
  }

  /** The button that was pressed is gone with the item: the focus goes on to the next. */
  function leave(place: number) {
    const [next] = chosen.filter((one) => one !== place)
    focus.current = next === undefined ? `${id}-view-${view.mode}` : `${id}-chosen-${next}`
    choose(place, false)
  }

  /** Shows the card of an item, opened. */
  function openCard(place: number) {
    const item = data.items[place]
    if (!item) return
    focus.current = cardId(id, item)
    change({ mode: "cards", opened: view.opened.filter((one) => one !== place).concat(place) })
  }

  useLayoutEffect(() => {
    if (focus.current === undefined) return
    document.getElementById(focus.current)?.focus()
    focus.current = undefined
  })

  const selection = open ? { chosen, choose } : { chosen }
  const all = data.items.length
  return (
    <section class="kind kind-compare" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      {data.note !== undefined && (
        <p class="hint" lang={contentLanguage()}>
          {data.note}
        </p>
      )}
      <div class="explorer">
        <fieldset class="views">
          <legend class="hidden">{text.view}</legend>
          {(["cards", "chart", "side"] as const).map((mode) => (
            <button
              key={mode}
              id={`${id}-view-${mode}`}
              type="button"
              class="button-plain"
              aria-pressed={view.mode === mode}
              onClick={() => {
                setSaid("")
                change({ mode })
              }}
            >
              {mode === "side" ? text.views.side(chosen.length) : text.views[mode]}
            </button>
          ))}
        </fieldset>
        {view.mode !== "side" && (
          <Controls
            id={id}
            data={data}
            filters={view.filters}
            order={view.order}
            filter={(filters) => change({ filters })}
            sort={(order) => change({ order })}
          />
        )}
        {chosen.length > 0 && (
          <div class="chosen">
            <p>{text.chosen}</p>
            <ul>
              {chosen.map((place) => (
                <li key={place}>
                  {open ? (
                    <button
                      id={`${id}-chosen-${place}`}
                      type="button"
                      class="button-plain"
                      onClick={() => leave(place)}
                    >
                      <span class="hidden">{text.remove} </span>
                      <span lang={contentLanguage()}>{data.items[place]?.name}</span>
                      <span aria-hidden="true"> ×</span>
                    </button>
                  ) : (
                    <span lang={contentLanguage()}>{data.items[place]?.name}</span>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
        <p class="choosing" role="status">
          {said}
        </p>
        <p class="count" role="status">
          {view.mode !== "side" && text.shown(shown.length, all)}
        </p>
        <h2 class="hidden">{view.mode === "side" ? text.side : text.views[view.mode]}</h2>
        {view.mode !== "side" && shown.length === 0 && <p class="empty">{text.nothingFits}</p>}
        {view.mode === "cards" && (
          <Cards
            id={id}
            data={data}
            shown={shown}
            opened={view.opened}
            selection={selection}
            open={(place, isOpen) => {
              const others = view.opened.filter((one) => one !== place)
              if (isOpen !== view.opened.length > others.length)
                change({ opened: isOpen ? others.concat(place) : others })
            }}
          />
        )}
        {view.mode === "chart" && shown.length > 0 && (
          <Chart
            id={id}
            data={data}
            shown={shown}
            order={view.order}
            group={view.group}
            selection={selection}
            sort={(order) => change({ order })}
            show={(group) => change({ group })}
            open={openCard}
          />
        )}
        {view.mode === "side" && (
          <SideBySide
            id={id}
            data={data}
            chosen={chosen}
            onlyDifferent={view.onlyDifferent}
            differ={(onlyDifferent) => change({ onlyDifferent })}
          />
        )}
      </div>
    </section>
  )
}

function firstView(data: CompareData): View {
  const [group] = groupsOf(data)
  return { mode: "cards", filters: noFilters, order: asListed, opened: [], group, onlyDifferent: false }
}
