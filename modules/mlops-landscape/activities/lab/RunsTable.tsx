import { Table } from "./parts.tsx"
import { runOf, simpleRule } from "./records.ts"
import type { Settings } from "./state.ts"
import * as text from "./strings.ts"
import { inputsInWords } from "./words.ts"

/** The table of runs: what each was made from, and what came out; beside them what the simple rule achieves. */
export function RunsTable(props: { readonly runs: readonly Settings[]; readonly looked: readonly boolean[] }) {
  const { runs, looked } = props
  const records = runs.map(runOf)
  const rule = simpleRule("figures").all
  const none = "–"
  return (
    <Table
      caption={text.runs}
      heads={[text.figure, ...runs.map((_, index) => text.run(index + 1)), text.simpleRule]}
      rows={[
        [text.rowData, ...records.map(({ settings, data }) => `${text.tables[settings.table]}, ${data}`), none],
        [text.rowCode, ...records.map(({ codePrint }) => codePrint), none],
        [text.rowInputs, ...runs.map(({ inputs }) => inputsInWords(inputs)), text.inputs[4]],
        [text.rowPenalty, ...runs.map(({ penalty }) => text.penaltyNames[penalty]), none],
        [text.accuracy, ...records.map(({ figures }) => text.of100(figures.all.accuracy)), text.of100(rule.accuracy)],
        [text.found, ...records.map(({ figures }) => text.of100(figures.all.found)), text.of100(rule.found)],
        [text.needless, ...records.map(({ figures }) => text.of100(figures.all.needless)), text.of100(rule.needless)],
        [text.gap, ...records.map(({ gap }) => text.points(gap)), none],
        [text.rowGroups, ...runs.map((_, index) => (looked[index] ? text.looked : text.notLooked)), none],
      ]}
    />
  )
}
