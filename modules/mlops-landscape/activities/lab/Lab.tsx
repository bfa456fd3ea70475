import { type ActivityProps, Html, InlineHtml, type OwnData } from "lessonpack/activity"
import type { ComponentType } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { Approve } from "./Approve.tsx"
import { Compare } from "./Compare.tsx"
import { Decide } from "./Decide.tsx"
import { Deploy } from "./Deploy.tsx"
import { Do, Table } from "./parts.tsx"
import { Register } from "./Register.tsx"
import { useReady } from "./ready.ts"
import { freshLab, fromAnswer, type LabState, stepCount, stepsDone, toAnswer } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"
import { Trace } from "./Trace.tsx"
import { Track } from "./Track.tsx"
import { Watch } from "./Watch.tsx"
import { didInWords } from "./words.ts"

const steps: readonly ComponentType<StepProps>[] = [Track, Compare, Register, Approve, Deploy, Watch, Trace, Decide]

/** The lab: one step at a time, from the first that is not done; in review all that were done, one below the other. */
export function Component({ activity, work, open, onAnswer, onDraft, keeping }: ActivityProps<OwnData>) {
  const { data, id } = activity
  const state = fromAnswer(work?.answer)
  // What was changed last, also before it has come back: a field that is left and a button that is pressed are one moment.
  const latest = useRef(state)
  latest.current = state
  const isReady = useReady(state)
  const done = stepsDone(state)
  const firstOpen = done.indexOf(false)
  const [step, setStep] = useState(firstOpen < 0 ? stepCount - 1 : firstOpen)
  const [said, setSaid] = useState("")
  const heading = useRef<HTMLHeadingElement>(null)
  const section = useRef<HTMLElement>(null)
  const isMoving = useRef(false)
  const hasActed = useRef(false)

  useLayoutEffect(() => {
    if (isMoving.current) heading.current?.focus()
    else if (hasActed.current && document.activeElement === document.body) {
      // The button that was pressed is gone: without this the keyboard would start again at the top of the page.
      const regions = section.current?.querySelectorAll<HTMLElement>('[role="status"][tabindex]') ?? []
      const told = Array.from(regions).filter(({ textContent }) => textContent !== "")
      ;(told[told.length - 1] ?? heading.current)?.focus()
    }
    isMoving.current = false
    hasActed.current = false
  })

  function change(patch: Partial<LabState>, nextSaid = "", keep = onDraft) {
    latest.current = { ...latest.current, ...patch }
    hasActed.current = document.activeElement?.tagName === "BUTTON"
    keep(toAnswer(latest.current))
    setSaid(nextSaid)
  }

  function go(to: number) {
    isMoving.current = true
    setStep(to)
    setSaid("")
  }

  const props: Omit<StepProps, "open"> = {
    id,
    state,
    said,
    change,
    say: setSaid,
    finish: (patch, nextSaid) => change(patch, nextSaid, onAnswer),
    keeping,
    latest: () => latest.current,
  }
  const Step = steps[step] ?? Track
  const about = (
    <>
      {data.intro && <Html html={data.intro} />}
      <p class="lab-note">{text.madeUp}</p>
    </>
  )
  const isWhole = done[stepCount - 1] === true
  return (
    <div class="kind kind-lab">
      {data.prompt && (
        <p class="question">
          <InlineHtml html={data.prompt} />
        </p>
      )}
      {open ? (
        <details class="lab-more" open={step === 0}>
          <summary>{text.about}</summary>
          {about}
        </details>
      ) : (
        about
      )}
      {!isReady ? (
        <p role="status">{text.loading}</p>
      ) : open ? (
        <>
          <StepList done={done} step={step} go={go} />
          <section aria-labelledby={`${id}-step`} ref={section}>
            <h2 id={`${id}-step`} tabIndex={-1} ref={heading}>
              {text.stepOf(step + 1, stepCount, text.titles[step] ?? "")}
            </h2>
            <p>{text.tasks[step]}</p>
            <Step key={step} {...props} open />
            <Job step={step} />
            {done[step] && step + 1 < stepCount ? (
              <div class="actions">
                <Do onClick={() => go(step + 1)}>{text.goOn(step + 2)}</Do>
              </div>
            ) : (
              !done[step] && <p class="hint">{text.open[step]}</p>
            )}
          </section>
          {isWhole && step + 1 === stepCount && <Summary state={state} />}
          {state.runs.length > 0 && (
            <Restart
              restart={() => {
                go(0)
                change(freshLab, text.cleared)
              }}
            />
          )}
        </>
      ) : state.runs.length === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        <>
          {steps.map((Shown, index) => (
            <section key={text.titles[index]}>
              <h2>{text.stepOf(index + 1, stepCount, text.titles[index] ?? "")}</h2>
              {done[index] || index === firstOpen ? <Shown {...props} open={false} /> : null}
              {!done[index] && <p>{text.notDone}</p>}
            </section>
          ))}
          <Summary state={state} />
        </>
      )}
    </div>
  )
}

/** The steps, each a way to it once the one before is done. */
function StepList(props: { readonly done: readonly boolean[]; readonly step: number; go(step: number): void }) {
  const { done, step, go } = props
  return (
    <nav aria-label={text.steps}>
      <ol class="lab-steps">
        {text.short.map((name, index) => {
          const isOpen = index === 0 || done[index - 1] === true
          const word = done[index] ? text.done : isOpen ? "" : text.notYet
          const label = (
            <>
              <span class="lab-step-number">{index + 1}</span> {name}
              {word && <span class={done[index] ? "lab-step-word" : "hidden"}> {word}</span>}
            </>
          )
          return (
            <li key={name} class={done[index] ? "is-done" : ""}>
              {isOpen ? (
                <button
                  type="button"
                  class="button-plain"
                  aria-current={index === step ? "step" : undefined}
                  onClick={() => go(index)}
                >
                  {label}
                </button>
              ) : (
                <span class="lab-later">{label}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** What the step is called in products, and what such a product keeps. */
function Job({ step }: { readonly step: number }) {
  return (
    <p class="lab-job">
      {text.platform}: <b>{text.jobs[step]}</b>. {text.itKeeps} {text.kept[step]}.
    </p>
  )
}

/** What was done, and what of it a platform would have kept. */
function Summary({ state }: { readonly state: LabState }) {
  return (
    <section>
      <h2>{text.summary}</h2>
      <ul>
        {didInWords(state).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Table
        caption={text.summaryTable}
        heads={[text.step, text.job, text.keeps, text.stays]}
        rows={text.jobs.map((job, index) => [text.short[index], job, text.kept[index], text.notKept[index]])}
      />
    </section>
  )
}

/** Clears the lab, once asked again: what a learner made is not lost by one press. */
function Restart({ restart }: { readonly restart: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const first = useRef<HTMLParagraphElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const wasAsking = useRef(false)
  useLayoutEffect(() => {
    if (isAsking) first.current?.focus()
    else if (wasAsking.current) button.current?.focus()
    wasAsking.current = isAsking
  }, [isAsking])
  return (
    <div class="lab-restart">
      {isAsking ? (
        <>
          <p tabIndex={-1} ref={first}>
            {text.restartAsk}
          </p>
          <div class="actions">
            <Do isMain={false} onClick={restart}>
              {text.restartYes}
            </Do>
            <Do isMain={false} onClick={() => setAsking(false)}>
              {text.restartNo}
            </Do>
          </div>
        </>
      ) : (
        <button type="button" class="button-link" ref={button} onClick={() => setAsking(true)}>
          {text.restart}
        </button>
      )}
    </div>
  )
}
