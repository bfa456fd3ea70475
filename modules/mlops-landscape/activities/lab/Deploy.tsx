import { casesAWeek } from "./cases.ts"
import { Act, Do, Table } from "./parts.tsx"
import { type LogEntry, logEntry, runOf, weekReport } from "./records.ts"
import { settingsOfVersion } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"

/** How many entries of the log are shown. */
const shownEntries = 4

/** Step 5: version 1 scores a week, and the log takes each decision. */
export function Deploy({ state, open, said, change }: StepProps) {
  const settings = settingsOfVersion(state, 1)
  if (!settings) return null
  const run = runOf(settings)
  const isDeployed = state.weeks > 0
  const deployed = () => text.deployed(casesAWeek, weekReport(run, 1).figures.all.visits * casesAWeek)
  return (
    <>
      {open && (
        <Act said={said || (isDeployed ? deployed() : "")}>
          {!isDeployed && <Do onClick={() => change({ weeks: 1 }, deployed())}>{text.deploy}</Do>}
        </Act>
      )}
      {!open && isDeployed && <p>{deployed()}</p>}
      {isDeployed && (
        <>
          <LogTable
            caption={text.log}
            entries={Array.from({ length: shownEntries }, (_, index) => logEntry(run, 1, index + 1) ?? []).flat()}
          />
          <p class="hint">{text.logNote}</p>
        </>
      )}
    </>
  )
}

/** Entries of the decision log. */
export function LogTable({ caption, entries }: { readonly caption: string; readonly entries: readonly LogEntry[] }) {
  return (
    <Table
      caption={caption}
      heads={[text.caseNumber, text.date, text.model, text.score, text.decision, text.reasons]}
      rows={entries.map((entry) => [<span class="lab-id">{entry.id}</span>, ...cellsOf(entry)])}
    />
  )
}

/** What the log says of a case, without its number. */
function cellsOf(entry: LogEntry): readonly string[] {
  return [
    text.dateOf(entry.week, entry.day),
    text.version(1),
    text.decimal(entry.score),
    entry.isVisited ? text.visit : text.noVisit,
    entry.reasons
      .slice(0, 2)
      .map(({ input, value, part }) => `${reasonInWords(input, value)} (${text.part(part)})`)
      .join("; "),
  ]
}

/** An input with its value, as a reason: "Income 1,540". */
function reasonInWords(input: number, value: number): string {
  const name = text.inputs[input] ?? ""
  return text.yesNoInputs.includes(input)
    ? `${name}: ${value === 1 ? text.yes : text.no}`
    : `${name} ${text.count(value)}`
}
