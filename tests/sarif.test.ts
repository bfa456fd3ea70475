import { describe, expect, it } from "vitest"
import { toSarif } from "../src/sarif.ts"

describe("a report for CI", () => {
  it("names each rule once, and each finding's place and remedy", () => {
    const place = { file: "modules\\lesson #1\\engage.md", line: 3, column: 5 }
    const found = { rule: "id-twice", severity: "error", place, message: "Taken.", remedy: "Write another." } as const
    const told = {
      ...found,
      rule: "section-unknown",
      severity: "info",
      place: { file: "a.md", line: 0, column: 0 },
    } as const
    const [run] = toSarif([found, found, told], "1.2.3").runs
    expect(run?.tool.driver).toMatchObject({
      semanticVersion: "1.2.3",
      rules: [{ id: "id-twice" }, { id: "section-unknown" }],
    })
    expect(run?.results.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
      [0, "error"],
      [0, "error"],
      [1, "note"],
    ])
    expect(run?.results[0]).toMatchObject({
      message: { text: "Taken. Write another." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "modules/lesson%20%231/engage.md" },
            region: { startLine: 3, startColumn: 5 },
          },
        },
      ],
    })
    // SARIF counts lines and columns from 1.
    expect(run?.results[2]?.locations[0]?.physicalLocation.region).toEqual({ startLine: 1, startColumn: 1 })
  })
})
