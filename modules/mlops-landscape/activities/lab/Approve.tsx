import { Groups } from "./Compare.tsx"
import { Act, Do, Radios, Reason, Table } from "./parts.tsx"
import { beatsSimpleRule, runOf, simpleRule } from "./records.ts"
import { type LabState, lookingAt, saysWhy } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"

/** What the gate checks, each with what came of it: the rules are the same for every version. */
export function gateOf(state: LabState): readonly { readonly check: string; readonly isMet: boolean }[] {
  const runs = state.versions.map((run) => ({ run, settings: state.runs[run - 1] }))
  const records = runs.flatMap(({ settings }) => (settings ? [runOf(settings)] : []))
  return [
    { check: text.gateLineage, isMet: records.length > 0 && records.every(({ data, codePrint }) => data && codePrint) },
    {
      check: text.gateRule(text.of100(simpleRule("figures").all.accuracy)),
      isMet: records.length > 0 && records.every(beatsSimpleRule),
    },
    { check: text.gateGroups, isMet: runs.length > 0 && runs.every(({ run }) => state.looked[run - 1] === true) },
    { check: text.gateOther, isMet: state.approver > 1 },
    { check: text.gateReason, isMet: saysWhy(state.whyApproved) },
  ]
}

/** Step 4: the evidence, who approves and why; a gate that refuses what its rules do not allow. */
export function Approve({ id, state, open, said, change, say, keeping, latest }: StepProps) {
  const { versions, runs, looked, isApproved, approver } = state
  const gate = gateOf(state)
  const unseen = versions.filter((run) => !looked[run - 1])
  const seen = versions.flatMap((run) => {
    const settings = runs[run - 1]
    return settings && looked[run - 1] ? [{ run, record: runOf(settings) }] : []
  })
  const isAsked = open && !isApproved

  function approve() {
    const refusals = gateOf(latest()).filter(({ isMet }) => !isMet)
    if (refusals.length > 0) return say(text.refused(refusals.map(({ check }) => lowerFirst(check))))
    change({ isApproved: true }, text.approved(versions.length))
  }

  return (
    <>
      <Table
        caption={text.gates}
        heads={[text.check, text.result]}
        rows={gate.map(({ check, isMet }) => [check, isMet ? text.met : <b>{text.notMet}</b>])}
      />
      {isAsked && gate[1]?.isMet === false && <p class="hint">{text.failsRule}</p>}
      {isAsked && unseen.length > 0 && (
        <div class="actions">
          {unseen.map((run) => (
            <Do key={run} isMain={false} onClick={() => change(lookingAt(state, run))}>
              {text.lookAtGroupsOf(run)}
            </Do>
          ))}
        </div>
      )}
      <Groups runs={seen} isLooked={seen.length > 0} open={open} />
      {isAsked && (
        <Radios
          name={`${id}-approver`}
          legend={text.approver}
          options={text.approvers}
          chosen={approver - 1}
          choose={(place) => change({ approver: place + 1 })}
        />
      )}
      <Reason
        id={`${id}-why-approved`}
        label={isAsked ? text.reason : text.reasonLabel}
        value={state.whyApproved}
        open={isAsked}
        keeping={keeping(0)}
        keep={(whyApproved) => change({ whyApproved })}
      />
      {!isAsked && isApproved && <p>{text.approvedBy(text.approvers[approver - 1] ?? "")}</p>}
      {open && <Act said={said}>{!isApproved && <Do onClick={approve}>{text.approve}</Do>}</Act>}
    </>
  )
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
