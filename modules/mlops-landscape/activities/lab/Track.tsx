import { useState } from "preact/hooks"
import { heldOut, trainingTables } from "./cases.ts"
import { Act, Do, More, Radios } from "./parts.tsx"
import { RunsTable } from "./RunsTable.tsx"
import { changedPrint, isSameRun, runOf, tablePrint } from "./records.ts"
import { inputCount, mostRuns, type Settings } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"

/** Step 1: settings, a button that trains, and the table of runs. */
export function Track({ id, state, open, said, change, say }: StepProps) {
  const [settings, setSettings] = useState<Settings>({
    inputs: Array.from({ length: inputCount }, () => false),
    table: -1,
    penalty: -1,
  })
  const { runs } = state
  const name = text.tables[settings.table === 0 ? 0 : 1] ?? ""
  const table = settings.table === 0 ? 0 : 1

  function train() {
    if (settings.table < 0) return say(text.chooseData)
    if (!settings.inputs.includes(true)) return say(text.chooseInput)
    if (settings.penalty < 0) return say(text.choosePenalty)
    const same = runs.findIndex((run) => isSameRun(run, settings))
    if (same >= 0) return say(text.sameRun(same + 1))
    if (runs.length >= mostRuns) return say(text.runsFull(mostRuns))
    change({ runs: [...runs, settings] }, text.recorded(runs.length + 1, runOf(settings)))
  }

  return (
    <>
      {open && (
        <>
          <Radios
            name={`${id}-table`}
            legend={text.data}
            options={trainingTables.map(({ cases }, place) =>
              text.tableLabel(text.tables[place] ?? "", cases, tablePrint(place)),
            )}
            chosen={settings.table}
            choose={(table) => setSettings({ ...settings, table })}
          />
          <p class="hint">{text.samples}</p>
          <fieldset>
            <legend>{text.looksAt}</legend>
            <div class="lab-columns">
              {text.inputs.map((input, place) => (
                <label class="lab-option" key={input}>
                  <input
                    type="checkbox"
                    checked={settings.inputs[place] === true}
                    onChange={({ currentTarget: { checked } }) =>
                      setSettings({
                        ...settings,
                        inputs: settings.inputs.map((before, index) => (index === place ? checked : before)),
                      })
                    }
                  />
                  <span>{input}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <Radios
            name={`${id}-penalty`}
            legend={text.penalty}
            options={text.penalties}
            chosen={settings.penalty}
            choose={(penalty) => setSettings({ ...settings, penalty })}
          />
          <Act said={said}>
            <Do onClick={train}>{text.train}</Do>
          </Act>
        </>
      )}
      {runs.length > 0 && <RunsTable runs={runs} looked={state.looked} />}
      <p class="hint">{text.heldOut(heldOut.cases, tablePrint(trainingTables.length))}</p>
      {open && (
        <>
          <More summary={text.meaning} open={open}>
            <dl>
              {text.meanings.map(([term, meaning]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </More>
          <More summary={text.changed} open={open}>
            <p>{text.changedSays(name, tablePrint(table), changedPrint(table))}</p>
          </More>
        </>
      )}
    </>
  )
}
