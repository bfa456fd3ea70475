import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  betterLevel,
  type Graded,
  levelsOfParts,
  mostPoints,
  packLevel,
  pointsOf,
  shareOfLevel,
  unpackLevel,
} from "../src/learner/level.ts"

const partsOf = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 })

/** A score of two parts: one of 10 levels worth 5 points for O2, one of 3 levels worth 3 points for O3. */
const matrix: Graded = { levels: 43, points: 8, objectives: ["O2", "O3"], split: [5, 3], parts: [10, 3] }

describe("a level with parts", () => {
  it("comes back as it was packed, and is the highest when all parts are full", () => {
    fc.assert(
      fc.property(
        partsOf.chain((parts) =>
          fc.tuple(fc.constant(parts), fc.tuple(...parts.map((levels) => fc.integer({ min: 0, max: levels })))),
        ),
        ([parts, reached]) => {
          const level = packLevel(parts, reached)
          expect(unpackLevel(parts, level)).toEqual(reached)
          expect(level).toBeLessThanOrEqual(levelsOfParts(parts))
          expect(level === levelsOfParts(parts)).toBe(reached.every((one, index) => one === parts[index]))
        },
      ),
    )
  })

  it("gives each objective the points of its own part", () => {
    expect(matrix.levels).toBe(levelsOfParts([10, 3]))
    const level = packLevel([10, 3], [5, 3])
    expect(pointsOf(matrix, level, "O2")).toBeCloseTo(2.5)
    expect(pointsOf(matrix, level, "O3")).toBeCloseTo(3)
    expect(pointsOf(matrix, level)).toBeCloseTo(5.5)
    expect([mostPoints(matrix, "O2"), mostPoints(matrix, "O3"), mostPoints(matrix)]).toEqual([5, 3, 8])
    expect(shareOfLevel(matrix, level)).toBeCloseTo(5.5 / 8)
  })

  it("is better when it earns more, not when its number is higher", () => {
    const manyOfTheFirst = packLevel([10, 3], [10, 0])
    const oneOfTheLast = packLevel([10, 3], [0, 1])
    expect(oneOfTheLast).toBeGreaterThan(manyOfTheFirst)
    expect(betterLevel(matrix, manyOfTheFirst, oneOfTheLast)).toBe(manyOfTheFirst)
    expect(betterLevel(matrix, oneOfTheLast, manyOfTheFirst)).toBe(manyOfTheFirst)
  })
})

describe("points without parts", () => {
  it("count in full for each objective, or are shared out when the author says so", () => {
    const plain: Graded = { levels: 4, points: 6, objectives: ["O1", "O2"] }
    expect([pointsOf(plain, 2), pointsOf(plain, 2, "O1"), mostPoints(plain, "O2")]).toEqual([3, 3, 6])
    const split: Graded = { ...plain, split: [4, 2] }
    expect([pointsOf(split, 2), pointsOf(split, 2, "O1"), pointsOf(split, 2, "O2")]).toEqual([3, 2, 1])
  })

  it("never leave 0 to all of them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 100 }),
        (levels, at, points) => {
          const graded: Graded = { levels, points, objectives: ["O1"] }
          const earned = pointsOf(graded, Math.min(at, levels))
          expect(earned).toBeGreaterThanOrEqual(0)
          expect(earned).toBeLessThanOrEqual(points + 1e-9)
        },
      ),
    )
  })
})
