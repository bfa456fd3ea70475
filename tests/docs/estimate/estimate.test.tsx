// @vitest-environment happy-dom
import { readFile } from "node:fs/promises"
import { cleanup, fireEvent, render, screen } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { ActivityProps, Registry } from "../../../src/activities/kind.ts"
import { registry } from "../../../src/activities/registry.ts"
import { activitiesIn } from "../../../src/learner/outline.ts"
import { loadCourse } from "../../../src/lesson/load.ts"
import type { Activity } from "../../../src/lesson/model.ts"
import { Estimate } from "./Estimate.tsx"
import { type EstimateData, estimate } from "./kind.ts"
import { estimateParser } from "./parse.ts"

// The kind that the guide to adding an activity shows. It is no part of Lessonpack, so it is registered here.
const withEstimate: Registry = {
  names: [...registry.names, estimate.name],
  parser: (name) => (name === estimate.name ? estimateParser : registry.parser(name)),
  kind: (name) => (name === estimate.name ? estimate : registry.kind(name)),
}

afterEach(cleanup)

/** Loads a lesson whose first phase is this Markdown. */
async function load(engage: string) {
  const sources = { "lesson.md": await readFile("docs/example/lesson.md"), "engage.md": Buffer.from(engage) }
  const files = {
    list: async () => Object.keys(sources),
    async read(path: string) {
      const found = sources[path as keyof typeof sources]
      return found ? { bytes: new Uint8Array(found) } : { problem: "missing" as const }
    },
  }
  const { course, diagnostics } = await loadCourse("lesson", { files, registry: withEstimate })
  const blocks = course?.phases[0]?.pages.flatMap((page) => page.blocks) ?? []
  const [first] = activitiesIn(blocks)
  return { activity: first?.activity as Activity<EstimateData> | undefined, diagnostics }
}

/** The example as the guide shows it. */
async function example(): Promise<Activity<EstimateData>> {
  const guide = await readFile("docs/adding-an-activity.md", "utf8")
  const [, markdown = ""] = /```markdown\n(:::estimate[\s\S]*?)```/.exec(guide) ?? []
  const { activity, diagnostics } = await load(`## Page\n\n${markdown}`)
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([])
  if (!activity) throw new Error("the guide shows no estimate")
  return activity
}

describe("the kind that the guide adds", () => {
  it("is read as its author wrote it", async () => {
    const { data, shape, levels, points, reported } = await example()
    expect(data).toMatchObject({ from: 0, to: 100, step: 5, answer: 60, near: 10, unit: "%" })
    expect({ shape, levels, points, reported }).toEqual({
      ...{ shape: { marks: [21], texts: [] }, levels: 2, points: 1, reported: true },
    })
  })

  it("gives an estimate as right exactly when it fits the pattern, and half where it is near", async () => {
    const { data, levels } = await example()
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 3 }), (marks) => {
        const answer = { marks, texts: [] }
        const score = estimate.score(data, answer)
        const { response, patterns } = estimate.interaction(data, answer)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(levels)
        expect(patterns.includes(`${response}[:]${response}`)).toBe(score === levels)
      }),
    )
    expect([10, 12, 14, 15].map((mark) => estimate.score(data, { marks: [mark], texts: [] }))).toEqual([1, 2, 1, 0])
    expect(estimate.print(data, { marks: [12], texts: [] })).toEqual(["60 %"])
  })

  it.each([
    ["step=5 answer=62", "The right answer 62 is not a place on the scale."],
    ["from=5 answer=5 step=200", "The scale of this estimate has 1 place."],
  ])("tells an author what is wrong with %s", async (attributes, message) => {
    const { diagnostics } = await load(`## Page\n\n:::estimate{#q to=100 ${attributes}}\nHow many?\n:::`)
    expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
      { rule: "estimate-scale", message },
    ])
  })

  it("is answered with a native slider that says where it stands", async () => {
    const activity = await example()
    const onAnswer = vi.fn()
    const props: ActivityProps<EstimateData> = {
      ...{ activity, kind: estimate, work: undefined, open: true, onAnswer, onDraft: vi.fn() },
      ...{ workOn: () => undefined, isElsewhere: () => false, quotesFrom: () => [] },
      path: { current: "core", all: ["core"], choose: () => {} },
      keeping: () => ({ kept: 0, filled: 0, missing: false }),
    }
    render(<Estimate {...props} />)
    const slider = screen.getByRole("slider", { name: /What share/ })
    fireEvent.input(slider, { target: { value: "12" } })
    expect(slider.getAttribute("aria-valuetext")).toBe("60 %")
    fireEvent.click(screen.getByRole("button"))
    expect(onAnswer).toHaveBeenCalledWith({ marks: [12], texts: [] })
  })
})
