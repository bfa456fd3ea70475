import { ActivityForm } from "../ActivityForm.tsx"
import { markAt } from "../answer.ts"
import { Word } from "../Feedback.tsx"
import type { ActivityProps } from "../kind.ts"
import { Options } from "../Options.tsx"
import { pathName } from "../path-name.ts"
import { activityStrings } from "../strings.ts"
import { useTries } from "../useTries.ts"
import { type ChoosePathData, suggest } from "./kind.ts"

const text = activityStrings

/** Learning paths to choose from. One may be suggested, with the reason; none is chosen for the learner. */
export function ChoosePath(props: ActivityProps<ChoosePathData>) {
  const { activity, path, workOn } = props
  const { data, id } = activity
  const { paths, from } = data
  const tries = useTries(
    {
      ...props,
      onAnswer(answer) {
        const chosen = paths[markAt(answer, 0) - 1]
        if (chosen !== undefined) path.choose(chosen)
        props.onAnswer(answer)
      },
    },
    {
      blank: { marks: [0], texts: [] },
      problemIn: (answer) => (markAt(answer, 0) > 0 ? undefined : text.choosePathFirst),
    },
  )
  const suggested = suggest(data, workOn)
  const isTicked = from.every(({ counts }) => counts === "ticks")
  const chosen = markAt(tries.answer, 0) - 1
  const isClosed = tries.stage === "closed"
  return (
    <ActivityForm
      kind={activity.kind}
      id={id}
      asked={data}
      tries={tries}
      hint={
        suggested
          ? (isTicked ? text.pathTicked : text.pathSuggested)(suggested.count, suggested.most, pathName(suggested.path))
          : from.length > 0
            ? text.pathUnanswered
            : undefined
      }
      status={
        tries.isTried && path.current === paths[chosen] ? (
          <p>{text.pathTaken(pathName(path.current))}</p>
        ) : (
          <p>{text.pathNow(pathName(path.current))}</p>
        )
      }
      button={tries.stage === "tried" ? text.changePath : text.takePath}
    >
      <Options
        name={id}
        isSeveral={false}
        isClosed={isClosed}
        choose={(index) => tries.change({ marks: [index + 1], texts: [] })}
        options={paths.map((name, index) => ({
          index,
          label: pathName(name),
          isChosen: index === chosen,
          ...(suggested?.path === name && { beneath: <Word tone="note" word={text.suggested} /> }),
        }))}
      />
    </ActivityForm>
  )
}
