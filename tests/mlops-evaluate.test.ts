import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import type { ChoiceData } from "../src/activities/choice/kind.ts"
import type { Prompted } from "../src/activities/kind.ts"
import type { MatchingData } from "../src/activities/matching/kind.ts"
import type { NumericData } from "../src/activities/numeric/kind.ts"
import { registry } from "../src/activities/registry.ts"
import type { SequencingData } from "../src/activities/sequencing/kind.ts"
import type { Activity, Answer } from "../src/lesson/model.ts"
import { parseActivities } from "./parse-activity.ts"

const folder = "modules/mlops-landscape"
const read = (name: string) => readFileSync(`${folder}/${name}`, "utf8")
const pages = { elaborate: read("elaborate.md"), evaluate: read("evaluate.md") }

/** What stands between the first line of an activity and its last. */
function written(id: string): string {
  const found = new RegExp(`^(:{3,})[a-z]+\\{#${id}[ }].*?^\\1$`, "ms").exec(`${pages.elaborate}\n${pages.evaluate}`)
  if (!found) throw new Error(`there is no activity ${id}`)
  return found[0]
}

function activity(id: string): Activity<Prompted> {
  const { activities, told } = parseActivities(written(id))
  expect(told).toEqual([])
  const [found] = activities
  if (!found) throw new Error(`${id} cannot be read`)
  return found
}

function score({ kind, data }: Activity<Prompted>, answer: Partial<Answer>): number {
  const found = registry.kind(kind)
  if (!found) throw new Error(`no kind is called ${kind}`)
  return found.score(data, { marks: [], texts: [], ...answer })
}

const plain = (html = "") => html.replace(/<[^>]+>/g, "").trim()

/** Places of the right options, written down apart from the lesson. */
const rightOptions: Readonly<Record<string, readonly number[]>> = {
  ...{ a07: [1], a08: [2], a09: [0, 3], a12: [2] },
  a14: [0, 1, 3, 5],
}

describe("questions of Elaborate and Evaluate", () => {
  for (const [id, right] of Object.entries(rightOptions)) {
    it(`${id}: the right options earn everything, and each wrong one spoils it`, () => {
      const asked = activity(id)
      const { options, isSeveral } = asked.data as ChoiceData
      const marks = (chosen: readonly number[]) =>
        isSeveral ? options.map((_, index) => (chosen.includes(index) ? 1 : 0)) : chosen
      expect(score(asked, { marks: marks(right) })).toBe(asked.levels)
      const wrong = options.map((_, index) => index).filter((index) => !right.includes(index))
      expect(wrong.length).toBeGreaterThan(1)
      for (const index of wrong) {
        expect(score(asked, { marks: marks([index]) })).toBe(0)
        if (isSeveral) expect(score(asked, { marks: marks([...right, index]) })).toBeLessThan(asked.levels)
      }
      if (isSeveral) {
        for (const one of right) {
          const fewer = right.filter((index) => index !== one)
          expect(score(asked, { marks: marks(fewer) })).toBeLessThan(asked.levels)
        }
      }
    })

    it(`${id}: every option says something of its own`, () => {
      const { options, explanation } = activity(id).data as ChoiceData
      const said = options.map(({ beneath }) => plain(beneath))
      expect(said.filter((text) => text.length < 30)).toEqual([])
      expect(new Set(said).size).toBe(options.length)
      expect(plain(explanation).length).toBeGreaterThan(50)
    })
  }

  it("a10: each pair counts, and no other target fits", () => {
    const asked = activity("a10")
    const { sources, targets } = asked.data as MatchingData
    expect(targets).toEqual(["a gate", "a weighted criterion", "leave it out"])
    const right = sources.map(({ target }) => target + 1)
    expect(right).toEqual([1, 2, 1, 3, 2, 3])
    expect(score(asked, { marks: right })).toBe(6)
    for (const [index, mark] of right.entries()) {
      for (const other of [1, 2, 3].filter((target) => target !== mark)) {
        expect(score(asked, { marks: right.map((kept, at) => (at === index ? other : kept)) })).toBe(5)
      }
    }
    expect(sources.map(({ feedback }) => plain(feedback)).filter((text) => text.length < 30)).toEqual([])
  })

  it("a11: 65 is right, and the three usual slips are told apart", () => {
    const asked = activity("a11")
    const tried = (text: string) => score(asked, { texts: [text] })
    expect(["65", "65.0", "65,0", "64.9", "65.1"].map(tried)).toEqual([1, 1, 1, 1, 1])
    expect(["75", "260", "52", "64.8", "65.2", "0"].map(tried)).toEqual([0, 0, 0, 0, 0, 0])
    const slips = (asked.data as NumericData).values.filter(({ isRight }) => !isRight)
    expect(slips.map(({ least }) => least)).toEqual([75, 260, 52])
    expect(new Set(slips.map(({ feedback }) => plain(feedback))).size).toBe(3)
  })

  it("a11: the numbers in the question give the key", () => {
    const [weights, scores] = [
      [30, 25, 20, 15, 10],
      [1, 2, 4, 4, 4],
    ]
    const total = (weights ?? []).reduce((sum, weight, index) => sum + weight * (scores?.[index] ?? 0), 0) / 4
    expect(total).toBe(65)
    const { description } = activity("a11")
    expect(description).toContain("30, 25, 20, 15 and 10")
    expect(description).toContain("1, 2, 4, 4 and 4")
  })

  it("a13: only one order earns everything", () => {
    const asked = activity("a13")
    const { items } = asked.data as SequencingData
    const order = items.map((_, index) => index)
    expect(items).toHaveLength(7)
    expect(score(asked, { marks: order })).toBe(asked.levels)
    for (const place of order.slice(1)) {
      const swapped = [...order]
      swapped.splice(place - 1, 2, place, place - 1)
      expect(score(asked, { marks: swapped })).toBeLessThan(asked.levels)
    }
    expect(items.map(({ beneath }) => plain(beneath)).filter((text) => text.length < 30)).toEqual([])
  })
})

