// @vitest-environment happy-dom

import { readFileSync } from "node:fs"
import { act, cleanup, fireEvent, screen, within } from "@testing-library/preact"
import { afterEach, describe, expect, it, vi } from "vitest"
import { caseStrings } from "../src/activities/case/strings.ts"
import { notePlacesOf, placesOf, readJudgement } from "../src/activities/matrix/answer.ts"
import { type MatrixData, matrix } from "../src/activities/matrix/kind.ts"
import { matrixStrings } from "../src/activities/matrix/strings.ts"
import { pointsOf } from "../src/learner/level.ts"
import { freshState } from "../src/learner/state.ts"
import { announceLeaving } from "../src/tracking/leaving.ts"
import { type Course, choose, expectAccessible, field, press, show, write } from "./show-activity.tsx"

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const text = matrixStrings
const files = { "data/matrix.yaml": readFileSync("modules/mlops-landscape/data/matrix.yaml", "utf8") }
const markdown = `:::case{#dam levels="One region; Nationwide; Offline"}
Read the case.

It is long.
:::

:::matrix{#q data=data/matrix.yaml case=dam}
Which candidate?
:::`

const onPath = (path: string) => show(markdown, { files, state: { ...freshState, path } })
const dataOf = (course: Course) => course.activity.data as MatrixData
const judgementOf = (course: Course) => {
  const answer = course.state().work.get("q")?.answer
  if (!answer) throw new Error("nothing is kept")
  return readJudgement(dataOf(course), answer)
}
const go = (step: number) => {
  const list = within(screen.getByRole("list", { name: text.stepList }))
  fireEvent.click(list.getAllByRole("button")[step] as HTMLElement)
}
const shownStep = (course: Course) => course.container.querySelector(".matrix-step:not([hidden])") as HTMLElement

const scores = ["2342424", "2243314", "4332213", "4333233", "4224133"]

/** Gives every score, by the ids of the fields: there are 35, and looking for each by its label takes long. */
function score() {
  scores.forEach((row, candidate) => {
    ;[...row].forEach((value, criterion) => {
      const select = document.getElementById(`q-score-${criterion}-${candidate}`)
      if (select) fireEvent.change(select, { target: { value } })
    })
  })
}

function mark(gate: string, required: boolean) {
  const groups = [...document.querySelectorAll("fieldset.matrix-group")] as HTMLElement[]
  const group = groups.find(({ textContent }) => textContent?.startsWith(gate))
  if (!group) throw new Error(`no gate ${gate} to mark`)
  fireEvent.click(within(group).getByLabelText(required ? text.required : text.notRequired))
}

describe("a matrix and its case", () => {
  it("follows the level that was chosen in the case, and keeps it with what is marked", () => {
    const course = onPath("foundations")
    expect(course.container.textContent).toContain(text.level("One region"))
    fireEvent.change(field(caseStrings.level), { target: { value: "3" } })
    expect(course.container.textContent).toContain(text.level("Offline"))
    mark("G2", true)
    expect(judgementOf(course).level).toBe(2)
    expect(judgementOf(course).gates).toEqual([0, 1, 0, 0, 0])
  })

  it("shows a worked example as such, with the thought behind it and nothing to mark", () => {
    const course = onPath("foundations")
    const gates = [...course.container.querySelectorAll(".matrix-group")] as HTMLElement[]
    const given = gates.filter((gate) => gate.querySelector(".matrix-given"))
    expect(given.map(({ textContent }) => textContent?.slice(0, 2))).toEqual(["G1", "G2", "G5"])
    for (const gate of given) expect(gate.querySelector("input, select, button")).toBeNull()
    expect(given[1]?.textContent).toContain("A gate that nothing requires only removes good candidates.")
    expect(screen.queryByLabelText(text.scoreOf("A Amazon SageMaker AI", "Security"))).toBeNull()
    cleanup()
    expect(onPath("core").container.querySelector(".matrix-given")).toBeNull()
  })
})

