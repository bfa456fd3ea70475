import { useLayoutEffect, useRef, useState } from "preact/hooks"
import type { Answer } from "../../lesson/model.ts"
import { contentLanguage } from "../../player/language.ts"
import { markAt, textAt, withItem } from "../answer.ts"
import { Explanation } from "../Explanation.tsx"
import { Html, InlineHtml } from "../Html.tsx"
import type { ActivityProps, Quote } from "../kind.ts"
import { LineField } from "../LineField.tsx"
import { packNotes } from "../notes.ts"
import { OwnText } from "../OwnText.tsx"
import { Rating } from "../Rating.tsx"
import { activityStrings } from "../strings.ts"
import { type Draft, useDraft } from "../useDraft.ts"
import { RoomWarning } from "../WritingField.tsx"
import {
  isSecondStage,
  noProof,
  placeOf,
  proofOf,
  type RubricData,
  ratingOf,
  type Sentence,
  sentencesIn,
  writtenProof,
  writtenProofs,
} from "./kind.ts"
import { rubricStrings } from "./strings.ts"

const text = rubricStrings

/** Rating one's own text twice: as it is, and after it was revised with the next level in view. */
export function Rubric(props: ActivityProps<RubricData>) {
  const { activity, work, open, quotesFrom, isElsewhere } = props
  const { data, id } = activity
  const { scale } = data
  const draft = useDraft(props)
  const { answer } = draft
  const isSecond = isSecondStage(answer)
  const isDone = work !== undefined && work.tries > 0
  const [isChanging, setChanging] = useState(false)
  const stage = !isSecond ? "first" : isDone && !isChanging ? "done" : "second"
  const [problem, setProblem] = useState("")
  const heading = useRef<HTMLParagraphElement>(null)
  const isMoving = useRef(false)
  const quotes = data.source ? quotesFrom(data.source) : []
  const sentences = sentencesIn(quotes)

  // What comes next stands where the button was: whoever listens begins to read there.
  useLayoutEffect(() => {
    if (isMoving.current) heading.current?.focus()
    isMoving.current = false
  }, [stage])

  /** Whether all are rated; says which is not. */
  function areAllRated(now: Answer, which: "first" | "second"): boolean {
    const unrated = scale.criteria.find((_, index) => ratingOf(scale, now, which, index) === undefined)
    setProblem(unrated ? text.rateAll(unrated.label) : "")
    return unrated === undefined
  }

  function keepFirst() {
    if (!areAllRated(draft.newest(), "first")) return
    isMoving.current = true
    draft.mark(0, 1)
  }

  function keepSecond() {
    draft.handIn((newest) => {
      if (!areAllRated(newest, "second")) return undefined
      isMoving.current = true
      setChanging(false)
      return newest
    })
  }

  function changeSecond() {
    isMoving.current = true
    setChanging(true)
  }

  function leaveTheRest() {
    draft.change(({ marks, texts }) => ({
      marks: scale.criteria.reduce((all, _, index) => {
        const place = placeOf(scale, "second", index)
        return all[place] === 0 ? withItem(all, place, all[placeOf(scale, "first", index)] ?? 0) : all
      }, marks),
      texts,
    }))
  }

  return (
    <section class="kind kind-rubric" aria-labelledby={`${id}-asked`}>
      {data.intro && <Html html={data.intro} />}
      <p class="question" id={`${id}-asked`}>
        <InlineHtml html={data.prompt} />
      </p>
      {open && data.source && stage !== "done" && (
        <OwnText title={text.own} source={data.source} quotes={quotes} isElsewhere={isElsewhere} />
      )}
      {open && stage === "first" && (
        <>
          <p class="hint">{text.rate}</p>
          <Ratings {...props} draft={draft} which="first" sentences={sentences} quotes={quotes} />
          <p class="problem" role="alert">
            {problem}
          </p>
          <div class="actions">
            <button type="submit" class="button" onClick={keepFirst}>
              {text.keepFirst}
            </button>
          </div>
        </>
      )}
      {open && stage === "second" && (
        <>
          <p class="stage-title" tabIndex={-1} ref={heading}>
            {text.next}
          </p>
          <NextSteps data={data} answer={answer} />
          <p>{text.revise}</p>
          <p class="stage-title">{text.second}</p>
          <p class="hint">{text.secondHint}</p>
          <Ratings {...props} draft={draft} which="second" sentences={sentences} quotes={quotes} />
          <p class="problem" role="alert">
            {problem}
          </p>
          <div class="actions">
            <button type="submit" class="button" onClick={keepSecond}>
              {text.keepSecond}
            </button>
            <button type="button" class="button-outline" onClick={leaveTheRest}>
              {text.leaveTheRest}
            </button>
          </div>
        </>
      )}
      {(stage === "done" || !open) && (
        <>
          {stage === "done" && (
            <p class="both" role="status" tabIndex={-1} ref={heading}>
              {text.both}
            </p>
          )}
          <BothRatings data={data} answer={answer} sentences={sentences} />
          {open && (
            <div class="actions">
              <button type="button" class="button-outline" onClick={changeSecond}>
                {text.rateMore}
              </button>
            </div>
          )}
        </>
      )}
      {work !== undefined && work.tries > 0 && <Explanation html={data.explanation} />}
    </section>
  )
}

interface RatingsProps extends ActivityProps<RubricData> {
  readonly draft: Draft
  readonly which: "first" | "second"
  readonly sentences: readonly Sentence[]
  readonly quotes: readonly Quote[]
}

