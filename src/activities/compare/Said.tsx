import { contentLanguage } from "../../player/language.ts"
import { activityStrings } from "../strings.ts"
import type { CompareCell, CompareData, Provenance } from "./kind.ts"
import { dateOf, gradeOf, inWords, sourcesIn, valuesIn } from "./table.ts"

const text = activityStrings.compare

/** What stands in a cell: its words, each with a sign of how much it means, then a note, and where it comes from. */
export function Cell(props: {
  readonly data: CompareData
  readonly cell: CompareCell
  /** Leaves the note out, where there is no room for it. */
  readonly isShort?: boolean
}) {
  const { data, cell, isShort = false } = props
  const values = valuesIn(cell)
  return (
    <>
      <span class="values" lang={contentLanguage()}>
        {values.map((value, index) => {
          const grade = gradeOf(data, value)
          return (
            <span key={value} class={grade === undefined ? "value" : `value is-${grade}`}>
              {inWords(data, value, text.unknown)}
              {index < values.length - 1 && <span class="between">; </span>}
            </span>
          )
        })}
      </span>
      {!isShort && cell.note !== undefined && (
        <span class="note" lang={contentLanguage()}>
          {cell.note}
        </span>
      )}
      <Said data={data} said={cell} />
    </>
  )
}

/** Where something comes from: month, sources, and how sure it is. Nothing where nobody says. */
export function Said({ data, said }: { readonly data: CompareData; readonly said: Provenance }) {
  const sources = sourcesIn(said)
  const date = dateOf(data, said)
  if (sources.length === 0 && date === undefined && said.status === undefined) return null
  const when = date === undefined ? "" : date !== "" ? text.asOf(monthOf(date)) : undated(data)
  return (
    <span class="said">
      {when}
      {when !== "" && sources.length > 0 && " "}
      {sources.map((source, index) => (
        <span key={source}>
          {index > 0 && " "}
          {data.anchor === undefined ? (
            `[${source}]`
          ) : (
            <a href={`#${data.anchor}${source}`}>
              [<span class="hidden">{text.source} </span>
              {source}]
            </a>
          )}
        </span>
      ))}
      {said.status !== undefined && (
        <span class="sure">
          {(when !== "" || sources.length > 0) && ", "}
          {text.status[said.status]}
        </span>
      )}
    </span>
  )
}

function undated({ read }: CompareData): string {
  return read ? text.undatedRead(monthOf(read)) : text.undated
}

/** A date as a learner reads it: the month is enough to judge its age, and the day never matters. */
export function monthOf(date: string): string {
  const [year = "", month] = date.split("-")
  const name = month === undefined ? undefined : text.months[Number(month) - 1]
  return name === undefined ? year : `${name} ${year}`
}
