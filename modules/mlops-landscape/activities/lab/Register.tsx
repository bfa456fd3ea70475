import { useState } from "preact/hooks"
import { Act, Do, Select, Table } from "./parts.tsx"
import { runOf } from "./records.ts"
import type { LabState } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"
import { settingsInWords } from "./words.ts"

/** Step 3: a run becomes a version, with all it was made from. */
export function Register({ id, state, open, said, change, say }: StepProps) {
  const [run, setRun] = useState(0)
  const { runs, versions, isApproved } = state
  const next = versions.length + 1

  function register() {
    if (run === 0) return say(text.chooseRun)
    if (versions.includes(run)) return say(text.isRegistered)
    change({ versions: [...versions, run] }, text.registered(next, run))
    setRun(0)
  }

  return (
    <>
      {open && !isApproved && next <= 2 && (
        <Select
          id={`${id}-run`}
          label={text.runToRegister}
          options={runs.map((_, index) => text.run(index + 1))}
          chosen={run}
          choose={setRun}
        />
      )}
      {open && (
        <Act said={said}>
          {!isApproved && next <= 2 && (
            <Do isMain={versions.length === 0} onClick={register}>
              {text.register(next)}
            </Do>
          )}
          {!isApproved && versions.length > 0 && (
            <Do isMain={false} onClick={() => change({ versions: [] }, text.withdrawn)}>
              {text.withdraw}
            </Do>
          )}
        </Act>
      )}
      {versions.length > 0 && <Registry state={state} />}
      {open && <p class="hint">{isApproved ? text.lockedByApproval : versions.length === 1 ? text.fallback : ""}</p>}
    </>
  )
}

/** The registry: each version with its lineage. */
export function Registry({ state }: { readonly state: LabState }) {
  const { runs, versions } = state
  const records = versions.flatMap((run) => {
    const settings = runs[run - 1]
    return settings ? [{ run, settings, record: runOf(settings) }] : []
  })
  return (
    <Table
      caption={text.registry}
      heads={[text.figure, ...records.map((_, index) => text.version(index + 1))]}
      rows={[
        [text.madeFrom, ...records.map(({ run }) => text.run(run))],
        [text.rowData, ...records.map(({ record }) => record.data)],
        [text.rowCode, ...records.map(({ record }) => record.codePrint)],
        [text.rowSettings, ...records.map(({ settings }) => settingsInWords(settings))],
        [text.accuracy, ...records.map(({ record }) => text.of100(record.figures.all.accuracy))],
      ]}
    />
  )
}
