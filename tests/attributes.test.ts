import { describe, expect, it } from "vitest"
import { readSplit } from "../src/lesson/attributes.ts"
import { createReporter } from "../src/lesson/reporter.ts"

const place = { file: "evaluate.md", line: 3, column: 1 }

describe("points that are shared out among objectives", () => {
  it.each([
    ["5 3", [5, 3]],
    ["5, 3", [5, 3]],
    ["1;99", [1, 99]],
  ])("%s", (written, shares) => {
    const reporter = createReporter()
    expect(readSplit(written, ["O2", "O3"], place, reporter)).toEqual(shares)
    expect(reporter.diagnostics).toEqual([])
  })

  it.each([
    ["5 0", "Leave an objective out that no point serves."],
    ["60 41", expect.stringContaining("together at most 100")],
    ["5 x", expect.stringContaining("a whole number")],
    ["5 3 1", expect.stringContaining("for each objective")],
  ])("%s is told, since an objective could never be passed or nobody knows what it is worth", (written, remedy) => {
    const reporter = createReporter()
    expect(readSplit(written, ["O2", "O3"], place, reporter)).toBeUndefined()
    expect(reporter.diagnostics).toMatchObject([{ rule: "points-split", remedy }])
  })
})
