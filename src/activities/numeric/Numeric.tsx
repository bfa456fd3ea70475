import { textAt } from "../answer.ts"
import type { ActivityProps } from "../kind.ts"
import { Question } from "../Question.tsx"
import { activityStrings } from "../strings.ts"
import { SaidOfText, TextAnswer } from "../TextAnswer.tsx"
import { useTries } from "../useTries.ts"
import { foreseen, longestNumber, type NumericData, rightRanges } from "./kind.ts"
import { formatNumber, readNumbers } from "./number.ts"

const text = activityStrings

/** A line for a number. It is text to the browser, so that decimal commas and thin spaces are taken as they are written. */
export function Numeric(props: ActivityProps<NumericData>) {
  const { activity, work } = props
  const { data, id } = activity
  const tries = useTries(props, {
    blank: { marks: [], texts: [""] },
    problemIn(answer) {
      const written = textAt(answer, 0).trim()
      if (written === "") return text.writeNumber
      if (written.length > longestNumber) return text.tooLong(longestNumber)
      return readNumbers(written, data.unit).length > 0 ? undefined : text.notANumber(written)
    },
  })
  const found = foreseen(data, tries.answer).value
  const right = rightRanges(data).map(({ least, most, middle = least === most ? least : undefined }) =>
    middle !== undefined ? formatNumber(middle) : text.range(formatNumber(least), formatNumber(most)),
  )
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
          rightAnswer={`${right.join(", ")}${data.unit === undefined ? "" : ` ${data.unit}`}`}
        />
      }
    >
      <TextAnswer id={id} tries={tries} prompt={data.prompt} inputMode="decimal" width={10} unit={data.unit} />
    </Question>
  )
}
