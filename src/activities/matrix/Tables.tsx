import type { Judgement } from "./answer.ts"
import type { Candidate, Criterion, MatrixData } from "./kind.ts"
import { isWeighed, rank, sumOf, winnersOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import { formatTotal, nameOf } from "./words.ts"

const text = matrixStrings

/** Heads of columns by their ids, so that a table fits a narrow screen. */
function Heads({ of }: { readonly of: readonly (Candidate | Criterion)[] }) {
  return (
    <>
      {of.map(({ id, name }) => (
        <th key={id} scope="col">
          {id}
          <span class="hidden"> {name}</span>
        </th>
      ))}
    </>
  )
}

/** Weights, scores and totals in full. */
export function ScoreTable({ data, judgement }: { readonly data: MatrixData; readonly judgement: Judgement }) {
  const standings = rank(data, judgement)
  return (
    <table class="matrix-table">
      <caption>{text.table}</caption>
      <thead>
        <tr>
          <th scope="col">{text.candidate}</th>
          <Heads of={data.criteria} />
          <th scope="col">{text.total}</th>
        </tr>
        <tr class="matrix-weights">
          <th scope="row">{text.weightRow}</th>
          {data.criteria.map(({ id }, index) => (
            <td key={id}>{judgement.weights[index] ?? "–"}</td>
          ))}
          <td>{sumOf(judgement.weights)}</td>
        </tr>
      </thead>
      <tbody>
        {standings.map(({ candidate, place, total, fails }) => (
          <tr key={candidate}>
            <th scope="row">{nameOf(data, candidate)}</th>
            {data.criteria.map(({ id }, index) => (
              <td key={id}>{judgement.scores[index]?.[candidate] ?? "–"}</td>
            ))}
            <td>{fails.length > 0 ? text.isOut : place === undefined ? "–" : formatTotal(total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Totals by one's own weights, and by other sets. Who is first stands there in words. */
export function SetTable(props: {
  readonly data: MatrixData
  readonly judgement: Judgement
  /** Places of the presets that are shown. */
  readonly presets: readonly number[]
}) {
  const { data, judgement, presets } = props
  const own = isWeighed(judgement) ? [{ name: text.yourWeights, weights: judgement.weights }] : []
  const sets = [...own, ...presets.flatMap((index) => data.presets[index] ?? [])]
  return (
    <table class="matrix-table">
      <caption>{text.presets}</caption>
      <thead>
        <tr>
          <th scope="col">{text.sets}</th>
          <Heads of={data.candidates} />
        </tr>
      </thead>
      <tbody>
        {sets.map(({ name, weights }) => {
          const standings = rank(data, judgement, weights)
          const winners = winnersOf(standings)
          const ids = winners.map((candidate) => data.candidates[candidate]?.id).join(", ")
          return (
            <tr key={name}>
              <th scope="row">
                {name} <span class="matrix-first">{text.firstIs(ids === "" ? text.nobody : ids)}</span>
              </th>
              {data.candidates.map(({ id }, candidate) => {
                const one = standings.find((standing) => standing.candidate === candidate)
                const isFirst = winners.includes(candidate)
                const shown = one?.place !== undefined ? formatTotal(one.total) : one?.fails.length ? text.isOut : "–"
                return <td key={id}>{isFirst ? <b>{shown}</b> : shown}</td>
              })}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