describe("the steps of a matrix", () => {
  it("are shown one at a time; going to one puts the focus on its heading", () => {
    const course = onPath("core")
    expect(shownStep(course).querySelector("h2")?.textContent).toBe("1. Gates")
    press(text.next("Weights"))
    expect(shownStep(course).querySelector("h2")?.textContent).toBe("2. Weights")
    expect(document.activeElement?.textContent).toBe("2. Weights")
    expect(screen.getByRole("button", { current: "step" }).textContent).toContain("2 Weights")
  })

  it("say in words how far each has come", () => {
    const course = onPath("core")
    const said = () =>
      [...course.container.querySelectorAll(".matrix-steps span")].map(({ textContent }) => textContent)
    expect(said()).toEqual(["0 of 5 marked", "add up to 0", "0 of 35 given", "not yet", "not made yet"])
    mark("G2", true)
    choose("A Amazon SageMaker AI, gate G2", "fails")
    go(1)
    press("Balanced")
    score()
    go(4)
    choose(text.choice, "D Red Hat OpenShift AI")
    expect(said()).toEqual(["1 of 5 marked", "add up to 100", "28 of 28 given", "first: D", "D"])
  })

  it("begin, for whoever comes back, where something is still open", () => {
    const course = onPath("core")
    for (const gate of ["G1", "G2", "G3", "G4", "G5"]) mark(gate, false)
    go(1)
    press("Balanced")
    course.comeBack()
    expect(shownStep(course).querySelector("h2")?.textContent).toBe("3. Scores")
  })

  it.each([0, 1, 2, 3, 4])("have no barrier that axe finds: step %d, with everything filled in", async (step) => {
    const course = onPath("core")
    mark("G1", true)
    choose("A Amazon SageMaker AI, gate G1", "passes on a condition")
    go(1)
    press("Balanced")
    score()
    go(3)
    press(text.run("Small team first"))
    go(4)
    choose(text.choice, "B Databricks")
    press(text.handIn)
    go(step)
    await expectAccessible(course)
  })
})

describe("a gate", () => {
  it("puts the focus on what came of it when the rest pass, since the button is gone", () => {
    onPath("core")
    mark("G2", true)
    press(text.passRestLabel("G2"))
    expect(document.activeElement?.textContent).toBe(text.allAlike("passes"))
    mark("G3", true)
    choose("A Amazon SageMaker AI, gate G3", "fails")
    press(text.passRestLabel("G3"))
    expect(document.activeElement?.textContent).toBe(text.allJudged)
  })
})

describe("a condition", () => {
  it("stays in hand while it is emptied, though no candidate depends on it any more", () => {
    vi.useFakeTimers()
    const course = onPath("core")
    mark("G1", true)
    choose("A Amazon SageMaker AI, gate G1", "passes on a condition")
    const condition = field(/^On which condition/)
    write(condition, "An own region")
    choose("A Amazon SageMaker AI, gate G1", "passes")
    condition.focus()
    fireEvent.input(condition, { target: { value: "" } })
    act(() => vi.advanceTimersByTime(1000))
    expect(judgementOf(course).conditions[0]).toBe("")
    expect(document.activeElement).toBe(condition)
  })
})

describe("weights", () => {
  it("are whole numbers from 0 to 100; what is none is told, and not kept", () => {
    const course = onPath("core")
    const weight = field("C1 Security")
    fireEvent.input(weight, { target: { value: "30" } })
    expect(judgementOf(course).weights[0]).toBe(30)
    for (const wrong of ["130", "-5", "2.5"]) {
      fireEvent.input(weight, { target: { value: wrong } })
      expect(field("C1 Security").getAttribute("aria-invalid")).toBe("true")
      expect(course.container.textContent).toContain(text.weightProblem)
      expect(judgementOf(course).weights[0]).toBe(30)
    }
    fireEvent.blur(weight)
    expect(field("C1 Security").value).toBe("30")
    fireEvent.input(weight, { target: { value: "" } })
    expect(judgementOf(course).weights[0]).toBeUndefined()
  })

  it("tell what they add up to, and give no ranking until that is 100", () => {
    const course = onPath("core")
    go(1)
    press("Balanced")
    const sum = () => shownStep(course).querySelector(".matrix-sum")?.textContent
    expect(sum()).toBe(`${text.sum(100)} ${text.sumRight}`)
    fireEvent.input(field("C1 Security"), { target: { value: "30" } })
    expect(sum()).toBe(`${text.sum(105)} ${text.sumOver(5)}`)
    score()
    go(3)
    expect(shownStep(course).textContent).toContain(text.notWeighed(105))
    const totals = [...shownStep(course).querySelectorAll("table tr > :last-child")].map(
      ({ textContent }) => textContent,
    )
    expect(totals).toEqual([text.total, "105", "–", "–", "–", "–", "–"])
    expect(shownStep(course).querySelector(".matrix-bars")).toBeNull()
  })
})

