import { contentLanguage } from "../../player/language.ts"
import type { CompareCell, CompareClaim, CompareData, Provenance } from "./kind.ts"
import { compareStrings } from "./strings.ts"
import { dateOf, gradeOf, inWords, sourcesIn, valuesIn } from "./table.ts"

const text = compareStrings

/** What stands in a cell: its words, each with a sign of how much it means, then a note, and where it comes from. */
export function Cell(props: {
  readonly data: CompareData
  readonly cell: CompareCell
  /** Leaves the note out and says the rest shortly, where there is little room. */
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
      <Said data={data} said={cell} isShort={isShort} />
    </>
  )
}

/** What sources say, each with where it comes from. */
export function Claims({ data, claims }: { readonly data: CompareData; readonly claims: readonly CompareClaim[] }) {
  return (
    <ul>
      {claims.map((claim) => (
        <li key={claim.text}>
          <span lang={contentLanguage()}>
            {claim.about !== undefined && <b>{claim.about}: </b>}
            {claim.text}
          </span>{" "}
          <Said data={data} said={claim} />
        </li>
      ))}
    </ul>
  )
}

/** Where something comes from: month, sources, and how sure it is. Nothing where nobody says. */
function Said(props: {
  readonly data: CompareData
  readonly said: Provenance
  /** Says it shortly, where there is little room. */
  readonly isShort?: boolean
}) {
  const { data, said, isShort = false } = props
  const sources = sourcesIn(said)
  const date = dateOf(data, said)
  if (sources.length === 0 && date === undefined && said.status === undefined) return null
  const when = date === undefined ? "" : date !== "" ? monthOf(date, isShort) : undated(data, isShort)
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
            <a class="source" href={`#${data.anchor}${source}`}>
              [<span class="hidden">{text.source} </span>
              {source}]
            </a>
          )}
        </span>
      ))}
      {said.status !== undefined && (
        <span>
          {(when !== "" || sources.length > 0) && ", "}
          {(isShort ? text.statusShort : text.status)[said.status]}
        </span>
      )}
    </span>
  )
}

function undated({ read }: CompareData, isShort: boolean): string {
  if (!read) return text.undated
  return (isShort ? text.read : text.undatedRead)(monthOf(read, isShort))
}

/** A date as a learner reads it: the month is enough to judge its age, and the day never matters. */
export function monthOf(date: string, isShort = false): string {
  const [year = "", month] = date.split("-")
  const name = month === undefined ? undefined : text.months[Number(month) - 1]
  return name === undefined ? year : `${isShort ? name.slice(0, 3) : name} ${year}`
}

/** What a column means, beneath its name. */
export function Hint({ column }: { readonly column: CompareData["columns"][number] | undefined }) {
  if (column?.hint === undefined) return null
  return <span class="column-hint">{column.hint}</span>
}
