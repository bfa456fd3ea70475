import { useRef } from "preact/hooks"
import { contentLanguage } from "../../player/language.ts"
import type { Quote } from "../kind.ts"
import { NothingYet } from "../NothingYet.tsx"
import type { Offer, Take } from "./kind.ts"
import { formStrings } from "./strings.ts"

const text = formStrings

/** Pieces of other activities to tick: what was written there is taken over as it stands. */
export function Picks(props: {
  readonly id: string
  /** Heading of the part, for those who hear one group of boxes after another. */
  readonly part: string
  readonly take: Take
  readonly offers: readonly Offer[]
  /** Keys of the pieces ticked. */
  readonly picked: readonly number[]
  isElsewhere(id: string): boolean
  pick(keys: readonly number[]): void
}) {
  const { id, part, take, offers, picked, isElsewhere, pick } = props
  // What was ticked stays to be unticked, though it would not be offered any more, and does not go away beneath the pointer.
  const seen = useRef(new Set<number>())
  for (const key of picked) seen.current.add(key)
  const quotes = offers.flatMap(({ quotes, offered }) =>
    quotes.filter(({ key }) => offered.includes(key) || seen.current.has(key)),
  )
  const there = picked.filter((key) => quotes.some((quote) => quote.key === key))
  if (quotes.length === 0) {
    const sources = offers.map(({ source }) => source)
    return <NothingYet nothing={text.nothingToPick} sources={sources} isElsewhere={isElsewhere} />
  }
  const isFull = there.length >= take.most
  return (
    <fieldset class="picks">
      <legend>
        <span class="hidden" lang={contentLanguage()}>
          {part}:{" "}
        </span>
        {text.pick(take.least, take.most)}
      </legend>
      <ul class="pick-list">
        {quotes.map((quote) => {
          const isPicked = there.includes(quote.key)
          const box = `${id}-${quote.key}`
          return (
            <li key={box}>
              <label class="pick" for={box}>
                <input
                  id={box}
                  type="checkbox"
                  checked={isPicked}
                  disabled={isFull && !isPicked}
                  onChange={({ currentTarget }) =>
                    pick(currentTarget.checked ? [...there, quote.key] : there.filter((key) => key !== quote.key))
                  }
                />
                <QuoteText quote={quote} />
              </label>
            </li>
          )
        })}
      </ul>
      <p class="hint" role="status">
        {text.picked(there.length, take.most)}
        {isFull && ` ${text.untick}`}
        {there.length < picked.length && ` ${text.goneMissing}`}
      </p>
    </fieldset>
  )
}

/** A piece taken over: what it is, and what was written. */
export function QuoteText({ quote: { label, text } }: { readonly quote: Quote }) {
  return (
    <span class="quote" lang={contentLanguage()}>
      {label !== text && <b>{label.replace(/([^?!.:…])$/, "$1:")} </b>}
      {text}
    </span>
  )
}