/** Every criterion to rate, each with the sentence that proves it. */
function Ratings(props: RatingsProps) {
  const { activity, draft, which, keeping } = props
  const { data, id } = activity
  const { scale } = data
  return (
    <>
      {scale.criteria.map((criterion, index) => {
        const first = ratingOf(scale, draft.answer, "first", index)
        const isAgain = which === "second" && first !== undefined
        return (
          <div class="criterion" key={criterion.label}>
            <Rating
              name={`${id}-${which}-${index}`}
              criterion={criterion}
              levels={scale.levels}
              value={ratingOf(scale, draft.answer, which, index)}
              hint={isAgain ? `${text.first}: ${scale.levels[first]}` : undefined}
              choose={(level) => draft.mark(placeOf(scale, which, index), level + 1)}
            />
            <Proof {...props} index={index} />
          </div>
        )
      })}
      {textAt(draft.answer, 0) !== "" && <RoomWarning keeping={keeping(0)} />}
    </>
  )
}

/** The sentence that shows why a criterion was rated as it was: chosen from the learner's text, or written. */
function Proof(props: RatingsProps & { readonly index: number }) {
  const { activity, draft, sentences, index } = props
  const { data, id } = activity
  const place = placeOf(data.scale, "proof", index)
  const mark = data.from === undefined ? writtenProof : markAt(draft.answer, place)
  const proof = proofOf(data, draft.answer, index, sentences)
  const isGone = mark > writtenProof && proof === undefined
  const field = `${id}-proof-${index}`
  const about = (
    <span class="hidden" lang={contentLanguage()}>
      {" "}
      ({data.scale.criteria[index]?.label})
    </span>
  )
  const written = writtenProofs(data, draft.answer)[index] ?? ""
  return (
    <div class="proof">
      {data.from !== undefined && (
        <label class="proof-label" for={field}>
          {text.proof}
          {about}
          <select
            id={field}
            value={String(isGone ? noProof : mark)}
            onChange={({ currentTarget }) => draft.mark(place, Number(currentTarget.value))}
          >
            <option value={String(noProof)}>{text.pickProof}</option>
            {sentences.map((sentence) => (
              <option key={sentence.mark} value={String(sentence.mark)}>
                {sentence.text}
              </option>
            ))}
            <option value={String(writtenProof)}>{text.ownProof}</option>
          </select>
        </label>
      )}
      {isGone && sentences.length > 0 && <p class="hint">{text.goneProof}</p>}
      {mark > writtenProof && proof !== undefined && <blockquote class="written">{proof}</blockquote>}
      {mark === writtenProof && (
        <label class="proof-label" for={`${field}-text`}>
          {data.from === undefined ? text.proof : text.writeProof}
          {about}
          <LineField
            id={`${field}-text`}
            value={written}
            onPause={(line) =>
              draft.change((answer) => ({
                marks: answer.marks,
                texts: [packNotes(withItem(writtenProofs(data, answer), index, line))],
              }))
            }
          />
        </label>
      )}
    </div>
  )
}

/** What would make each criterion reach its next level, in the rubric's own words. */
function NextSteps({ data: { scale }, answer }: { readonly data: RubricData; readonly answer: Answer }) {
  return (
    <ul class="next-steps">
      {scale.criteria.map(({ label, says }, index) => {
        const at = ratingOf(scale, answer, "first", index) ?? 0
        const next = scale.levels[at + 1]
        return (
          <li key={label}>
            <b lang={contentLanguage()}>{label}</b>
            <br />
            {next === undefined ? (
              text.top
            ) : (
              <>
                {text.toReach(next)} <span lang={contentLanguage()}>{says[at + 1]}</span>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Both ratings of each criterion, the difference in words, and what proves them. */
function BothRatings(props: {
  readonly data: RubricData
  readonly answer: Answer
  readonly sentences: readonly Sentence[]
}) {
  const { data, answer, sentences } = props
  const { scale } = data
  const isRated = scale.criteria.some((_, index) => ratingOf(scale, answer, "first", index) !== undefined)
  if (!isRated) return <p class="none">{activityStrings.notAnswered}</p>
  return (
    <ul class="both-ratings">
      {scale.criteria.map(({ label }, index) => {
        const first = ratingOf(scale, answer, "first", index)
        const second = ratingOf(scale, answer, "second", index)
        const proof = proofOf(data, answer, index, sentences)
        return (
          <li key={label}>
            <p class="criterion-label" lang={contentLanguage()}>
              {label}
            </p>
            <dl>
              <div>
                <dt>{text.first}</dt>
                <dd lang={first === undefined ? undefined : contentLanguage()}>
                  {first === undefined ? activityStrings.none : scale.levels[first]}
                </dd>
              </div>
              {first !== undefined && second !== undefined && (
                <div>
                  <dt>{text.again}</dt>
                  <dd>
                    <span lang={contentLanguage()}>{scale.levels[second]}</span>{" "}
                    <span class="difference">({difference(second - first)})</span>
                  </dd>
                </div>
              )}
              {proof !== undefined && (
                <div>
                  <dt>{text.proof}</dt>
                  <dd class="proof-text">{proof}</dd>
                </div>
              )}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}

function difference(levels: number): string {
  if (levels === 0) return text.same
  return levels > 0 ? text.up(levels) : text.down(-levels)
}
