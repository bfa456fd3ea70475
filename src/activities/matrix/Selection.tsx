import type { Keeping } from "../kind.ts"
import { WritingField } from "../WritingField.tsx"
import { isWritten, notePlacesOf, placesOf } from "./answer.ts"
import { isInHand, type StepProps } from "./editing.ts"
import { isFollowing, standingOf } from "./ranking.ts"
import { matrixStrings } from "./strings.ts"
import { choiceInWords, gateIds, nameOf } from "./words.ts"

const text = matrixStrings

/** What is chosen, how it stands beside the ranking, and why it is chosen all the same. */
export function Selection(props: StepProps & { readonly keeping: Keeping }) {
  const { id, data, judgement, editing, keeping } = props
  const places = placesOf(data)
  const { choice, conditions, reason } = judgement
  const standing = standingOf(data, judgement)
  const follows = standing !== undefined && isFollowing(judgement, standing)
  const unstated = standing?.onCondition.filter((gate) => !isWritten(conditions[gate] ?? "")) ?? []
  const weakest = data.criteria.flatMap(({ name, isWeakest }) => (isWeakest ? [name] : []))

  function choose(first: number, second: number) {
    editing.mark([places.choice(0), first], [places.choice(1), first === 0 || first === second ? 0 : second])
  }

  function keepReason(written: string) {
    editing.note(notePlacesOf(data).reason, written)
  }

  const [first = 0, second = 0] = choice.map((candidate) => candidate + 1)
  return (
    <>
      <p class="hint">{text.choiceHint}</p>
      <div class="matrix-field">
        <label for={`${id}-choice`}>{text.choice}</label>
        <select
          id={`${id}-choice`}
          value={first}
          onChange={({ currentTarget }) => choose(Number(currentTarget.value), second)}
        >
          <option value={0}>{text.noChoice}</option>
          {data.candidates.map((one, candidate) => (
            <option key={one.id} value={candidate + 1}>
              {nameOf(data, candidate)}
            </option>
          ))}
        </select>
      </div>
      {first > 0 && (
        <div class="matrix-field">
          <label for={`${id}-combined`}>{text.combined}</label>
          <select
            id={`${id}-combined`}
            value={second}
            aria-describedby={`${id}-combination`}
            onChange={({ currentTarget }) => choose(first, Number(currentTarget.value))}
          >
            <option value={0}>{text.alone}</option>
            {data.candidates.map((one, candidate) =>
              candidate + 1 === first ? null : (
                <option key={one.id} value={candidate + 1}>
                  {nameOf(data, candidate)}
                </option>
              ),
            )}
          </select>
          <p class="hint" id={`${id}-combination`}>
            {text.combination(weakest.join(" and "))}
          </p>
        </div>
      )}
      <div role="status">
        {standing && (
          <div class="matrix-depends">
            <p>{choiceInWords(data, judgement)}</p>
            {follows && <p>{text.following}</p>}
            {!follows && standing.fails.length === 0 && <p>{text.notAmong}</p>}
            {unstated.length > 0 && <p>{text.conditionMissing(gateIds(data, unstated))}</p>}
          </div>
        )}
      </div>
      {((standing && !follows) || reason !== "" || isInHand(`${id}-reason`)) && (
        <div class="matrix-field">
          <label for={`${id}-reason`}>{text.reason}</label>
          {!follows && (
            <p class="hint" id={`${id}-reason-hint`}>
              {text.reasonHint}
            </p>
          )}
          <WritingField
            id={`${id}-reason`}
            value={reason}
            {...(!follows && { describedBy: `${id}-reason-hint` })}
            rows={3}
            keeping={keeping}
            isDone
            onPause={keepReason}
            onDone={keepReason}
          />
        </div>
      )}
    </>
  )
}
