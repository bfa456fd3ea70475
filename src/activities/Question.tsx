import type { ComponentChildren } from "preact"
import type { Work } from "../learner/state.ts"
import { ActivityForm } from "./ActivityForm.tsx"
import { Explanation } from "./Explanation.tsx"
import { Word, words } from "./Feedback.tsx"
import type { ActivityProps, Prompted } from "./kind.ts"
import { activityStrings } from "./strings.ts"
import type { Tries } from "./useTries.ts"

const text = activityStrings

type Asked = ActivityProps<Prompted>["activity"]

/** The frame of an activity with right answers: verdict, tries, and the explanation once it is over. */
export function Question(props: {
  readonly activity: Asked
  readonly work: Work | undefined
  readonly tries: Tries
  readonly isGroup?: boolean
  readonly hint?: string | undefined
  /** How far an answer is right that is not wholly so; otherwise how many of its parts are. */
  readonly partly?: string | undefined
  /** What is said about the answer besides the verdict. */
  readonly said?: ComponentChildren
  readonly children: ComponentChildren
}) {
  const { activity, work, tries, isGroup = true, hint, partly, said, children } = props
  const { data } = activity
  return (
    <ActivityForm
      kind={activity.kind}
      id={activity.id}
      asked={data}
      tries={tries}
      isGroup={isGroup}
      hint={hint}
      status={
        <>
          <Verdict activity={activity} work={work} tries={tries} partly={partly} />
          {said}
        </>
      }
      after={tries.isSettled && <Explanation html={data.explanation} />}
      button={tries.stage === "tried" ? text.tryAgain : text.check}
      aside={tries.stage === "answering" && <Stakes activity={activity} work={work} />}
    >
      {children}
    </ActivityForm>
  )
}

/** How the last try went, in words. */
function Verdict(props: {
  readonly activity: Asked
  readonly work: Work | undefined
  readonly tries: Tries
  readonly partly: string | undefined
}) {
  const { activity, work, tries } = props
  const { levels, attempts } = activity
  if (!work || !tries.isTried) {
    return tries.stage === "closed" ? <p>{work ? text.notChecked : text.notAnswered}</p> : null
  }
  const tone = tries.level >= levels ? "good" : tries.level > 0 ? "partly" : "bad"
  const left = attempts - work.tries
  const more = [
    tone === "good" ? "" : (props.partly ?? (tone === "partly" ? text.someRight(tries.level, levels) : "")),
    work.best > tries.level ? text.bestCounts(work.best, levels) : "",
    tone !== "good" && attempts > 0 ? (left > 0 ? text.triesLeft(left) : text.noTriesLeft) : "",
  ].filter((sentence) => sentence !== "")
  return (
    <p class="outcome">
      <Word tone={tone} word={`${words[tone]}.`} />
      {more.length > 0 && ` ${more.join(" ")}`}
    </p>
  )
}

/** What a try costs and brings, before it is made. */
function Stakes({ activity, work }: { readonly activity: Asked; readonly work: Work | undefined }) {
  const { points, attempts } = activity
  const done = work?.tries ?? 0
  const left = done === 0 ? text.tries(attempts) : text.triesLeft(attempts - done)
  return <>{[points > 0 ? text.worth(points) : text.practice, attempts > 0 ? left : ""].join(" ").trim()}</>
}
