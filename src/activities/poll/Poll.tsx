import { ActivityForm } from "../ActivityForm.tsx"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml, ReadOut } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { Options } from "../Options.tsx"
import { activityStrings } from "../strings.ts"
import { useTries } from "../useTries.ts"
import { type PollData, wordsOf } from "./kind.ts"

const text = activityStrings

/** A poll. An answer gets the reply to it, and, when it was asked before, what changed since. */
export function Poll(props: ActivityProps<PollData>) {
  const { activity, workOn, isElsewhere } = props
  const { data, id } = activity
  const { options, isScale } = data
  const { again } = data
  const tries = useTries(props, {
    blank: { marks: [], texts: [] },
    problemIn: ({ marks }) => (marks.length > 0 ? undefined : text.chooseOne),
  })
  const [chosen] = tries.answer.marks
  const isClosed = tries.stage === "closed"
  const earlier = again === undefined ? undefined : workOn(again)
  const before = earlier && earlier.tries > 0 ? earlier.answer.marks[0] : undefined
  const isApart = again !== undefined && isElsewhere(again)
  return (
    <ActivityForm
      kind={activity.kind}
      id={id}
      asked={data}
      tries={tries}
      status={
        tries.isTried ? (
          <>
            {isApart && <p>{text.askedElsewhere}</p>}
            {again !== undefined && !isApart && <Comparison data={data} before={before} now={chosen} />}
            {!isClosed && <p>{text.answerKept}</p>}
            <ReadOut html={options[chosen ?? -1]?.beneath ?? ""} />
          </>
        ) : (
          isClosed && chosen === undefined && <p>{text.notAnswered}</p>
        )
      }
      after={tries.last && <Explanation html={data.explanation} />}
      button={tries.stage === "tried" ? text.change : text.keep}
    >
      <Options
        name={id}
        isSeveral={false}
        isClosed={isClosed}
        choose={(index) => tries.change({ marks: [index], texts: [] })}
        options={options.map((option, index) => {
          const isChosen = index === chosen
          const label = (
            <>
              {isScale && <span class="place-number">{index + 1}</span>} <InlineHtml html={option.html} />
            </>
          )
          const reply = tries.isTried ? option.beneath : undefined
          if (!isChosen || (!isClosed && reply === undefined)) return { index, label, isChosen }
          const beneath = (
            <>
              {isClosed && <Word tone="note" word={text.yourAnswer} />}
              {reply !== undefined && <Html html={reply} />}
            </>
          )
          return { index, label, isChosen, beneath }
        })}
      />
    </ActivityForm>
  )
}

/** Two answers to one question, before and now, and the difference in words. */
function Comparison(props: {
  readonly data: PollData
  readonly before: number | undefined
  readonly now: number | undefined
}) {
  const { data, before, now } = props
  if (now === undefined) return null
  if (before === undefined) return <p>{text.notAnsweredBefore}</p>
  const steps = now - before
  const difference =
    steps === 0
      ? text.unchanged
      : !data.isScale
        ? text.changed
        : steps > 0
          ? text.movedUp(steps)
          : text.movedDown(-steps)
  return (
    <>
      <dl class="comparison">
        <div>
          <dt>{text.before}</dt>
          <dd>{wordsOf(data, before)}</dd>
        </div>
        <div>
          <dt>{text.now}</dt>
          <dd>{wordsOf(data, now)}</dd>
        </div>
      </dl>
      <p class="difference">{difference}</p>
    </>
  )
}
