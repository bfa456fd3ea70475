import { useState } from "preact/hooks"
import { trainingTables } from "./cases.ts"
import { LogTable } from "./Deploy.tsx"
import { Act, Do, More, Select } from "./parts.tsx"
import { Registry } from "./Register.tsx"
import { RunsTable } from "./RunsTable.tsx"
import { contested, findEntry, type LogEntry, type RunRecord, runOf, scoreByMonth, tablePrint } from "./records.ts"
import { type LabState, settingsOfVersion } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"

/** What decided the contested case: version, run, table and input, each from 1. */
export function keyOf(state: LabState, run: RunRecord): LabState["trace"] {
  const entry = contested(run, state.alertWeek)
  return [1, state.versions[0] ?? 0, run.settings.table + 1, (entry.reasons[0]?.input ?? 0) + 1]
}

/** Step 7: from a complaint back to the data, by looking things up. */
export function Trace({ id, state, open, said, change, say, latest }: StepProps) {
  const [typed, setTyped] = useState("")
  const settings = settingsOfVersion(state, 1)
  if (!settings || state.alertWeek === 0) return null
  const run = runOf(settings)
  const complaint = contested(run, state.alertWeek)
  const isAsked = open && !state.isTraced
  const found = state.isTraced ? complaint : findEntry(run, state.alertWeek, typed)
  const questions = [
    { label: text.traceVersion, options: [...state.versions.map((_, index) => text.version(index + 1)), text.oldFile] },
    { label: text.traceRun, options: state.runs.map((_, index) => text.run(index + 1)) },
    { label: text.traceData, options: [...trainingTables, "held out"].map((_, table) => tablePrint(table)) },
    { label: text.traceInput, options: text.inputs },
  ]

  function check() {
    const { trace } = latest()
    const key = keyOf(state, run)
    const wrong = questions.filter((_, index) => trace[index] !== key[index]).map(({ label }) => label)
    if (wrong.length > 0) return say(text.traceWrong(wrong))
    change({ isTraced: true }, text.traceRight)
  }

  return (
    <>
      <blockquote>
        {text.complaint(text.dateOf(complaint.week, complaint.day))} <b class="lab-id">{complaint.id}</b>.{" "}
        {text.complained}
      </blockquote>
      {isAsked && (
        <div class="lab-field">
          <label for={`${id}-case`}>{text.lookUp}</label>
          <input
            id={`${id}-case`}
            type="text"
            size={12}
            autoComplete="off"
            spellcheck={false}
            value={typed}
            aria-describedby={`${id}-case-hint`}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <p class="hint" id={`${id}-case-hint`}>
            {text.lookUpHint}
          </p>
        </div>
      )}
      <div role={isAsked ? "status" : undefined}>
        {found ? <LogTable caption={text.entry} entries={[found]} /> : typed.length >= 9 && <p>{text.notInLog}</p>}
      </div>
      {isAsked && (
        <>
          <More summary={text.records} open={open}>
            <Registry state={state} />
            <RunsTable runs={state.runs} looked={state.looked} />
          </More>
          <fieldset>
            <legend>{text.traceLegend}</legend>
            <div class="lab-pair">
              {questions.map(({ label, options }, index) => (
                <Select
                  key={label}
                  id={`${id}-trace-${index}`}
                  label={label}
                  options={options}
                  chosen={state.trace[index] ?? 0}
                  choose={(number) => {
                    const [version, of, table, input] = latest().trace.map((before, at) =>
                      at === index ? number : before,
                    )
                    change({ trace: [version ?? 0, of ?? 0, table ?? 0, input ?? 0] })
                  }}
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
      {open && <Act said={said}>{isAsked && <Do onClick={check}>{text.checkTrace}</Do>}</Act>}
      {state.isTraced && <Chain state={state} run={run} entry={complaint} />}
    </>
  )
}

/** The way back from the decision to its data, and what it shows. */
function Chain(props: { readonly state: LabState; readonly run: RunRecord; readonly entry: LogEntry }) {
  const { state, run, entry } = props
  const { income, isYearly } = entry.case
  const links = [
    text.chainLog(entry.id, text.dateOf(entry.week, entry.day), text.decimal(entry.score)),
    text.chainVersion(text.approvers[state.approver - 1] ?? ""),
    text.chainRun(state.versions[0] ?? 0, run.codePrint),
    text.chainData(text.tables[run.settings.table] ?? "", run.data),
  ]
  return (
    <>
      <p class="lab-label">{text.chain}</p>
      <ol>
        {links.map((link) => (
          <li key={link}>{link}</li>
        ))}
      </ol>
      <p>
        {run.settings.inputs[0] && isYearly
          ? text.cause(text.count(income), text.count(income / 12), scoreByMonth(run, entry))
          : text.noCause}
      </p>
    </>
  )
}
