import { textAt } from "../answer.ts"
import type { ActivityProps } from "../kind.ts"
import { Question } from "../Question.tsx"
import { activityStrings } from "../strings.ts"
import { SaidOfText, TextAnswer } from "../TextAnswer.tsx"
import { useTries } from "../useTries.ts"
import { type FillInData, foreseen, room } from "./kind.ts"

const text = activityStrings

/** A line to write on, within the sentence when it has a blank. */
export function FillIn(props: ActivityProps<FillInData>) {
  const { activity, work } = props
  const { data, id } = activity
  const most = room(data)
  const tries = useTries(props, {
    blank: { marks: [], texts: [""] },
    problemIn(answer) {
      const written = textAt(answer, 0).trim()
      return written === "" ? text.writeAnswer : written.length > most ? text.tooLong(most) : undefined
    },
  })
  const found = foreseen(data, tries.answer)
  return (
    <Question
      activity={activity}
      work={work}
      tries={tries}
      isGroup={false}
      said={
        <SaidOfText
          tries={tries}
          feedback={found?.feedback}
          rightAnswer={data.answers.find(({ isRight }) => isRight)?.text ?? ""}
        />
      }
    >
      <TextAnswer
        id={id}
        tries={tries}
        prompt={data.around ?? data.prompt}
        inputMode="text"
        width={data.around ? 16 : Math.min(32, most)}
      />
    </Question>
  )
}
