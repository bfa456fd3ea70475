// @vitest-environment happy-dom

import { cleanup, screen, within } from "@testing-library/preact"
import fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { type TreeData, tree, wayOf } from "../src/activities/tree/kind.ts"
import { treeStrings } from "../src/activities/tree/strings.ts"
import { samples } from "./activity-samples.ts"
import { parseActivities } from "./parse-activity.ts"
import { press, show } from "./show-activity.tsx"

const text = treeStrings
const { markdown = "", files } = samples.find(({ name }) => name === "tree") ?? {}

afterEach(cleanup)

function read(yaml: string) {
  return parseActivities(":::tree{#q data=t.yaml}\nWhich?\n:::", { "t.yaml": yaml })
}

describe("a decision tree", () => {
  it("asks one question after the other, shows the way, and ends in an outcome with what follows", () => {
    const course = show(markdown, { files })
    const group = () => within(screen.getByRole("group", { name: /^Question/ }))
    expect(screen.getByRole("group", { name: /^Question/ }).textContent).toContain("Do you go out to sea?")
    press("Yes")
    expect(document.activeElement?.textContent).toContain("How many are you?")
    expect(
      group()
        .getAllByRole("button")
        .map(({ textContent }) => textContent),
    ).toEqual(["One", "Two", "Three or more"])
    expect(course.state().work.get("q")).toMatchObject({ tries: 0, answer: { marks: [1, 0] } })
    press("One")
    expect(document.activeElement?.textContent).toContain("A small boat: a dory.")
    expect(course.container.textContent).toContain("Then ask who sails it.")
    expect(screen.queryByRole("group", { name: /^Question/ })).toBeNull()
    const way = within(screen.getByRole("list", { name: text.way })).getAllByRole("listitem")
    expect(way.map(({ textContent }) => textContent)).toEqual(["Do you go out to sea? Yes", "How many are you? One"])
    expect(course.state().work.get("q")).toMatchObject({ tries: 1, answer: { marks: [1, 1] } })
  })

  it("goes back a question at a time, and back to the start", () => {
    const course = show(markdown, { files })
    press("Yes")
    press("Two")
    press(text.back)
    expect(screen.getByRole("group", { name: /^Question/ }).textContent).toContain("How many are you?")
    press(text.again)
    expect(document.activeElement?.textContent).toContain("Do you go out to sea?")
    expect(screen.queryByRole("button", { name: text.back })).toBeNull()
    expect(course.state().work.get("q")?.answer.marks).toEqual([0, 0])
  })

  it("can be read as a list in which every answer says where it leads, by links to questions that are there", () => {
    const { container } = show(markdown, { files })
    const items = [...container.querySelectorAll(".whole > ol > li")]
    expect(items.map(({ textContent }) => textContent)).toEqual([
      "Do you go out to sea?Yes: go to question 2No: A small boat: a dory.",
      "How many are you?One: A small boat: a dory.Two: A tug.Three or more: A tug.",
    ])
    for (const link of container.querySelectorAll("a")) {
      expect(items.map(({ id }) => `#${id}`)).toContain(link.getAttribute("href"))
    }
  })

  it("offers its outcome to other activities once there is one", () => {
    const [activity] = parseActivities(markdown, files).activities
    const data = activity?.data as TreeData
    expect(tree.quotes?.(data, { marks: [1, 0], texts: [] })).toEqual([])
    expect(tree.quotes?.(data, { marks: [2, 0], texts: [] })).toEqual([
      { label: text.outcome, text: "A small boat: a dory.", key: 0 },
    ])
  })

  it.each([
    ["tree-target", "start: x\nnodes: {a: {q: A?, yes: o, no: o}}\noutcomes: {o: O}"],
    ["tree-target", "start: o\nnodes: {a: {q: A?, yes: o, no: o}}\noutcomes: {o: O}"],
    ["tree-target", "start: a\nnodes: {a: {q: A?, answers: {x: o, y: p}}}\noutcomes: {o: O}"],
    ["tree-cycle", "start: a\nnodes: {a: {q: A?, yes: o, no: a}}\noutcomes: {o: O}"],
    ["tree-unreached", "start: a\nnodes: {a: {q: A?, yes: o, no: o}, b: {q: B?, yes: o, no: o}}\noutcomes: {o: O}"],
    ["tree-unreached", "start: a\nnodes: {a: {q: A?, yes: o, no: o}}\noutcomes: {o: O, p: P}"],
    ["data-value", "start: a\nnodes: {a: {q: A?, yes: o}}\noutcomes: {o: O}"],
    ["data-value", "start: a\nnodes: {a: {q: A?, answers: {x: o}}}\noutcomes: {o: O}"],
    ["data-value", "- a"],
  ])("in which something is amiss is reported as %s: %s", (rule, yaml) => {
    const { activities, told } = read(yaml)
    expect(new Set(told.map((one) => `${one.severity} ${one.rule}`))).toEqual(new Set([`error ${rule}`]))
    expect(activities).toEqual([])
  })

  it("has no more questions than anybody reads", () => {
    const nodes = Array.from({ length: 9000 }, (_, at) => `  n${at}: {q: A?, yes: n${at + 1}, no: o}`)
    const { activities, told } = read(`start: n0\nnodes:\n${nodes.join("\n")}\noutcomes: {o: O}`)
    expect(told).toMatchObject([{ rule: "data-value", remedy: "Write at most 100 questions." }])
    expect(told[0]?.message.length).toBeLessThan(100)
    expect(activities).toEqual([])
  })

  it("has a mark for every question of its longest way, and every way ends where its author meant", () => {
    // Each question leads only to those behind it, or to an outcome: so there are no rounds.
    const target = (at: number, count: number) => fc.integer({ min: at + 1, max: count + 2 })
    const questions = fc
      .integer({ min: 1, max: 9 })
      .chain((count) =>
        fc.tuple(...Array.from({ length: count }, (_, at) => fc.tuple(target(at, count), target(at, count)))),
      )
    fc.assert(
      fc.property(questions, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (targets, answers) => {
        const count = targets.length
        const nameOf = (at: number) => (at < count ? `n${at}` : `o${at}`)
        const followed = new Set<number>()
        const follow = (at: number): number => {
          followed.add(at)
          const [yes, no] = targets[at] ?? []
          return yes === undefined || no === undefined ? 0 : 1 + Math.max(follow(yes), follow(no))
        }
        const longest = follow(0)
        const reached = [...followed]
        const nodes = reached.flatMap((at) => {
          const [yes, no] = targets[at] ?? []
          return yes === undefined || no === undefined
            ? []
            : [`  n${at}: {q: "Q${at}", yes: ${nameOf(yes)}, no: ${nameOf(no)}}`]
        })
        const outcomes = reached.filter((at) => at >= count).map((at) => `  o${at}: "O${at}"`)
        const { activities, told } = read(["start: n0", "nodes:", ...nodes, "outcomes:", ...outcomes].join("\n"))
        expect(told).toEqual([])
        const data = activities[0]?.data as TreeData
        expect(activities[0]?.shape.marks).toEqual(Array.from({ length: longest }, () => 3))
        let at = 0
        const marks = answers.map((isYes) => (isYes ? 1 : 2))
        for (const isYes of answers) at = targets[at]?.[isYes ? 0 : 1] ?? at
        const { outcome, taken } = wayOf(data, { marks, texts: [] })
        expect(outcome === undefined ? "" : data.outcomes[outcome]).toBe(`O${at}`)
        expect(taken.length).toBeLessThanOrEqual(longest)
      }),
    )
  })
})
