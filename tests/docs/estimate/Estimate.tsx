import type { ActivityProps } from "../../../src/activities/kind.ts"
import { Question } from "../../../src/activities/Question.tsx"
import { activityStrings } from "../../../src/activities/strings.ts"
import { useTries } from "../../../src/activities/useTries.ts"
import { type EstimateData, inWords, numberOf, placesOf } from "./kind.ts"

/** A slider, native so that arrow keys and screen readers work it, with the number it stands at beside it. */
export function Estimate(props: ActivityProps<EstimateData>) {
  const { activity, work } = props
  const { data, id } = activity
  const places = placesOf(data)
  const tries = useTries(props, {
    blank: { marks: [Math.floor((places - 1) / 2)], texts: [] },
    problemIn: () => undefined,
  })
  const now = inWords(data, numberOf(data, tries.answer) ?? data.from)
  return (
    <Question
      activity={activity}
      work={work}
      tries={tries}
      partly=""
      said={
        tries.isSettled &&
        tries.level < activity.levels && (
          <p class="key">
            {activityStrings.rightAnswer}: <b>{inWords(data, data.answer)}</b>
          </p>
        )
      }
    >
      {tries.stage !== "closed" && (
        <input
          type="range"
          min={0}
          max={places - 1}
          value={tries.answer.marks[0] ?? 0}
          aria-label={data.description}
          aria-valuetext={now}
          aria-describedby={`${id}-problem`}
          onInput={({ currentTarget }) => tries.change({ marks: [Number(currentTarget.value)], texts: [] })}
        />
      )}
      <p class="estimated">{now}</p>
    </Question>
  )
}
