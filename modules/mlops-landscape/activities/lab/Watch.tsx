import { formWeek, letterWeek, weeksInUse } from "./cases.ts"
import { WeekColumns } from "./charts.tsx"
import { Act, Do, More, Radios, Table } from "./parts.tsx"
import { actIndex, lookIndex, needlessUntil, runOf, type WeekReport, weekReport } from "./records.ts"
import { settingsOfVersion } from "./state.ts"
import type { StepProps } from "./step.ts"
import * as text from "./strings.ts"

/** Step 6: week after week, until the learner raises the alert. */
export function Watch({ id, state, open, said, change, say }: StepProps) {
  const { weeks, alertWeek, receiver } = state
  const settings = settingsOfVersion(state, 1)
  if (!settings) return null
  const run = runOf(settings)
  const last = alertWeek || weeks
  const reports = Array.from({ length: last }, (_, index) => weekReport(run, index + 1))
  const now = reports[last - 1]
  const isRaised = alertWeek > 0
  const index = now?.indices[0] ?? 0
  const usesIncome = settings.inputs[0] === true

  function raise() {
    if (receiver === 0) return say(text.chooseReceiver)
    if (weeks < formWeek) return say(text.falseAlarm(weeks, index))
    change({ alertWeek: weeks })
  }

  const outcome = isRaised
    ? [
        text.raised(alertWeek, alertWeek - formWeek, needlessUntil(run, alertWeek)),
        usesIncome ? "" : text.harmsNobody,
        index < lookIndex ? text.raisedQuietly(text.decimal(index)) : "",
        usesIncome && alertWeek >= letterWeek ? text.tooLate : "",
        text.received[receiver - 1] ?? "",
      ]
        .filter(Boolean)
        .join(" ")
    : ""
  return (
    <>
      <p class="hint">{text.indexNote}</p>
      <figure>
        <WeekColumns
          title={text.weeksTitle}
          indices={reports.map(({ indices }) => indices[0] ?? 0)}
          weeks={weeksInUse}
          lines={[
            { at: actIndex, label: text.actLine },
            { at: lookIndex, label: text.lookLine },
          ]}
        />
        <figcaption>
          <div role={open ? "status" : undefined}>
            {now && text.weekSentence(last, index, levelInWords(index), shareOf(now, true), shareOf(now, false))}
            {weeks === letterWeek &&
              !isRaised &&
              ` ${usesIncome ? text.letter : text.noLetter(now?.figures.all.found ?? 0)}`}
            {weeks === weeksInUse && !isRaised && ` ${text.lastWeek}`}
          </div>
        </figcaption>
        <More summary={text.asTable} open={open}>
          <WeekTable reports={reports} />
        </More>
      </figure>
      {open && !isRaised && weeks < weeksInUse && (
        <div class="actions">
          <Do onClick={() => change({ weeks: weeks + 1 })}>{text.nextWeek}</Do>
        </div>
      )}
      {open && (
        <Radios
          name={`${id}-receiver`}
          legend={text.receiver}
          options={text.receivers}
          chosen={receiver - 1}
          choose={(place) => change({ receiver: place + 1 })}
        />
      )}
      {!open && receiver > 0 && (
        <p>
          {text.receiver}: {text.receivers[receiver - 1]}
        </p>
      )}
      {open ? (
        <Act said={outcome || said}>
          {!isRaised && (
            <Do isMain={weeks === weeksInUse} onClick={raise}>
              {text.raise}
            </Do>
          )}
        </Act>
      ) : (
        outcome && <p>{outcome}</p>
      )}
    </>
  )
}

function WeekTable({ reports }: { readonly reports: readonly WeekReport[] }) {
  return (
    <Table
      caption={text.weekTable}
      heads={[
        text.weekHead,
        text.indexIncome,
        text.indexRest,
        text.meanSelf,
        text.meanOthers,
        text.visitsSelf,
        text.visitsOthers,
      ]}
      rows={reports.map((report, week) => [
        text.week(week + 1),
        `${text.decimal(report.indices[0] ?? 0)} ${levelInWords(report.indices[0] ?? 0)}`,
        text.decimal(Math.max(...report.indices.slice(1))),
        ...report.incomes.map(text.count),
        text.of100(shareOf(report, true)),
        text.of100(shareOf(report, false)),
      ])}
    />
  )
}

function shareOf({ figures }: WeekReport, isSelfEmployed: boolean): number {
  return (isSelfEmployed ? figures.selfEmployed : figures.others).visits
}

function levelInWords(index: number): string {
  return index >= actIndex ? text.act : index >= lookIndex ? text.look : text.quiet
}
