import { ShareBars } from "./charts.tsx"
import { Do, More, Select, Table } from "./parts.tsx"
import { type RunRecord, runOf } from "./records.ts"
import { lookingAt } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"

/** Step 2: two runs side by side, first as a whole, then by group. */
export function Compare({ id, state, open, change }: StepProps) {
  const { runs, compared, looked } = state
  const [a, b] = compared
  const names = runs.map((_, index) => text.run(index + 1))
  const one = runs[a - 1]
  const other = runs[b - 1]
  const isLooked = looked[a - 1] === true && looked[b - 1] === true
  return (
    <>
      {open && (
        <div class="lab-pair">
          <Select
            id={`${id}-a`}
            label={text.firstRun}
            options={names}
            chosen={a}
            choose={(run) => change({ compared: [run, b] })}
          />
          <Select
            id={`${id}-b`}
            label={text.secondRun}
            options={names}
            chosen={b}
            choose={(run) => change({ compared: [a, run] })}
          />
        </div>
      )}
      {open && a > 0 && a === b && <p class="problem">{text.twoRuns}</p>}
      {one && other && a !== b && (
        <>
          <Pair a={a} b={b} one={runOf(one)} other={runOf(other)} open={open} />
          {open && !isLooked && (
            <div class="actions">
              <Do onClick={() => change(lookingAt(state, a, b))}>{text.lookAtGroups}</Do>
            </div>
          )}
          <Groups
            runs={[
              { run: a, record: runOf(one) },
              { run: b, record: runOf(other) },
            ]}
            isLooked={isLooked}
            open={open}
          />
        </>
      )}
    </>
  )
}

function Pair(props: {
  readonly a: number
  readonly b: number
  readonly one: RunRecord
  readonly other: RunRecord
  readonly open: boolean
}) {
  const { a, b, one, other, open } = props
  const title = text.comparisonTitle(a, b)
  const rows = [
    { label: text.accuracy, shares: [one.figures.all.accuracy, other.figures.all.accuracy] },
    { label: text.found, shares: [one.figures.all.found, other.figures.all.found] },
    { label: text.needless, shares: [one.figures.all.needless, other.figures.all.needless] },
  ]
  const names = [text.run(a), text.run(b)]
  return (
    <figure>
      <ShareBars
        title={title}
        groups={rows.map(({ label, shares }) => ({
          label,
          bars: names.map((name, index) => ({ name, share: shares[index] ?? 0 })),
        }))}
      />
      <figcaption>{text.comparison(a, one, b, other)}</figcaption>
      <More summary={text.asTable} open={open}>
        <Table
          caption={title}
          heads={[text.figure, ...names]}
          rows={rows.map(({ label, shares }) => [label, ...shares.map(text.of100)])}
        />
      </More>
    </figure>
  )
}

/** The figures of runs by group: who pays for the mistakes. What they say is read out once they are looked at. */
export function Groups(props: {
  readonly runs: readonly { readonly run: number; readonly record: RunRecord }[]
  readonly isLooked: boolean
  readonly open: boolean
}) {
  const { runs, isLooked, open } = props
  const title = text.groupsTitle(runs.map(({ run }) => run))
  return (
    <figure>
      {isLooked && (
        <ShareBars
          title={title}
          groups={groups.map((group) => ({
            label: `${text.needless}: ${text.groupNames[group].toLowerCase()}`,
            bars: runs.map(({ run, record }) => ({ name: text.run(run), share: record.figures[group].needless })),
          }))}
        />
      )}
      <figcaption>
        <div role={open ? "status" : undefined} tabIndex={-1}>
          {isLooked && runs.map(({ run, record }) => text.groupSentence(run, record)).join(" ")}
        </div>
      </figcaption>
      {isLooked && (
        <More summary={text.asTable} open={open}>
          <Table
            caption={text.rowGroups}
            heads={[text.figure, ...runs.map(({ run }) => text.run(run))]}
            rows={groups.flatMap((group) =>
              (["accuracy", "found", "needless"] as const).map((figure) => [
                `${text.figureNames[figure]}: ${text.groupNames[group].toLowerCase()}`,
                ...runs.map(({ record }) => text.of100(record.figures[group][figure])),
              ]),
            )}
          />
        </More>
      )}
    </figure>
  )
}

const groups = ["selfEmployed", "others"] as const
