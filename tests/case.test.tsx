// @vitest-environment happy-dom

import { cleanup, fireEvent } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { caseStrings } from "../src/activities/case/strings.ts"
import { levelOf } from "../src/activities/case-level.ts"
import type { Work } from "../src/learner/state.ts"
import { freshState } from "../src/learner/state.ts"
import { parseActivities, paths } from "./parse-activity.ts"
import { field, show, status, unmarked } from "./show-activity.tsx"

afterEach(cleanup)

const text = caseStrings
const markdown = `:::::case{#q levels="One boat: two clerks; The harbour; The coast: no radio"}
Read it twice.

A harbour counts its boats.

::::level{for="foundations"}
There is one boat.
::::

::::level{for="core advanced"}
There are **300** boats.

- Some are old.
::::

::::level{for="advanced"}
The radio is broken.
::::

What now?
:::::`

function workOn(mark: number): Work {
  return {
    ...{ answer: { marks: [mark], texts: [] }, tries: 1, first: 0, best: 0, handedIn: true },
    ...{ kept: [], cut: [] },
  }
}

const shown = (course: ReturnType<typeof show>) => course.container.querySelector(".case-text")?.textContent ?? ""

describe("a case", () => {
  it("tells what is for all, and of the levels the one of the learner's path, in the author's order", () => {
    const course = show(markdown)
    expect(shown(course)).toMatch(/A harbour.*There are 300 boats.*Some are old.*What now\?/s)
    expect(shown(course)).not.toMatch(/one boat|radio/)
    cleanup()
    expect(shown(show(markdown, { state: { ...freshState, path: "foundations" } }))).toContain("one boat")
    cleanup()
    expect(shown(show(markdown, { state: { ...freshState, path: "advanced" } }))).toMatch(/300 boats.*radio/s)
  })

  it("tells another level when the learner chooses one, keeps that, and says so", () => {
    const course = show(markdown)
    fireEvent.change(field(text.level), { target: { value: "3" } })
    expect(shown(course)).toContain("radio")
    expect(status(course)).toBe("no radio")
    expect(course.state().work.get("q")?.answer.marks).toEqual([3])
    course.comeBack()
    expect(shown(course)).toContain("radio")
    fireEvent.change(field(text.level), { target: { value: "0" } })
    expect(shown(course)).not.toContain("radio")
  })

  it("marks what its author wrote as being in the course's language", () => {
    document.documentElement.lang = "de"
    const course = show(markdown)
    fireEvent.change(field(text.level), { target: { value: "3" } })
    expect(unmarked(course, ["One boat", "The harbour", "The coast", "no radio", "What now?"])).toEqual([])
    document.documentElement.lang = ""
  })

  it("says which level it is that the learner's path leads to", () => {
    show(markdown)
    const options = [...(field(text.level) as unknown as HTMLSelectElement).options].map(
      ({ textContent }) => textContent,
    )
    expect(options).toEqual(["The harbour (my path: Core)", "One boat", "The harbour", "The coast"])
  })

  it("begins with its first paragraph as what is asked, wherever lists or levels stand", () => {
    const [activity] = parseActivities(markdown).activities
    expect(activity?.description).toBe("Read it twice.")
    expect(activity?.shape).toEqual({ marks: [4], texts: [] })
  })
})

describe("the level of a case", () => {
  it("is the one chosen, else that of the path, and always one there is", () => {
    expect(levelOf(undefined, "advanced", paths)).toBe(2)
    expect(levelOf(workOn(0), "foundations", paths)).toBe(0)
    expect(levelOf(workOn(2), "foundations", paths)).toBe(1)
    fc.assert(
      fc.property(fc.nat(20), fc.string(), (mark, path) => {
        const level = levelOf(workOn(mark), path, paths)
        expect(paths[level]).toBeDefined()
      }),
    )
  })
})

describe("what an author of a case reads", () => {
  it.each([
    ["activity-prompt", ':::case{#q levels="a; b; c"}\n- x\n:::'],
    ["case-levels", ":::case{#q}\nRead.\n:::"],
    ["case-levels", ':::case{#q levels="a; b"}\nRead.\n:::'],
    ["case-levels", ':::case{#q levels="a; A; b"}\nRead.\n:::'],
    ["case-level", '::::case{#q levels="a; b; c"}\nRead.\n\n:::level{for=nobody}\nx\n:::\n::::'],
    ["case-level", '::::case{#q levels="a; b; c"}\nRead.\n\n:::level\nx\n:::\n::::'],
    ["case-level", '::::case{#q levels="a; b; c"}\nRead.\n\n:::level{for=core}\n:::\n::::'],
  ])("%s: %s", (rule, source) => {
    expect(parseActivities(source).told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
  })
})