describe("scores", () => {
  it("are counted without candidates that are out", () => {
    const course = onPath("core")
    mark("G2", true)
    choose("A Amazon SageMaker AI, gate G2", "fails")
    for (let candidate = 1; candidate < 5; candidate++) {
      fireEvent.change(document.getElementById(`q-score-0-${candidate}`) as HTMLElement, { target: { value: "2" } })
    }
    const states = [...course.container.querySelectorAll(".matrix-criterion-state")].map(
      ({ textContent }) => textContent,
    )
    expect(states.slice(0, 2)).toEqual([
      `${text.noWeight}, ${text.scoredOf(4, 4)}`,
      `${text.noWeight}, ${text.scoredOf(0, 4)}`,
    ])
    course.comeBack()
    const criteria = [...course.container.querySelectorAll<HTMLDetailsElement>(".matrix-criterion")]
    expect(criteria.map(({ open }) => open).slice(0, 2)).toEqual([false, true])
  })

  it("stay open behind the last score of a criterion, so that its evidence can be written", () => {
    const course = onPath("core")
    go(2)
    const [first] = [...course.container.querySelectorAll<HTMLDetailsElement>(".matrix-criterion")]
    expect(first?.open).toBe(true)
    score()
    expect(first?.open).toBe(true)
  })

  it("keep the evidence of two fields, of which neither was left when the page goes away", () => {
    vi.useFakeTimers()
    const course = onPath("core")
    const type = (name: string, value: string) => fireEvent.input(field(name), { target: { value } })
    const label = (name: string) => `${text.evidence} (${text.evidenceIn(name, "Security")})`
    type(label("A Amazon SageMaker AI"), "Case, page 1")
    type(label("E Five open tools"), "Own cluster")
    act(() => announceLeaving(window))
    expect(judgementOf(course).notes[0]).toEqual(["Case, page 1", "", "", "", "Own cluster"])
  })
})

describe("the ranking", () => {
  it("follows every change at once, as a list of names and totals and as a table", () => {
    const course = onPath("core")
    go(1)
    press("Balanced")
    score()
    go(3)
    const bars = () => [...course.container.querySelectorAll(".matrix-bars li")].map(({ textContent }) => textContent)
    expect(bars()[0]).toBe("1.D Red Hat OpenShift AI78.75")
    expect(bars()[2]).toMatch(/^3\.A Amazon SageMaker AI70\.00tied/)
    fireEvent.change(field(text.scoreOf("D Red Hat OpenShift AI", "Exit")), { target: { value: "0" } })
    expect(bars()[0]).toBe("1.E Five open tools71.25")
    const row = within(screen.getByRole("table", { name: text.table })).getByRole("row", { name: /^D Red Hat/ })
    expect(row.textContent).toBe("D Red Hat OpenShift AI433023367.50")
  })

  it("records other sets that were run, and says who is first by them", () => {
    const course = onPath("core")
    go(1)
    press("Balanced")
    score()
    go(3)
    press(text.run("Control and exit first"))
    const said = shownStep(course).querySelector(".matrix-ran")?.textContent
    expect(said).toContain("D Red Hat OpenShift AI, E Five open tools tie with 81.25 each.")
    expect(judgementOf(course).ran).toEqual([false, false, true])
    expect(screen.getByRole("table", { name: text.presets }).textContent).toContain(
      "Control and exit first first: D, E",
    )
  })
})

describe("a candidate that is out", () => {
  it("is said to be out, and not to be scored in part", () => {
    const course = onPath("core")
    mark("G2", true)
    choose("A Amazon SageMaker AI, gate G2", "fails")
    go(1)
    press("Balanced")
    const states = () => [...course.container.querySelectorAll(".bar-state")].map(({ textContent }) => textContent)
    go(2)
    score()
    for (const criterion of [0, 1, 2, 3, 4, 5, 6]) {
      fireEvent.change(document.getElementById(`q-score-${criterion}-0`) as HTMLElement, { target: { value: "" } })
      expect(states()).toContain(text.out("G2"))
    }
  })
})