describe("the case", () => {
  /** What a learner on a path reads of it. */
  function reads(path: string): string {
    return written("dam")
      .replace(/^::::level\{for="([^"]+)"\}\n(.*?)^::::$/gms, (_, paths: string, text: string) =>
        paths.split(" ").includes(path) ? text : "",
      )
      .replace(/^:{3,}.*$/gm, "")
      .replace(/\*\*/g, "")
  }
  const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length

  it("has 450 to 550 words at the second level", () => {
    expect(words(reads("core"))).toBeGreaterThanOrEqual(450)
    expect(words(reads("core"))).toBeLessThanOrEqual(550)
  })

  it("is smaller at the first level and larger at the third", () => {
    expect(words(reads("foundations"))).toBeLessThan(words(reads("core")))
    expect(words(reads("advanced"))).toBeGreaterThan(words(reads("core")) + 80)
    expect(reads("foundations")).not.toContain("Restricted")
    expect(reads("core")).not.toContain("Three changes")
    expect(reads("advanced")).toContain("without any connection to the internet")
  })

  it("is named as fictional on its page", () => {
    expect(pages.elaborate).toMatch(/## The case: which dam first\?\n::page\{#case\}\n\n\*.*fictional\.\*/)
  })
})

describe("the decision tree", () => {
  interface Tree {
    readonly start: string
    readonly nodes: Readonly<Record<string, Readonly<Record<"q" | "yes" | "no", string>>>>
    readonly outcomes: Readonly<Record<string, string>>
  }
  const tree = parse(read("data/tree.yaml")) as Tree

  /** All ways from a place to an outcome: the questions, then the outcome. */
  function ways(from: string, before: readonly string[] = []): string[][] {
    if (before.includes(from)) throw new Error(`${from} is asked twice`)
    const node = tree.nodes[from]
    if (!node) return [[...before, from]]
    return [node.yes, node.no].flatMap((next) => ways(next, [...before, from]))
  }

  it("has ten questions and eight outcomes, and every way ends in one", () => {
    expect(Object.keys(tree.nodes)).toHaveLength(10)
    expect(Object.keys(tree.outcomes)).toHaveLength(8)
    for (const way of ways(tree.start)) expect(Object.keys(tree.outcomes)).toContain(way[way.length - 1])
  })

  it("reaches every question and every outcome", () => {
    const reached = new Set(ways(tree.start).flat())
    expect([...reached].sort()).toEqual([...Object.keys(tree.nodes), ...Object.keys(tree.outcomes)].sort())
  })

  it("asks the same in the text to be changed", () => {
    const text = read("files/decision-tree.txt").replace(/\s+/g, " ")
    for (const { q } of Object.values(tree.nodes)) {
      for (const part of q.split(/, (?=or )/)) expect(text).toContain(part.slice(0, 40))
    }
    expect(text.match(/yes: /g)).toHaveLength(10)
  })
})

describe("the fifteen questions", () => {
  it("are the same in the checklist and in the outline of a comparison", () => {
    const questions = written("criteria").match(/^\d+\. .*$/gm) ?? []
    expect(questions).toHaveLength(15)
    const outline = read("files/comparison.txt")
    for (const question of questions) expect(outline).toContain(question)
  })
})
