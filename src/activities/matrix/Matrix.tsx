import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { levelOf } from "../case-level.ts"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { activityStrings } from "../strings.ts"
import { useDraft } from "../useDraft.ts"
import { RoomWarning } from "../WritingField.tsx"
import { type Judgement, levelOfAnswer, readJudgement } from "./answer.ts"
import { Bars } from "./Bars.tsx"
import { atLevel, editingAt, type StepProps } from "./editing.ts"
import { Gates } from "./Gates.tsx"
import { isBlank, type MatrixData } from "./kind.ts"
import { linesOfMatrix } from "./lines.ts"
import { openAt } from "./open.ts"
import { Points } from "./Points.tsx"
import { Result } from "./Result.tsx"
import { candidatesIn, isWeighed, rank, sumOf, winnersOf } from "./ranking.ts"
import { Scores } from "./Scores.tsx"
import { Selection } from "./Selection.tsx"
import { matrixStrings } from "./strings.ts"
import { ScoreTable, SetTable } from "./Tables.tsx"
import { Weights } from "./Weights.tsx"
import { sensitivityInWords, verdictOf } from "./words.ts"

const text = matrixStrings

/** Place of the step that shows the ranking. */
const rankingStep = 3

/** A weighted decision in five steps. Everything is kept as it is changed; the last step hands in what stands there. */
export function Matrix(props: ActivityProps<MatrixData>) {
  const { activity, kind, work, open, path, workOn, isElsewhere, keeping } = props
  const { data, id } = activity
  const draft = useDraft(props)
  const isKnown = data.case !== undefined && !isElsewhere(data.case)
  const level = open
    ? levelOf(isKnown && data.case !== undefined ? workOn(data.case) : undefined, path.current, path.all)
    : levelOfAnswer(data, draft.answer)
  const answer = open ? atLevel(draft.answer, level) : draft.answer
  const judgement = readJudgement(data, answer, level)
  const left = openAt(data, judgement)
  const tries = work?.tries ?? 0
  const [step, setStep] = useState(() => firstStep(isBlank(answer), left))
  const [problem, setProblem] = useState("")
  const room = keeping(0)

  function handIn() {
    draft.handIn((newest) => {
      setProblem(isBlank(newest) ? text.nothing : "")
      return isBlank(newest) ? undefined : atLevel(newest, level)
    })
  }

  const steps: StepProps = { id, data, judgement, editing: editingAt(data, draft, level) }
  return (
    <section class="kind kind-matrix" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      {data.notice !== undefined && <p class="matrix-notice">{data.notice}</p>}
      {data.levelNames.length > 1 && (open || work) && (
        <p class="matrix-level">{text.level(data.levelNames[level] ?? "")}</p>
      )}
      {open ? (
        <>
          <StepList step={step} progress={progressOf(data, judgement)} left={left} go={setStep} />
          <Step place={0} now={step} id={id} go={setStep}>
            <Gates {...steps} />
          </Step>
          <Step place={1} now={step} id={id} go={setStep}>
            <Weights {...steps} />
          </Step>
          <Step place={2} now={step} id={id} go={setStep}>
            <Scores {...steps} isHandedIn={tries > 0} />
          </Step>
          <Step place={rankingStep} now={step} id={id} go={setStep}>
            <Result {...steps} />
          </Step>
          <Step place={4} now={step} id={id} go={setStep}>
            <Selection {...steps} keeping={room} />
            <p class="problem" role="alert">
              {problem}
            </p>
            <div class="actions">
              {/* A field that is left before the click changes what is still open, and the button would move from under the pointer. */}
              <button
                type="submit"
                class={tries > 0 ? "button-outline" : "button"}
                onMouseDown={(event) => event.preventDefault()}
                onClick={handIn}
              >
                {tries > 0 ? text.handInAgain : text.handIn}
              </button>
              {activity.points > 0 && <span class="aside">{activityStrings.worth(activity.points)}</span>}
            </div>
            <StillOpen left={left} isHandedIn={tries > 0} />
            <p class="matrix-said" role="status">
              {tries > 0 && `${text.handedIn} ${text.goOn}`}
            </p>
            {tries > 0 && (
              <>
                <Points activity={activity} kind={kind} work={work} answer={answer} judgement={judgement} />
                <Compared data={data} judgement={judgement} />
              </>
            )}
          </Step>
          <RoomWarning keeping={room} />
        </>
      ) : isBlank(answer) ? (
        <p class="none">{activityStrings.notAnswered}</p>
      ) : (
        <>
          {isWeighed(judgement) && <Bars data={data} standings={rank(data, judgement)} />}
          <ScoreTable data={data} judgement={judgement} />
          <SetTable data={data} judgement={judgement} presets={data.presets.map((_, index) => index)} />
          {linesOfMatrix(data, answer).map((line, index) => (
            <p key={index}>{typeof line === "string" ? line : "item" in line ? line.item : <b>{line.head}</b>}</p>
          ))}
        </>
      )}
    </section>
  )
}

