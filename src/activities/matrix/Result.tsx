import { useState } from "preact/hooks"
import { placesOf } from "./answer.ts"
import { Bars } from "./Bars.tsx"
import type { StepProps } from "./editing.ts"
import { isWeighed, rank, sumOf, winnersOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import { ScoreTable, SetTable } from "./Tables.tsx"
import { presetInWords, sensitivityInWords, verdictOf } from "./words.ts"

const text = matrixStrings

/** The ranking as it stands, what it depends on, and how it would be by other weights. */
export function Result({ data, judgement, editing }: StepProps) {
  const [last, setLast] = useState<number>()
  const { ran, weights } = judgement
  const standings = rank(data, judgement)
  const isRanked = winnersOf(standings).length > 0
  const dependence = sensitivityInWords(data, judgement)
  const shown = data.presets.flatMap((_, index) => (ran[index] ? [index] : []))
  const places = placesOf(data)
  return (
    <>
      <p class="hint">{text.rankingHint}</p>
      {isWeighed(judgement) ? (
        <>
          <Bars data={data} standings={standings} />
          {!isRanked && <p>{text.notScoredYet}</p>}
          {verdictOf(data, standings).map((sentence) => (
            <p key={sentence} class="matrix-verdict">
              {sentence}
            </p>
          ))}
          {dependence !== "" && (
            <div class="matrix-depends">
              <p class="matrix-given-title">{text.sensitivity}</p>
              <p>{dependence}</p>
            </div>
          )}
        </>
      ) : (
        <p class="matrix-verdict">{text.notWeighed(sumOf(weights))}</p>
      )}
      <ScoreTable data={data} judgement={judgement} />
      <h3>{text.others}</h3>
      <p class="hint">{text.othersHint}</p>
      <div class="matrix-buttons">
        {data.presets.map(({ id, name }, index) => (
          <button
            key={id}
            type="button"
            class="button-plain"
            onClick={() => {
              setLast(index)
              editing.mark([places.run(index), 1])
            }}
          >
            {text.run(name)}
          </button>
        ))}
      </div>
      <p class="matrix-ran" role="status">
        {last !== undefined &&
          `${text.byPreset(data.presets[last]?.name ?? "")}: ${presetInWords(data, judgement, last)}`}
      </p>
      {shown.length > 0 && <SetTable data={data} judgement={judgement} presets={shown} />}
    </>
  )
}
