import { gateMarks, type Judgement, results } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { isWeighed, rank, type Standing, standingOf, totalOf, winnersOf } from "./ranking.ts"
import { movedPoints, sensitivityOf } from "./sensitivity.ts"
import { matrixStrings } from "./strings.ts"

const text = matrixStrings

/** A total, or a difference of two, with two decimals as every total has them. */
export function formatTotal(total: number): string {
  return total.toFixed(2)
}

/** A candidate with its letter, as charts and lists name it. */
export function nameOf({ candidates }: MatrixData, candidate: number): string {
  const one = candidates[candidate]
  return one ? `${one.id} ${one.name}` : ""
}

/** Several candidates in one line. */
export function namesOf(data: MatrixData, list: readonly number[], word = " + "): string {
  return list.map((candidate) => nameOf(data, candidate)).join(word)
}

/** Several gates by their ids. */
export function gateIds({ gates }: MatrixData, list: readonly number[]): string {
  return list.map((gate) => gates[gate]?.id ?? "").join(", ")
}

/** How a candidate stands besides its total: out, on a condition, not fully scored; empty where there is nothing to say. */
export function stateOf(data: MatrixData, { fails, onCondition, scored }: Standing): string {
  const all = data.criteria.length
  if (fails.length > 0) return text.out(gateIds(data, fails))
  return [
    onCondition.length > 0 ? text.onCondition(gateIds(data, onCondition)) : "",
    scored === 0 ? text.noneScored : scored < all ? text.soFar(scored, all) : "",
  ]
    .filter((one) => one !== "")
    .join("; ")
}

/** Who is first, and whether anybody is so near that it is as good as a tie; nothing while nobody is ranked. */
export function verdictOf(data: MatrixData, standings: readonly Standing[]): readonly string[] {
  const winners = winnersOf(standings)
  const [first] = standings
  if (winners.length === 0 || !first) return []
  const behind = standings.filter(
    ({ place, sum }) => place !== undefined && place > 1 && totalOf(data, first.sum - sum) < data.near,
  )
  const total = formatTotal(first.total)
  return [
    winners.length === 1 ? text.first(namesOf(data, winners), total) : text.tie(namesOf(data, winners, ", "), total),
    ...behind.map(({ candidate, total }) => text.nearTie(nameOf(data, candidate), formatTotal(first.total - total))),
  ]
}

/** What the result depends on most, and whether moving a few points changes it; empty while there is no result. */
export function sensitivityInWords(data: MatrixData, judgement: Judgement): string {
  const found = sensitivityOf(data, judgement)
  if (!found) return ""
  const { criterion, winners, move, lead } = found
  const name = (index: number) => data.criteria[index]?.name ?? ""
  const isTie = winners.length > 1
  const [what, then] = !move
    ? [
        (isTie ? text.noChangeTie : text.noChange)(name(criterion), movedPoints),
        lead === undefined ? "" : text.leadLeft(formatTotal(lead)),
      ]
    : [
        (isTie ? text.changesTie : text.changes)(name(criterion), movedPoints, name(move.from), name(move.to)),
        move.winners.length === 1
          ? text.thenFirst(namesOf(data, move.winners))
          : text.thenTied(namesOf(data, move.winners, ", ")),
      ]
  return `${what} ${then}`.trim()
}

/** The ranking in a line; empty while nobody is ranked. */
export function rankingInWords(data: MatrixData, judgement: Judgement): string {
  return standingsInWords(data, judgement).join("; ")
}

/** Each candidate that is ranked or out, in the order of the ranking; none while nobody is ranked. */
export function standingsInWords(data: MatrixData, judgement: Judgement): readonly string[] {
  const standings = rank(data, judgement)
  if (winnersOf(standings).length === 0) return []
  const isTied = ({ place }: Standing) => standings.filter((one) => one.place === place).length > 1
  return standings
    .filter(({ place, fails }) => place !== undefined || fails.length > 0)
    .map((one) => {
      const state = stateOf(data, one)
      const more = state === "" ? "" : ` (${state})`
      if (one.place === undefined) return `${nameOf(data, one.candidate)}${more}`
      return `${text.place(one.place, isTied(one))}. ${nameOf(data, one.candidate)} ${formatTotal(one.total)}${more}`
    })
}

/** A gate with what was marked there; empty while it was not marked. */
export function gateInWords(data: MatrixData, judgement: Judgement, gate: number): string {
  const mark = judgement.gates[gate]
  if (mark === undefined || mark === gateMarks.open) return ""
  const name = data.gates[gate]?.text ?? ""
  if (mark === gateMarks.notRequired) return `${name}: ${text.notRequired.toLowerCase()}`
  const condition = judgement.conditions[gate]?.trim() ?? ""
  const groups = [results.passes, results.onCondition, results.fails].flatMap((result) => {
    const found = data.candidates.flatMap((_, candidate) =>
      judgement.results[gate]?.[candidate] === result ? [candidate] : [],
    )
    const stated = result === results.onCondition && condition !== "" ? ` (${condition})` : ""
    return found.length > 0 ? [`${text.results[result]}${stated}: ${namesOf(data, found, ", ")}`] : []
  })
  return [`${name}: ${text.required.toLowerCase()}`, ...groups].join("; ")
}

/** The choice, its total, and what it hangs on; empty while there is none. */
export function choiceInWords(data: MatrixData, judgement: Judgement): string {
  const choice = standingOf(data, judgement)
  if (!choice) return ""
  const names = namesOf(data, judgement.choice)
  const conditions = choice.onCondition.flatMap((gate) => judgement.conditions[gate]?.trim() || [])
  return [
    !choice.isScored
      ? text.choiceUnscored(names)
      : isWeighed(judgement)
        ? text.choiceTotal(names, formatTotal(choice.total))
        : text.choiceUnweighed(names),
    choice.fails.length > 0 ? text.failing(gateIds(data, choice.fails)) : "",
    conditions.length > 0 ? text.holdsOn(conditions.join("; ")) : "",
  ]
    .filter((one) => one !== "")
    .join(" ")
}

/** Who is first by a preset's weights, with the total. */
export function presetInWords(data: MatrixData, judgement: Judgement, preset: number): string {
  const standings = rank(data, judgement, data.presets[preset]?.weights)
  const winners = winnersOf(standings)
  const total = standings[0]?.total ?? 0
  if (winners.length === 0) return text.nobody
  return (winners.length === 1 ? text.isFirst : text.areFirst)(namesOf(data, winners, ", "), formatTotal(total))
}

/** A score with its word. */
export function scoreInWords({ scale }: MatrixData, score: number): string {
  return `${score}: ${scale[score] ?? ""}`
}
