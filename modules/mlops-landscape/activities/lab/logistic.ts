/** A logistic regression: what it multiplies each input with, on inputs brought to one scale. */
export interface Model {
  readonly intercept: number
  /** One weight an input, for the input less its mean, divided by its spread. */
  readonly weights: readonly number[]
  readonly means: readonly number[]
  /** Standard deviations; 1 where an input never changes. */
  readonly spreads: readonly number[]
}

/** Most rounds of Newton's method. It doubles its right digits each round, so that six are the rule. */
const mostRounds = 12

/** A step this small changes no figure that is shown: the weights have settled. */
const settled = 1e-6

/**
 * Fits a logistic regression to rows of inputs and their outcomes (0 or 1), by Newton's method. `penalty` draws the
 * weights towards nothing (ridge regression): the larger, the less the model trusts any one input.
 */
export function fitModel(rows: readonly (readonly number[])[], outcomes: readonly number[], penalty: number): Model {
  const size = rows[0]?.length ?? 0
  const count = rows.length
  const means = columns(size, (column) => rows.reduce((sum, row) => sum + at(row, column), 0) / count)
  const spreads = columns(size, (column) => {
    const mean = at(means, column)
    return Math.sqrt(rows.reduce((sum, row) => sum + (at(row, column) - mean) ** 2, 0) / count) || 1
  })
  // One value a row more than there are inputs: the constant, first.
  const width = size + 1
  const scaled = new Float64Array(count * width)
  rows.forEach((row, index) => {
    scaled[index * width] = 1
    for (let column = 0; column < size; column++) {
      scaled[index * width + column + 1] = (at(row, column) - at(means, column)) / at(spreads, column)
    }
  })
  const weights = new Float64Array(width)
  for (let round = 0; round < mostRounds; round++) {
    const slope = new Float64Array(width)
    const curve = new Float64Array(width * width)
    for (let index = 0; index < count; index++) {
      const start = index * width
      let sum = 0
      for (let i = 0; i < width; i++) sum += at(weights, i) * at(scaled, start + i)
      const chance = logistic(sum)
      const error = at(outcomes, index) - chance
      const bend = chance * (1 - chance)
      for (let i = 0; i < width; i++) {
        const value = at(scaled, start + i)
        slope[i] = at(slope, i) + error * value
        for (let j = 0; j <= i; j++) {
          curve[i * width + j] = at(curve, i * width + j) + bend * value * at(scaled, start + j)
        }
      }
    }
    // The constant is not drawn to nothing: it holds how common problems are.
    for (let i = 1; i < width; i++) {
      slope[i] = at(slope, i) - penalty * at(weights, i)
      curve[i * width + i] = at(curve, i * width + i) + penalty
    }
    const step = solve(curve, slope)
    for (let i = 0; i < width; i++) weights[i] = at(weights, i) + at(step, i)
    if (step.every((value) => Math.abs(value) < settled)) break
  }
  return { intercept: at(weights, 0), weights: Array.from(weights.subarray(1)), means, spreads }
}

/** The chance of the outcome that a model gives a row of inputs, 0–1. */
export function predict(model: Model, row: readonly number[]): number {
  let sum = model.intercept
  for (let i = 0; i < row.length; i++) sum += contribution(model, row, i)
  return logistic(sum)
}

/**
 * How far each input of a row moves the score up or down from that of an average case, in log-odds. In a linear model
 * this is the whole reason: the parts and the constant add up to the score.
 */
export function contributions(model: Model, row: readonly number[]): readonly number[] {
  return row.map((_, index) => contribution(model, row, index))
}

function contribution({ weights, means, spreads }: Model, row: readonly number[], i: number): number {
  return (at(weights, i) * (at(row, i) - at(means, i))) / at(spreads, i)
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Solves a symmetric system whose lower half is given, by Cholesky's method. Writes into `matrix`. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const width = right.length
  const result = new Float64Array(right)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(matrix, i * width + j)
      for (let k = 0; k < j; k++) sum -= at(matrix, i * width + k) * at(matrix, j * width + k)
      // An input that never changes has no curve of its own: its weight stays what it is.
      matrix[i * width + j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / at(matrix, j * width + j)
    }
  }
  for (let i = 0; i < width; i++) {
    let sum = at(result, i)
    for (let k = 0; k < i; k++) sum -= at(matrix, i * width + k) * at(result, k)
    result[i] = sum / at(matrix, i * width + i)
  }
  for (let i = width - 1; i >= 0; i--) {
    let sum = at(result, i)
    for (let k = i + 1; k < width; k++) sum -= at(matrix, k * width + i) * at(result, k)
    result[i] = sum / at(matrix, i * width + i)
  }
  return result
}

function columns(size: number, value: (column: number) => number): readonly number[] {
  return Array.from({ length: size }, (_, column) => value(column))
}

function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0
}
