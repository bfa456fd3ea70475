import { contentLanguage } from "../../player/language.ts"
import { compareStrings } from "./strings.ts"

const text = compareStrings

/** What is chosen to stand side by side, and a way to choose; none in review. */
export interface Selection {
  /** Places of the items, in the order of choosing. */
  readonly chosen: readonly number[]
  /** Chooses an item or leaves it. Gives whether it is chosen afterwards. */
  readonly choose?: (place: number, isChosen: boolean) => boolean
}

/** A box that puts an item beside others. */
export function Select(props: {
  readonly place: number
  readonly name: string
  readonly selection: Selection
  /** Leaves the visible word to the heading of the column. */
  readonly isBare?: boolean
}) {
  const { place, name, selection, isBare = false } = props
  const { chosen, choose } = selection
  const isChosen = chosen.indexOf(place) >= 0
  if (!choose) return isChosen ? <span class="chosen-word">{text.isChosen}</span> : null
  return (
    <label class={isBare ? "box is-bare" : "box"}>
      <input
        type="checkbox"
        checked={isChosen}
        onChange={({ currentTarget }) => {
          // One more than fit is not taken: the box must say so, too.
          currentTarget.checked = choose(place, currentTarget.checked)
        }}
      />
      {isBare ? (
        <span class="hidden">{text.choose(name)}</span>
      ) : (
        <span>
          {text.chooseWord}{" "}
          <span class="hidden" lang={contentLanguage()}>
            {name}
          </span>
        </span>
      )}
    </label>
  )
}
