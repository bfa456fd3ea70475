import { readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { parse } from "yaml"
import type { ChoiceData } from "../src/activities/choice/kind.ts"
import type { Prompted } from "../src/activities/kind.ts"
import type { MatchingData } from "../src/activities/matching/kind.ts"
import type { NumericData } from "../src/activities/numeric/kind.ts"
import { registry } from "../src/activities/registry.ts"
import { activitiesIn } from "../src/learner/outline.ts"
import type { Activity, Answer, Course } from "../src/lesson/model.ts"
import { loadLesson } from "../src/load-lesson.ts"

const folder = "modules/mlops-landscape"
const phases = ["engage", "explore", "explain", "elaborate", "evaluate"] as const
const read = (name: string) => readFileSync(`${folder}/${name}`, "utf8")
const pagesOf = Object.fromEntries(phases.map((phase) => [phase, read(`${phase}.md`)]))
const all = phases.map((phase) => pagesOf[phase] ?? "").join("\n\n")

let course: Course
let activities: Map<string, Activity<Prompted>>

beforeAll(async () => {
  const loaded = await loadLesson(folder, { today: "2026-11-23" })
  expect(loaded.diagnostics.filter(({ severity }) => severity === "error")).toEqual([])
  if (!loaded.course) throw new Error("the course does not load")
  course = loaded.course
  const placed = course.phases.flatMap(({ pages }) => pages.flatMap(({ blocks, paths }) => activitiesIn(blocks, paths)))
  activities = new Map(placed.map(({ activity }) => [activity.id, activity as Activity<Prompted>]))
})

function activity(id: string): Activity<Prompted> {
  const found = activities.get(id)
  if (!found) throw new Error(`there is no activity ${id}`)
  return found
}

/** What the LMS is told is right, written down apart from the lesson: the ids of options are letters in the author's order. */
const keys: Readonly<Record<string, string>> = {
  k1: "b",
  k3: "b",
  k4: "b",
  k5: "c",
  a01: "b",
  a02: "1[.]a[,]2[.]b[,]3[.]c[,]4[.]a[,]5[.]b[,]6[.]c",
  a03: "a[,]c[,]e",
  // Items of a sequencing are written in the right order, so that their ids follow the alphabet.
  a04: "a[,]b[,]c[,]d[,]e",
  a05: "b",
  a06: "b[,]c[,]e",
  a07: "b",
  a08: "c",
  a09: "a[,]d",
  a10: "1[.]a[,]2[.]b[,]3[.]a[,]4[.]c[,]5[.]b[,]6[.]c",
  a11: "64.9[:]65.1",
  a12: "c",
  a13: "a[,]b[,]c[,]d[,]e[,]f[,]g",
  a14: "a[,]b[,]d[,]f",
}

/** Points of the scored activities by objective; A15 serves two. */
const points: Readonly<Record<string, readonly number[]>> = {
  ...{ a01: [2], a02: [6], a03: [3], a04: [3], a05: [2], a06: [3] },
  ...{ a07: [2], a08: [2], a09: [3], a10: [6], a11: [2], a12: [2] },
  ...{ a13: [4], a14: [4], a15: [5, 3], a16: [6] },
}

/** The answer that a key stands for, as the components make it: marks for options, texts for numbers. */
function answerFor({ kind, data }: Activity<Prompted>, key: string): Answer {
  const places = (ids: string) => ids.split("[,]").map((id) => "abcdefghijklmnopqrstuvwxyz".indexOf(id))
  if (kind === "choice") {
    const { options, isSeveral } = data as ChoiceData
    const chosen = places(key)
    if (isSeveral) return { marks: options.map((_, index) => (chosen.includes(index) ? 1 : 0)), texts: [] }
    return { marks: [chosen[0] ?? 0], texts: [] }
  }
  if (kind === "matching") {
    const pairs = key.split("[,]").map((pair) => pair.split("[.]")[1] ?? "")
    return { marks: pairs.map((target) => "abcdefgh".indexOf(target) + 1), texts: [] }
  }
  if (kind === "sequencing") return { marks: places(key), texts: [] }
  return { marks: [], texts: [key.replace(/^([\d.]+)\[:\].*$/, "$1")] }
}

/** Another answer, wrong in one place. */
function wrongFor({ kind, data }: Activity<Prompted>, right: Answer): Answer {
  if (kind === "choice") {
    const { options, isSeveral } = data as ChoiceData
    const wrong = options.findIndex(({ isRight }) => !isRight)
    if (!isSeveral) return { marks: [wrong], texts: [] }
    return { marks: right.marks.map((mark, index) => (index === wrong ? 1 : mark)), texts: [] }
  }
  if (kind === "matching") {
    const { targets } = data as MatchingData
    return { marks: right.marks.map((mark, index) => (index === 0 ? (mark % targets.length) + 1 : mark)), texts: [] }
  }
  if (kind === "sequencing") return { marks: [...right.marks.slice(1), ...right.marks.slice(0, 1)], texts: [] }
  const { values } = data as NumericData
  return { marks: [], texts: [String((values.find(({ isRight }) => !isRight)?.least ?? 1) + 0)] }
}

describe("the questions", () => {
  for (const [id, key] of Object.entries(keys)) {
    it(`${id} takes its key for right, and less than that for less`, () => {
      const asked = activity(id)
      const kind = registry.kind(asked.kind)
      if (!kind) throw new Error(`no kind is called ${asked.kind}`)
      const right = answerFor(asked, key)
      expect(kind.interaction(asked.data, right).patterns).toEqual([key])
      expect(kind.score(asked.data, right)).toBe(asked.levels)
      expect(kind.score(asked.data, wrongFor(asked, right))).toBeLessThan(asked.levels)
    })
  }

  it("k2 accepts the usual names of drift and not its neighbours", () => {
    const { data } = activity("k2")
    const score = (text: string) => registry.kind("fill-in")?.score(data, { marks: [], texts: [text] })
    expect(["Data drift", "drift", "dataset shift", "covariate shift"].map(score)).toEqual([1, 1, 1, 1])
    expect(["concept drift", "overfitting", ""].map(score)).toEqual([0, 0, 0])
  })

  it("every option of a choice that can be wrong says why", () => {
    const silent = [...activities.values()].flatMap(({ id, kind, data, levels }) =>
      kind === "choice" && levels > 0
        ? (data as ChoiceData).options.flatMap(({ beneath }, index) => (beneath ? [] : [`${id} ${index + 1}`]))
        : [],
    )
    expect(silent).toEqual([])
  })

  it("is not given away by the length of what is right", () => {
    const longest = (texts: readonly ChoiceData["options"][number][]) =>
      Math.max(...texts.map(({ html }) => html.replace(/<[^>]*>/g, "").length))
    const telling = [...activities.values()].flatMap(({ id, kind, data }) => {
      // The right options of a14 are clauses of a contract, written out.
      if (kind !== "choice" || id === "a14") return []
      const { options } = data as ChoiceData
      const [right, wrong] = [true, false].map((isRight) =>
        longest(options.filter((option) => option.isRight === isRight)),
      )
      return (right ?? 0) > 1.1 * (wrong ?? 0) ? [`${id}: ${right} of ${wrong} characters`] : []
    })
    expect(telling).toEqual([])
  })

  it("the points are 58: 19 for the first objective, 22 and 17 for the others", () => {
    const total = (ids: readonly string[]) => ids.reduce((sum, id) => sum + activity(id).points, 0)
    expect(Object.fromEntries(Object.keys(points).map((id) => [id, activity(id).points]))).toEqual(
      Object.fromEntries(Object.entries(points).map(([id, parts]) => [id, parts.reduce((sum, part) => sum + part)])),
    )
    expect(total(Object.keys(points))).toBe(58)
    expect(total(["a01", "a02", "a03", "a04", "a05", "a06"])).toBe(19)
    const scored = [...activities.values()].filter(({ points }) => points > 0).map(({ id }) => id)
    expect(scored.sort()).toEqual(Object.keys(points))
  })
})

describe("the memo", () => {
  it("begins with the recommendation, and holds nothing that learners rate of themselves", () => {
    expect(course.memo?.parts.map(({ activity }) => activity)).toEqual(["a16", "a15", "criteria"])
  })
})

/** Prose as learners read it: no directives, tables, headings or marks. */
function proseOf(markdown: string): string {
  return markdown
    .replace(/:source\[[^\]]*\]/g, "")
    .replace(/:term\[([^\]]*)\](?:\{[^}]*\})?/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?::{2,}|\||#).*$/gm, "")
    .replace(/^(\s*)(?:>|[-*+] |\d+\. |\[[ x]\] )+/gm, "\n$1")
    .replace(/[*_`"“”]/g, "")
}

function sentencesOf(markdown: string): string[] {
  return proseOf(markdown)
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.replace(/\s+/g, " ").split(/(?<=[.?!…:;])\s+(?=\S)/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
}

const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

describe("the writing", () => {
  it("tells the letter in 250 to 350 words", () => {
    const page = /^## The letter$([\s\S]*?)^## /m.exec(pagesOf.engage ?? "")?.[1] ?? ""
    const letter = page.split("\n").filter((line) => line.startsWith(">"))
    const words = wordsIn(letter.join(" ").replaceAll(">", ""))
    expect(words).toBeGreaterThanOrEqual(250)
    expect(words).toBeLessThanOrEqual(350)
  })

  it("says of no product that it is fully compliant, but lets somebody in a story claim it", () => {
    const claims = [...all.matchAll(/fully\s+compliant/gi)].map(({ index }) =>
      all.slice(Math.max(0, index - 220), index + 60),
    )
    expect(claims.length).toBeGreaterThan(0)
    expect(claims.filter((around) => !/["“>]/.test(around))).toEqual([])
  })

  it.each(phases)("%s is written in sentences that mostly have fewer than 25 words", (phase) => {
    const sentences = sentencesOf(pagesOf[phase] ?? "")
    const long = sentences.filter((sentence) => wordsIn(sentence) >= 25)
    const share = 1 - long.length / sentences.length
    expect(share, `${(share * 100).toFixed(1)} % are shorter; the longest: ${long.join("\n")}`).toBeGreaterThan(0.95)
    expect(sentences.filter((sentence) => wordsIn(sentence) > 40)).toEqual([])
  })

  it("labels invented places as fictional where they first appear on a page", () => {
    const pages = all.split(/^## /m).filter((page) => /Veldane|Ostrel/.test(page))
    expect(pages.filter((page) => !/fictional/i.test(page)).map((page) => page.split("\n")[0])).toEqual([])
  })

  it("invents no crowd: no shares of learners or colleagues", () => {
    expect(all).not.toMatch(
      /\d+\s*(?:%|per cent|percent) of (?:learners|participants|colleagues|respondents|people who)/i,
    )
  })
})

interface Source {
  readonly id: string
  readonly what: string
  readonly where: string
  readonly date: string
  readonly read: string
}

describe("the sources", () => {
  const sources: readonly Source[] = parse(read("data/sources.yaml"), { schema: "failsafe" })
  const known = new Set(sources.map(({ id }) => id))
  const tables = ["platforms.yaml", "matrix.yaml"].map((name) => read(`data/${name}`)).join("\n")

  it("are complete, each with its own id", () => {
    expect(known.size).toBe(sources.length)
    const lacking = sources.filter(
      ({ what, where, date, read }) => !what || !where || !date || !/^\d{4}-\d\d-\d\d$/.test(read),
    )
    expect(lacking).toEqual([])
  })

  it("are known wherever pages and tables cite one", () => {
    const cited = [...`${all}\n${tables}`.matchAll(/\bS\d{1,2}\b/g)].map(([id]) => id)
    expect([...new Set(cited.filter((id) => !known.has(id)))]).toEqual([])
    expect(new Set(cited).size).toBeGreaterThan(40)
  })
})

describe("the time", () => {
  // What the plan gives to each phase, in minutes.
  const planned = { engage: 20, explore: 45, explain: 40, elaborate: 50, evaluate: 25 } as const

  /** Minutes that the pages of a phase name, for a path. */
  function minutes(phase: (typeof phases)[number], path: string): number {
    return (pagesOf[phase] ?? "").split(/^## /m).reduce((sum, page) => {
      const only = /^::page\{[^}]*\bpath="?([^"}]*)"?/m.exec(page)?.[1]
      const isOnPath = only === undefined || only.split(/[\s,]+/).includes(path)
      return isOnPath ? sum + Number(/^\*About (\d+) minutes?/m.exec(page)?.[1] ?? 0) : sum
    }, 0)
  }

  it.each(["foundations", "core", "advanced"])("named on the pages of the path %s is about the plan's", (path) => {
    for (const phase of phases) {
      const named = minutes(phase, path)
      expect(Math.abs(named - planned[phase]), `${phase}: ${named} of ${planned[phase]} minutes`).toBeLessThanOrEqual(5)
    }
  })
})
