import {
  ActivityForm,
  type ActivityProps,
  Explanation,
  InlineHtml,
  markAt,
  type OwnData,
  useTries,
} from "lessonpack/activity"

/** A slider, and what the author says once the answer was handed in. */
export function Component(props: ActivityProps<OwnData>) {
  const { id, kind, data } = props.activity
  const tries = useTries(props, { blank: { marks: [5], texts: [] }, problemIn: () => undefined })
  return (
    <ActivityForm
      kind={kind}
      id={id}
      asked={data}
      tries={tries}
      isGroup={false}
      status={tries.isTried && <p>Your answer is kept.</p>}
      after={tries.last && <Explanation html={data.explanation} />}
      button={tries.stage === "tried" ? "Change it" : "Keep it"}
    >
      <label class="question" for={`${id}-place`}>
        <InlineHtml html={data.prompt} />
      </label>
      <input
        id={`${id}-place`}
        type="range"
        min={0}
        max={10}
        value={markAt(tries.answer, 0)}
        disabled={tries.stage === "closed"}
        onInput={(event) => tries.change({ marks: [event.currentTarget.valueAsNumber], texts: [] })}
      />
    </ActivityForm>
  )
}
