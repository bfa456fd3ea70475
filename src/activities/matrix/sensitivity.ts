import type { Judgement } from "./answer.ts"
import type { MatrixData } from "./kind.ts"
import { allWeights, rank, totalOf, winnersOf } from "./ranking.ts"

/** How many points are moved at a time. */
export const movedPoints = 5

/** What a result depends on. */
export interface Sensitivity {
  /** The criterion it depends on most. */
  readonly criterion: number
  /** The candidates in first place now. */
  readonly winners: readonly number[]
  /** A move of {@link movedPoints} to or from that criterion after which others are first; absent where there is none. */
  readonly move?: Move
  /** The smallest lead over the rest that any move leaves, on the scale of 0 to 100; none where there is no rest. */
  readonly lead?: number
}

/** Points moved from one criterion to another, and who is first then. */
export interface Move {
  readonly from: number
  readonly to: number
  readonly winners: readonly number[]
}

/** A move with what it does to the lead of those who are first. */
interface Tried extends Move {
  readonly isChange: boolean
  /** Their sum less the best of the rest, after the move. */
  readonly lead: number
}

/**
 * Moves five points from every criterion to every other, and looks who is first then. The result depends most on the
 * criterion whose moves change that most often; where none does, on the one whose moves change the lead most.
 */
export function sensitivityOf(data: MatrixData, judgement: Judgement): Sensitivity | undefined {
  const standings = rank(data, judgement)
  const winners = winnersOf(standings)
  const rivals = standings.filter(({ place }) => place !== undefined && place > 1)
  if (winners.length + rivals.length < 2) return undefined
  const leadNow = leadOf(standings, winners)
  const moves = movesOf(data, judgement, winners)
  if (moves.length === 0) return undefined
  const strength = data.criteria.map((_, criterion) => {
    const own = moves.filter(({ from, to }) => from === criterion || to === criterion)
    return {
      criterion,
      changes: own.filter(({ isChange }) => isChange).length,
      swing: own.reduce((sum, { lead }) => sum + Math.abs(lead - leadNow), 0),
    }
  })
  const [most] = [...strength].sort((a, b) => b.changes - a.changes || b.swing - a.swing || a.criterion - b.criterion)
  if (!most) return undefined
  const { criterion } = most
  const [worst] = moves
    .filter(({ from, to, isChange }) => isChange && (from === criterion || to === criterion))
    .sort((a, b) => a.lead - b.lead)
  const least = Math.min(...moves.map(({ lead }) => lead))
  return {
    ...{ criterion, winners },
    ...(worst && { move: { from: worst.from, to: worst.to, winners: worst.winners } }),
    ...(rivals.length > 0 && { lead: totalOf(data, least) }),
  }
}

function movesOf(data: MatrixData, judgement: Judgement, winners: readonly number[]): readonly Tried[] {
  const all = data.criteria.map((_, criterion) => criterion)
  return all.flatMap((from) =>
    all.flatMap((to): Tried[] => {
      const [taken = 0, given = 0] = [judgement.weights[from], judgement.weights[to]]
      if (from === to || taken < movedPoints || given > allWeights - movedPoints) return []
      const weights = judgement.weights.map((weight = 0, criterion) =>
        criterion === from ? weight - movedPoints : criterion === to ? weight + movedPoints : weight,
      )
      const standings = rank(data, judgement, weights)
      const first = winnersOf(standings)
      return [{ from, to, winners: first, isChange: !isSameSet(first, winners), lead: leadOf(standings, winners) }]
    }),
  )
}

/** The best sum among some candidates less the best among the rest that have a place; 0 where there is no rest. */
function leadOf(standings: ReturnType<typeof rank>, winners: readonly number[]): number {
  const sums = (isOne: (candidate: number) => boolean) =>
    standings.flatMap(({ place, candidate, sum }) => (place !== undefined && isOne(candidate) ? [sum] : []))
  const own = sums((candidate) => winners.includes(candidate))
  const rest = sums((candidate) => !winners.includes(candidate))
  return rest.length === 0 ? 0 : Math.max(...own) - Math.max(...rest)
}

function isSameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}
