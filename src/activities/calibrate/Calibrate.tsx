import { useLayoutEffect, useRef, useState } from "preact/hooks"
import type { Answer } from "../../lesson/model.ts"
import { contentLanguage } from "../../player/language.ts"
import { withItem } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Word } from "../Feedback.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps } from "../kind.ts"
import { Rating } from "../Rating.tsx"
import { activityStrings } from "../strings.ts"
import { type Draft, useDraft } from "../useDraft.ts"
import { type CalibrateData, farOff, isCompared, placeOf, ratingOf } from "./kind.ts"
import { calibrateStrings } from "./strings.ts"

const text = calibrateStrings

/** Texts of others to rate one after another; each is then compared with a reference, in words. */
export function Calibrate(props: ActivityProps<CalibrateData>) {
  const { activity, work, open } = props
  const { data, id } = activity
  const draft = useDraft(props)
  const { answer } = draft
  const { samples } = data
  // A text opens once the one before it was compared, and stays open while that one is looked at again.
  const isBegun = (index: number) =>
    isCompared(data, answer, index) ||
    data.scale.criteria.some((_, criterion) => ratingOf(data, answer, index, criterion) !== undefined)
  const isShown = (index: number) =>
    open ? isBegun(index) || index === 0 || isCompared(data, answer, index - 1) : isBegun(index)
  const isRated = answer.marks.some((mark) => mark > 0)
  return (
    <section class="kind kind-calibrate" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      {!open && !isRated && <p class="none">{activityStrings.notAnswered}</p>}
      {samples.map((sample, index) =>
        isShown(index) ? <Sample key={sample.name} {...props} draft={draft} index={index} /> : null,
      )}
      {work !== undefined && work.tries > 0 && <Explanation html={data.explanation} />}
    </section>
  )
}

interface SampleProps extends ActivityProps<CalibrateData> {
  readonly draft: Draft
  readonly index: number
}

function Sample(props: SampleProps) {
  const { activity, open, draft, index } = props
  const { data, id } = activity
  const { scale, samples } = data
  const sample = samples[index]
  const [problem, setProblem] = useState("")
  const result = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLParagraphElement>(null)
  const isMoving = useRef(false)
  const isOver = isCompared(data, draft.answer, index)

  useLayoutEffect(() => {
    if (isMoving.current) (isOver ? result.current : title.current)?.focus()
    isMoving.current = false
  }, [isOver])

  function compare() {
    const now = draft.newest()
    const unrated = scale.criteria.find((_, criterion) => ratingOf(data, now, index, criterion) === undefined)
    setProblem(unrated ? text.rateAll(unrated.label) : "")
    if (unrated) return
    isMoving.current = true
    const next = ({ marks, texts }: Answer) => ({ marks: withItem(marks, placeOf(data, index), 1), texts })
    const isLast = samples.every((_, at) => at === index || isCompared(data, now, at))
    if (isLast) draft.handIn(next)
    else draft.change(next)
  }

  function lookAgain() {
    isMoving.current = true
    draft.mark(placeOf(data, index), 0)
  }

  if (!sample) return null
  return (
    <div class="sample">
      <p class="sample-place">{text.place(index + 1, samples.length)}</p>
      <p class="sample-name" lang={contentLanguage()} tabIndex={-1} ref={title}>
        {sample.name}
      </p>
      <div class="sample-text">
        <Html html={sample.html} />
      </div>
      {open && !isOver && (
        <>
          {scale.criteria.map((criterion, at) => (
            <Rating
              key={criterion.label}
              name={`${id}-${index}-${at}`}
              criterion={criterion}
              levels={scale.levels}
              value={ratingOf(data, draft.answer, index, at)}
              choose={(level) => draft.mark(placeOf(data, index, at), level + 1)}
            />
          ))}
          <p class="problem" role="alert">
            {problem}
          </p>
          <div class="actions">
            <button type="submit" class="button" onClick={compare}>
              {text.compare}
            </button>
          </div>
        </>
      )}
      {(isOver || !open) && (
        <div tabIndex={-1} ref={result}>
          <Verdict data={data} answer={draft.answer} sample={index} isOver={isOver} />
          <ul class="compared">
            {scale.criteria.map(({ label }, at) => (
              <Compared key={label} data={data} answer={draft.answer} sample={index} criterion={at} isOver={isOver} />
            ))}
          </ul>
        </div>
      )}
      {open && isOver && farOff(data, draft.answer, index) > 0 && (
        <div class="actions">
          <button type="button" class="button-outline" onClick={lookAgain}>
            {text.again}
          </button>
        </div>
      )}
    </div>
  )
}

/** Whether the ratings of a text are near the reference. */
function Verdict(props: {
  readonly data: CalibrateData
  readonly answer: Answer
  readonly sample: number
  readonly isOver: boolean
}) {
  const { data, answer, sample, isOver } = props
  if (!isOver) return null
  const far = farOff(data, answer, sample)
  return (
    <p class="outcome" role="status">
      {far === 0 ? <Word tone="good" word={text.calibrated} /> : <Word tone="partly" word={text.notYet(far)} />}
    </p>
  )
}

/** One criterion: the learner's level and the reference beside it, how far apart they are, and why. */
function Compared(props: {
  readonly data: CalibrateData
  readonly answer: Answer
  readonly sample: number
  readonly criterion: number
  readonly isOver: boolean
}) {
  const { data, answer, sample, criterion, isOver } = props
  const { scale, samples } = data
  const rating = ratingOf(data, answer, sample, criterion)
  const reference = samples[sample]?.ratings[criterion] ?? 0
  const reason = samples[sample]?.reasons[criterion] ?? ""
  return (
    <li>
      <p class="criterion-label" lang={contentLanguage()}>
        {scale.criteria[criterion]?.label}
      </p>
      <dl>
        <div>
          <dt>{text.you}</dt>
          <dd lang={rating === undefined ? undefined : contentLanguage()}>
            {rating === undefined ? activityStrings.none : scale.levels[rating]}
          </dd>
        </div>
        {isOver && (
          <div>
            <dt>{text.reference}</dt>
            <dd lang={contentLanguage()}>{scale.levels[reference]}</dd>
          </div>
        )}
      </dl>
      {isOver && rating !== undefined && (
        <p class="apart">
          {rating === reference ? text.same : text.apart(Math.abs(rating - reference))} <InlineHtml html={reason} />
        </p>
      )}
    </li>
  )
}