/** The steps as a list of buttons: which one is shown, and how far each has come, in words. */
function StepList(props: {
  readonly step: number
  readonly progress: readonly string[]
  readonly left: readonly (readonly string[])[]
  go(step: number): void
}) {
  const { step, progress, left, go } = props
  return (
    <ol class="matrix-steps" aria-label={text.stepList}>
      {text.steps.map((name, place) => (
        <li key={name}>
          <button
            type="button"
            class={left[place]?.length === 0 ? "is-done" : ""}
            aria-current={place === step ? "step" : undefined}
            onClick={() => go(place)}
          >
            <b>
              {place + 1} {name}
            </b>
            <span>{progress[place]}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** A step with its heading, which takes the focus when the step is gone to, and the way on to the next. */
function Step(props: {
  readonly place: number
  readonly now: number
  readonly id: string
  go(step: number): void
  readonly children: ComponentChildren
}) {
  const { place, now, id, go, children } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const isShown = place === now
  const wasShown = useRef(isShown)
  useLayoutEffect(() => {
    if (isShown && !wasShown.current) heading.current?.focus()
    wasShown.current = isShown
  }, [isShown])
  const next = text.steps[place + 1]
  return (
    <section class="matrix-step" hidden={!isShown} aria-labelledby={`${id}-step-${place}`}>
      <h2 id={`${id}-step-${place}`} tabIndex={-1} ref={heading}>
        {place + 1}. {text.steps[place]}
      </h2>
      {children}
      {next !== undefined && (
        <p class="matrix-next">
          <button type="button" class="button-outline" onClick={() => go(place + 1)}>
            {text.next(next)}
          </button>
        </p>
      )}
    </section>
  )
}

function StillOpen({
  left,
  isHandedIn,
}: {
  readonly left: readonly (readonly string[])[]
  readonly isHandedIn: boolean
}) {
  const all = left.flat()
  if (all.length === 0) return null
  return (
    <div class="matrix-open">
      <p>
        <b>{text.stillOpen}:</b> {all.join(", ")}.
      </p>
      {!isHandedIn && <p class="hint">{text.mayHandIn}</p>}
    </div>
  )
}

/** What was handed in beside all other sets of weights, with what it depends on; never a right answer. */
function Compared({ data, judgement }: { readonly data: MatrixData; readonly judgement: Judgement }) {
  if (!isWeighed(judgement)) return null
  return (
    <div class="matrix-compared">
      {[...verdictOf(data, rank(data, judgement)), sensitivityInWords(data, judgement)].map(
        (sentence) => sentence !== "" && <p key={sentence}>{sentence}</p>,
      )}
      <SetTable data={data} judgement={judgement} presets={data.presets.map((_, index) => index)} />
    </div>
  )
}

/** How far each step has come, in a few words. */
function progressOf(data: MatrixData, judgement: Judgement): readonly string[] {
  const { progress } = text
  const { gates, weights, scores, choice } = judgement
  const standings = rank(data, judgement)
  const winners = winnersOf(standings)
  const isIn = candidatesIn(standings)
  const all = scores.flatMap((row) => isIn.map((candidate) => row[candidate]))
  const ids = (list: readonly number[], word: string) =>
    list.map((candidate) => data.candidates[candidate]?.id ?? "").join(word)
  return [
    progress.gates(gates.filter((mark) => mark > 0).length, gates.length),
    progress.weights(sumOf(weights)),
    progress.scores(all.filter((score) => score !== undefined).length, all.length),
    winners.length > 0 ? progress.ranking(ids(winners, ", ")) : progress.noRanking,
    choice.length > 0 ? progress.choice(ids(choice, " + ")) : progress.noChoice,
  ]
}

/** Whoever comes back goes on where something is open; where nothing is, at the ranking. */
function firstStep(isNew: boolean, left: readonly (readonly string[])[]): number {
  const first = left.findIndex((open) => open.length > 0)
  return isNew ? 0 : first < 0 ? rankingStep : first
}
