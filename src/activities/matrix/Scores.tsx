import { useState } from "preact/hooks"
import { LineField } from "../LineField.tsx"
import { levelAt, notePlacesOf, placesOf } from "./answer.ts"
import type { StepProps } from "./editing.ts"
import { Given } from "./Given.tsx"
import { candidatesIn, rank } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import { gateIds, nameOf, scoreInWords } from "./words.ts"

const text = matrixStrings

/** The scores, criterion by criterion, each beside its evidence. */
export function Scores(props: StepProps & { readonly isHandedIn: boolean }) {
  const { data, judgement } = props
  const given = levelAt(data, judgement.level)?.given.criteria ?? []
  const isIn = candidatesIn(rank(data, judgement))
  const rows = judgement.scores.map((row) => isIn.map((candidate) => row[candidate]))
  // Asked once: a criterion must not close behind its last score, while somebody writes the evidence for it.
  const [firstOpen] = useState(() => rows.findIndex((row) => row.includes(undefined)))
  return (
    <>
      <p class="hint">{text.scoresHint}</p>
      <div class="matrix-scale">
        <p>{text.scaleTitle}</p>
        <ol start={0}>
          {data.scale.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      </div>
      {data.criteria.map(({ id, name, about }, criterion) => {
        const row = rows[criterion] ?? []
        const weight = judgement.weights[criterion]
        const worked = given.find((one) => one.criterion === criterion)
        return (
          <details key={id} class="matrix-criterion" open={criterion === firstOpen}>
            <summary>
              <span class="matrix-criterion-name">
                {id} {name}
              </span>{" "}
              <span class="matrix-criterion-state">
                {weight === undefined ? text.noWeight : text.weight(weight)},{" "}
                {worked
                  ? text.workedExample.toLowerCase()
                  : text.scoredOf(row.filter((score) => score !== undefined).length, row.length)}
              </span>
            </summary>
            {about !== undefined && <p class="hint">{about}</p>}
            {worked ? (
              <GivenScores {...props} criterion={criterion} why={worked.why} />
            ) : (
              <ScoreRows {...props} criterion={criterion} />
            )}
          </details>
        )
      })}
    </>
  )
}

function GivenScores({
  data,
  judgement,
  criterion,
  why,
}: StepProps & { readonly criterion: number; readonly why: string }) {
  return (
    <Given why={why}>
      <ul class="matrix-plain">
        {data.candidates.map(({ id }, candidate) => {
          const score = judgement.scores[criterion]?.[candidate]
          return (
            <li key={id}>
              {nameOf(data, candidate)}: <b>{score === undefined ? "–" : scoreInWords(data, score)}</b>
            </li>
          )
        })}
      </ul>
    </Given>
  )
}

function ScoreRows(props: StepProps & { readonly criterion: number; readonly isHandedIn: boolean }) {
  const { id, data, judgement, editing, criterion, isHandedIn } = props
  const places = placesOf(data)
  const notes = notePlacesOf(data)
  const name = data.criteria[criterion]?.name ?? ""
  const standings = rank(data, judgement)
  const level = levelAt(data, judgement.level)
  return (
    <>
      <ul class="matrix-rows">
        {data.candidates.map((one, candidate) => {
          const field = `${id}-score-${criterion}-${candidate}`
          const score = judgement.scores[criterion]?.[candidate]
          const fails = standings.find((standing) => standing.candidate === candidate)?.fails ?? []
          return (
            <li key={one.id} class="matrix-score">
              <div class="matrix-row">
                <label for={field}>
                  {nameOf(data, candidate)}
                  {fails.length > 0 && <span class="matrix-out"> ({text.out(gateIds(data, fails))})</span>}
                </label>
                <select
                  id={field}
                  aria-label={text.scoreOf(nameOf(data, candidate), name)}
                  value={score === undefined ? "" : score}
                  onChange={({ currentTarget: { value } }) =>
                    editing.mark([places.score(criterion, candidate), value === "" ? 0 : Number(value) + 1])
                  }
                >
                  <option value="">{text.notScored}</option>
                  {data.scale.map((_, value) => (
                    <option key={value} value={value}>
                      {scoreInWords(data, value)}
                    </option>
                  ))}
                </select>
              </div>
              <div class="matrix-note">
                <label for={`${field}-note`}>
                  {text.evidence}
                  <span class="hidden"> ({text.evidenceIn(nameOf(data, candidate), name)})</span>
                </label>
                <LineField
                  id={`${field}-note`}
                  value={judgement.notes[criterion]?.[candidate] ?? ""}
                  onPause={(line) => editing.note(notes.note(criterion, candidate), line)}
                />
              </div>
            </li>
          )
        })}
      </ul>
      {isHandedIn && level && (
        <details class="matrix-reading">
          <summary>{text.reading}</summary>
          <p class="hint">{text.readingAbout}</p>
          <ul class="matrix-plain">
            {data.candidates.map((one, candidate) => {
              const score = level.scores[candidate]?.[criterion]
              return (
                <li key={one.id}>
                  {one.id}: <b>{score === undefined ? text.isOut : score}</b>{" "}
                  {level.reasons[candidate]?.[criterion] ?? ""}
                </li>
              )
            })}
          </ul>
        </details>
      )}
    </>
  )
}
