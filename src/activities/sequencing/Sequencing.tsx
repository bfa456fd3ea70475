import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { type Item, plainText } from "../label.ts"
import { Question } from "../Question.tsx"
import { activityStrings } from "../strings.ts"
import { useTries } from "../useTries.ts"
import { isOrder, type SequencingData } from "./kind.ts"

const text = activityStrings

/** A list to put in order with native buttons. The moved item keeps the focus and says where it is now. */
export function Sequencing(props: ActivityProps<SequencingData>) {
  const { activity, work } = props
  const { data, id } = activity
  const { items, start } = data
  const tries = useTries(props, {
    blank: { marks: start, texts: [] },
    problemIn: ({ marks }) => (marks.join() === start.join() ? text.moveFirst : undefined),
  })
  const order = isOrder(data, tries.answer) ? tries.answer.marks : start
  const list = useRef<HTMLOListElement>(null)
  const [moved, setMoved] = useState<string>()
  const toFocus = useRef<string | undefined>(undefined)
  const isClosed = tries.stage === "closed"

  // Moving an item in the document takes the focus from its button: give it back.
  useLayoutEffect(() => {
    if (toFocus.current !== undefined) list.current?.querySelector<HTMLElement>(`#${toFocus.current}`)?.focus()
    toFocus.current = undefined
  })

  function move(place: number, by: 1 | -1) {
    const index = order[place] ?? 0
    const name = nameOf(items[index])
    const other = order[place + by]
    if (other === undefined) {
      setMoved(by < 0 ? text.alreadyFirst(name) : text.alreadyLast(name))
      return
    }
    const next = order.map((item, at) => (at === place ? other : at === place + by ? index : item))
    toFocus.current = `${id}-${index}-${by < 0 ? "up" : "down"}`
    setMoved(text.moved(name, place + by + 1, order.length))
    tries.change({ marks: next, texts: [] })
  }

  return (
    <Question
      activity={activity}
      work={work}
      tries={tries}
      hint={text.moveHint}
      partly={text.inPlace(tries.level, activity.levels)}
    >
      {isClosed && tries.isSettled && tries.level < activity.levels && <p class="list-title">{text.yourOrder}</p>}
      <ol class="sequence" ref={list}>
        {order.map((index, place) => {
          const item = items[index]
          if (!item) return null
          const follows = place > 0 && order[place - 1] === index - 1
          const field = `${id}-${index}`
          return (
            <li key={index} class="place">
              <div class="item">
                <InlineHtml html={item.html} />
                {tries.isTried && place > 0 && (
                  <Word tone={follows ? "good" : "bad"} word={follows ? text.followsRightly : text.followsWrongly} />
                )}
                {tries.isSettled && tries.level === activity.levels && item.beneath && <Html html={item.beneath} />}
              </div>
              {!isClosed && (
                <div class="moves">
                  <MoveButton
                    id={`${field}-up`}
                    name={nameOf(item)}
                    by={-1}
                    isEnd={place === 0}
                    move={() => move(place, -1)}
                  />
                  <MoveButton
                    id={`${field}-down`}
                    name={nameOf(item)}
                    by={1}
                    isEnd={place === order.length - 1}
                    move={() => move(place, 1)}
                  />
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <p class="hidden" role="status">
        {!isClosed && moved}
      </p>
      {tries.isSettled && tries.level < activity.levels && (
        <>
          <p class="list-title">{text.rightOrder}</p>
          <ol class="sequence">
            {items.map((item) => (
              <li key={item.html} class="place">
                <div class="item">
                  <InlineHtml html={item.html} />
                  {item.beneath && <Html html={item.beneath} />}
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </Question>
  )
}

/** At the end of the list the button stays, so that the focus does, and says why it does nothing. */
function MoveButton(props: {
  readonly id: string
  readonly name: string
  readonly by: 1 | -1
  readonly isEnd: boolean
  move(): void
}) {
  const { id, name, by, isEnd, move } = props
  return (
    <button type="button" class="button-outline" id={id} aria-disabled={isEnd} onClick={move}>
      {by < 0 ? text.moveUp : text.moveDown}
      <span class="hidden"> {name}</span>
    </button>
  )
}

function nameOf(item: Item | undefined): string {
  return item ? plainText(item) : ""
}
