import { weeksAfter } from "./cases.ts"
import { ShareBars } from "./charts.tsx"
import { Act, Do, More, Radios, Reason, Table } from "./parts.tsx"
import { type Aftermath, aftermath, runOf } from "./records.ts"
import { decisions, saysWhy, settingsOfVersion } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"
import { decisionInWords } from "./words.ts"

/** Step 8: what happens next, with what it does to the four weeks that follow. */
export function Decide({ id, state, open, said, change, say, finish, keeping, latest }: StepProps) {
  const { runs, alertWeek, decision, isDecided } = state
  const settings = settingsOfVersion(state, 1)
  if (!settings || alertWeek === 0) return null
  const run = runOf(settings)
  const second = settingsOfVersion(state, 2)
  const chosen = decisions[decision - 1]
  const isEmpty = chosen === "rollBack" && !second
  const after =
    chosen && !isEmpty
      ? aftermath(run, alertWeek, chosen, second && chosen === "rollBack" ? runOf(second) : undefined)
      : undefined

  function keep() {
    if (!chosen) return say(text.chooseDecision)
    if (isEmpty) return say(text.nothingToRollBack)
    if (!saysWhy(latest().whyDecided)) return say(text.writeReason)
    finish({ isDecided: true }, text.decisionKept)
  }

  return (
    <>
      {open ? (
        <Radios
          name={`${id}-decision`}
          legend={text.decisionLegend}
          options={decisions.map((one) => (one === "rollBack" && !second ? text.rollBackNone : text.decisions[one]))}
          chosen={decision - 1}
          choose={(place) => change({ decision: place + 1, isDecided: false })}
        />
      ) : (
        chosen && <p class="lab-label">{decisionInWords(state)}</p>
      )}
      <div role={open ? "status" : undefined}>
        {isEmpty && <p>{text.nothingToRollBack}</p>}
        {chosen && after && (
          <>
            <p>{text.says[chosen](settings.inputs[0] === true, second?.inputs[0] === true)}</p>
            <p>
              {text.aftermathSentence(
                after.figures.selfEmployed.needless,
                aftermath(run, alertWeek).figures.selfEmployed.needless,
                after.figures.others.needless,
                after.figures.all.found,
              )}
            </p>
          </>
        )}
      </div>
      {after && <Consequences from={alertWeek + 1} asIs={aftermath(run, alertWeek)} after={after} open={open} />}
      {after?.run && <p>{text.newRun(runs.length + 1, after.run)}</p>}
      <Reason
        id={`${id}-why-decided`}
        label={text.whyDecided}
        value={state.whyDecided}
        open={open}
        keeping={keeping(1)}
        keep={(whyDecided) => change({ whyDecided })}
      />
      {open && <Act said={said}>{!isDecided && <Do onClick={keep}>{text.keep}</Do>}</Act>}
    </>
  )
}

function Consequences(props: {
  readonly from: number
  readonly asIs: Aftermath
  readonly after: Aftermath
  readonly open: boolean
}) {
  const { from, asIs, after, open } = props
  const title = text.aftermathTitle(from, from + weeksAfter - 1)
  const groups = ["selfEmployed", "others"] as const
  return (
    <figure>
      <figcaption>
        <b>{title}</b>
      </figcaption>
      <ShareBars
        title={title}
        groups={groups.map((group) => ({
          label: `${text.needless}: ${text.groupNames[group].toLowerCase()}`,
          bars: [
            { name: text.leftAsIs, share: asIs.figures[group].needless },
            { name: text.withDecision, share: after.figures[group].needless },
          ],
        }))}
      />
      <More summary={text.asTable} open={open}>
        <Table
          caption={title}
          heads={[text.figure, text.leftAsIs, text.withDecision]}
          rows={(["all", ...groups] as const).flatMap((group) =>
            (["visits", "needless", "found"] as const).map((figure) => [
              `${text.figureNames[figure]}: ${text.groupNames[group].toLowerCase()}`,
              text.of100(asIs.figures[group][figure]),
              text.of100(after.figures[group][figure]),
            ]),
          )}
        />
      </More>
    </figure>
  )
}
