import { hash32 } from "../learner/hash.ts"

/**
 * The numbers below `count` in an order that looks random, but is the same wherever the same seed is used: learners who
 * come back, and two builds of one course, see the same order.
 */
export function shuffled(count: number, seed: string): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  const rank = order.map((index) => hash32(`${seed} ${index}`))
  return order.sort((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0) || a - b)
}

/** How many items of an order follow directly on the one that belongs before them. */
export function countFollowing(order: readonly number[]): number {
  return order.filter((item, place) => place > 0 && order[place - 1] === item - 1).length
}

/**
 * An order to begin putting things right from: not the right one, with as few right neighbours as can be had; and not the
 * right one backwards either, which learners would soon know, unless there is no other.
 */
export function disordered(count: number, seed: string): readonly number[] {
  const reversed = Array.from({ length: count }, (_, index) => count - 1 - index)
  const candidates = Array.from({ length: 16 }, (_, round) => shuffled(count, `${seed} ${round}`)).filter(
    (order) => countFollowing(order) < count - 1 && order.some((item, place) => item !== reversed[place]),
  )
  const [first = reversed, ...others] = candidates
  return others.reduce((best, next) => (countFollowing(next) < countFollowing(best) ? next : best), first)
}
