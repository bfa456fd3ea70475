import type { ComponentChildren } from "preact"
import type { Answer } from "../../lesson/model.ts"
import { withItem } from "../answer.ts"
import { Feedback, Word } from "../Feedback.tsx"
import { InlineHtml, ReadOut } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { Options } from "../Options.tsx"
import { Question } from "../Question.tsx"
import { activityStrings } from "../strings.ts"
import { type Tries, useTries } from "../useTries.ts"
import { type ChoiceData, type ChoiceOption, chosenOptions } from "./kind.ts"

const text = activityStrings

/** A choice. Each try shows the feedback of what was chosen; the key is shown when no more tries are taken. */
export function Choice(props: ActivityProps<ChoiceData>) {
  const { activity, work } = props
  const { data, id } = activity
  const { options, isSeveral, order = options.map((_, index) => index) } = data
  const tries = useTries(props, {
    blank: { marks: isSeveral ? options.map(() => 0) : [], texts: [] },
    problemIn: (answer) =>
      chosenOptions(data, answer).length > 0 ? undefined : isSeveral ? text.chooseSome : text.chooseOne,
  })
  const chosen = chosenOptions(data, tries.answer)
  const tried = tries.last ? chosenOptions(data, tries.last) : []
  const right = chosen.filter((index) => options[index]?.isRight).length

  function choose(index: number, isChosen: boolean) {
    const next: Answer = {
      marks: isSeveral ? withItem(tries.answer.marks, index, isChosen ? 1 : 0) : [index],
      texts: [],
    }
    tries.change(next)
  }

  return (
    <Question
      activity={activity}
      work={work}
      tries={tries}
      hint={isSeveral ? text.severalHint : undefined}
      partly={right > 0 ? text.netRight(right, chosen.length - right, tries.level, activity.levels) : undefined}
      said={tries.isTried && <ReadOut html={chosen.map((index) => options[index]?.beneath ?? "").join(" ")} />}
    >
      <Options
        name={id}
        isSeveral={isSeveral}
        isClosed={tries.stage === "closed"}
        choose={choose}
        options={order.flatMap((index) => {
          const option = options[index]
          if (!option) return []
          const isChosen = chosen.includes(index)
          const label = <InlineHtml html={option.html} />
          return [{ index, label, isChosen, beneath: said(tries, option, isChosen, isChosen && tried.includes(index)) }]
        })}
      />
    </Question>
  )
}

/** What is said beneath an option: nothing before a try; of the chosen ones after it; of the key once it is over. */
function said(
  tries: Tries,
  { isRight, beneath }: ChoiceOption,
  isChosen: boolean,
  isTried: boolean,
): ComponentChildren {
  const isClosed = tries.stage === "closed"
  const tone = isRight ? "good" : "bad"
  if (isTried) {
    const word = isRight ? text.yourAnswerRight : text.yourAnswerWrong
    return <Feedback tone={tone} html={beneath} {...(isClosed && { word })} />
  }
  if (isChosen && isClosed) return <Word tone="note" word={text.yourAnswer} />
  if (isRight && tries.isSettled) return <Feedback tone="good" word={text.rightAnswer} html={beneath} />
  return undefined
}