describe("the choice", () => {
  function ready() {
    const course = onPath("core")
    go(1)
    press("Balanced")
    score()
    go(4)
    return course
  }

  it("asks for a reason exactly when it goes against the ranking", () => {
    const course = ready()
    choose(text.choice, "D Red Hat OpenShift AI")
    expect(shownStep(course).textContent).toContain(text.following)
    expect(screen.queryByLabelText(text.reason)).toBeNull()
    choose(text.choice, "B Databricks")
    expect(shownStep(course).textContent).toContain(text.notAmong)
    expect(shownStep(course).textContent).toContain(text.openReason)
    write(field(text.reason), "We run it already.\nIt is paid.")
    expect(judgementOf(course).reason).toBe("We run it already.\nIt is paid.")
    expect(shownStep(course).textContent).not.toContain(text.openReason)
  })

  it("leaves the reason in hand while it is emptied, though it is no longer asked for", () => {
    vi.useFakeTimers()
    const course = ready()
    choose(text.choice, "B Databricks")
    write(field(text.reason), "We run it already.")
    choose(text.choice, "D Red Hat OpenShift AI")
    const reason = field(text.reason)
    reason.focus()
    fireEvent.input(reason, { target: { value: "" } })
    act(() => vi.advanceTimersByTime(1000))
    expect(judgementOf(course).reason).toBe("")
    expect(document.activeElement).toBe(reason)
    act(() => reason.blur())
    act(() => vi.advanceTimersByTime(1000))
    expect(screen.queryByLabelText(text.reason)).toBeNull()
  })

  it("may be a combination of two, with its own total", () => {
    const course = ready()
    choose(text.choice, "D Red Hat OpenShift AI")
    choose(text.combined, "A Amazon SageMaker AI")
    expect(judgementOf(course).choice).toEqual([3, 0])
    expect(shownStep(course).textContent).toContain("D Red Hat OpenShift AI + A Amazon SageMaker AI: 72.50 of 100.")
    choose(text.choice, "A Amazon SageMaker AI")
    expect(judgementOf(course).choice).toEqual([0])
  })
})

describe("handing a matrix in", () => {
  it("is refused while nothing is marked, and says so", () => {
    const course = onPath("core")
    go(4)
    press(text.handIn)
    expect(shownStep(course).textContent).toContain(text.nothing)
    expect(course.state().work.get("q")).toBeUndefined()
  })

  it("is possible while things are open, again and again; the best counts and nothing is lost", () => {
    const course = onPath("core")
    go(1)
    press("Balanced")
    go(4)
    press(text.handIn)
    const first = course.state().work.get("q")
    expect(first?.tries).toBe(1)
    score()
    go(0)
    for (const gate of ["G1", "G3", "G4", "G5"]) {
      mark(gate, true)
      press(text.passRestLabel(gate))
    }
    mark("G2", false)
    go(4)
    choose(text.choice, "D Red Hat OpenShift AI")
    press(text.handInAgain)
    const better = course.state().work.get("q")
    const points = (level = 0) =>
      pointsOf({ ...course.activity, points: 8, objectives: ["O2", "O3"], split: [5, 3] }, level)
    // Gates 1 of 2 (no condition was found), scores 3, weights and choice 1 each, no other weights.
    expect(points(better?.best)).toBe(6)
    fireEvent.input(field("C1 Security"), { target: { value: "0" } })
    press(text.handInAgain)
    const worse = course.state().work.get("q")
    expect(worse).toMatchObject({ tries: 3, best: better?.best })
    expect(judgementOf(course).weights[0]).toBe(0)
    expect(shownStep(course).textContent).toContain(text.pointsWeights(false))
  })

  it("keeps the button where it is pressed: a field is not left before the click", () => {
    onPath("core")
    go(4)
    expect(fireEvent.mouseDown(screen.getByRole("button", { name: text.handIn }))).toBe(false)
  })

  it("shows a reading to compare with, only afterwards, and never a right choice", () => {
    const course = onPath("core")
    go(1)
    press("Balanced")
    expect(course.container.textContent).not.toContain(text.reading)
    go(4)
    press(text.handIn)
    expect(course.container.textContent).toContain(text.reading)
    expect(course.container.textContent).toContain("A managed service, and two of the team have used one.")
    expect(course.container.textContent).not.toMatch(/correct (platform|candidate|answer) is/i)
    expect(course.container.textContent).toContain(text.whyPoints)
  })
})

describe("a matrix in review", () => {
  it("shows ranking, tables and all that was written, with nothing to operate", () => {
    const course = onPath("core")
    go(1)
    press("Balanced")
    score()
    write(field(`${text.evidence} (${text.evidenceIn("D Red Hat OpenShift AI", "Exit")})`), "Formats, March 2026")
    const state = course.state()
    const data = dataOf(course)
    cleanup()
    const closed = show(markdown, { files, review: true, state })
    const section = closed.container.querySelector(".kind-matrix") as HTMLElement
    expect(section.querySelector("input, select, textarea, button, summary")).toBeNull()
    expect(section.textContent).toContain("1.D Red Hat OpenShift AI78.75")
    expect(section.textContent).toContain("Formats, March 2026")
    expect(matrix.shape(data).marks).toHaveLength(placesOf(data).choice(1) + 1)
    expect(notePlacesOf(data).count).toBe(41)
  })
})
