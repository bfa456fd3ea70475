import { pointsOf } from "../../learner/level.ts"
import type { Answer } from "../../lesson/model.ts"
import { Word } from "../Feedback.tsx"
import type { ActivityProps } from "../kind.ts"
import type { Judgement } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { earned, soundScores } from "./points.ts"
import { matrixStrings } from "./strings.ts"

const text = matrixStrings

/** How the points of what stands there now come about: what counts, and where to look again. */
export function Points(
  props: Pick<ActivityProps<MatrixData>, "activity" | "kind" | "work"> & {
    readonly answer: Answer
    readonly judgement: Judgement
  },
) {
  const { activity, kind, work, answer, judgement } = props
  const { data } = activity
  const { gates, exceptions, weights, sensitivity, choice } = earned(data, answer)
  const sound = soundScores(data, judgement)
  const all = sound.flat()
  const near = all.filter((one) => one).length
  const again = data.criteria.flatMap(({ name }, criterion) => (sound[criterion]?.includes(false) ? [name] : []))
  const percent = (share: number) => Math.floor(share * 100)
  const now = pointsOf(activity, kind.score(data, answer))
  const best = pointsOf(activity, work?.best ?? 0)
  const lines: readonly (readonly [isWhole: boolean, words: string])[] = [
    [gates === 1, text.pointsGates(percent(gates))],
    [exceptions === 1, text.pointsExceptions(percent(exceptions))],
    [
      near === all.length,
      [text.pointsScores(near, all.length), again.length > 0 ? text.lookAgain(again.join(", ")) : ""].join(" ").trim(),
    ],
    [weights, text.pointsWeights(weights)],
    [sensitivity, text.pointsSensitivity(sensitivity)],
    [choice, text.pointsChoice(choice)],
  ]
  return (
    <div class="matrix-points">
      <p class="matrix-given-title">{text.pointsTitle}</p>
      {activity.points > 0 && <p>{text.pointsNow(rounded(now), activity.points, rounded(best))}</p>}
      <ul class="matrix-plain">
        {lines.map(([isWhole, words]) => (
          <li key={words}>
            <Word tone={isWhole ? "good" : "partly"} word={isWhole ? text.whole : text.partly} /> {words}
          </li>
        ))}
      </ul>
      <p class="hint">{text.whyPoints}</p>
    </div>
  )
}

function rounded(points: number): string {
  return String(Math.round(points * 100) / 100)
}
