import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Printed } from "../src/activities/kind.ts"
import {
  gateMarks,
  isWritten,
  notePlacesOf,
  placesOf,
  readJudgement,
  results,
  weightValues,
  withNote,
} from "../src/activities/matrix/answer.ts"
import { type MatrixData, matrix } from "../src/activities/matrix/kind.ts"
import { earned, partsOf, reachedOf } from "../src/activities/matrix/points.ts"
import { isFollowing, rank, standingOf, sumOf, winnersOf } from "../src/activities/matrix/ranking.ts"
import { movedPoints, sensitivityOf } from "../src/activities/matrix/sensitivity.ts"
import { matrixStrings as text } from "../src/activities/matrix/strings.ts"
import { namesOf, sensitivityInWords, verdictOf } from "../src/activities/matrix/words.ts"
import { unpackLevel } from "../src/learner/level.ts"
import type { Answer } from "../src/lesson/model.ts"
import { fields12 } from "../src/tracking/interaction.ts"
import { parseActivities } from "./parse-activity.ts"

const yaml = readFileSync("modules/mlops-landscape/data/matrix.yaml", "utf8")
const dam = `:::case{#dam levels="One region; Nationwide; Offline"}
Read the case.

It is long.
:::

`
const markdown = `${dam}:::matrix{#a15 data=data/matrix.yaml case=dam}
Which candidate?
:::`

function dataOf(source = markdown, file = yaml): MatrixData {
  const { activities, told } = parseActivities(source, { "data/matrix.yaml": file })
  expect(told).toEqual([])
  return activities[activities.length - 1]?.data as MatrixData
}

const data = dataOf()
const places = placesOf(data)
const notePlaces = notePlacesOf(data)
const shape = matrix.shape(data)
const blank: Answer = { marks: shape.marks.map(() => 0), texts: [""] }
const [A, B, C, D, E] = [0, 1, 2, 3, 4] as const

/** A part of an answer in words, without its form. */
function inText(printed: Printed): string {
  return typeof printed === "string" ? printed : "item" in printed ? printed.item : printed.head
}

function withMarks(answer: Answer, marks: Readonly<Record<number, number>>): Answer {
  return { ...answer, marks: answer.marks.map((mark, index) => marks[index] ?? mark) }
}

/** Everything as the reference of a level has it, with the weights of a preset. */
function reference(level: number, preset = 0): Answer {
  const { required = [], conditions = [], fails = [], scores = [] } = data.levels[level] ?? {}
  const marks: Record<number, number> = { 0: level + 1 }
  data.gates.forEach((_, gate) => {
    marks[places.gate(gate)] = required.includes(gate) ? gateMarks.required : gateMarks.notRequired
    data.candidates.forEach((_, candidate) => {
      const isIn = (one: { gate: number; candidates: readonly number[] }) =>
        one.gate === gate && one.candidates.includes(candidate)
      marks[places.result(gate, candidate)] = fails.some(isIn)
        ? results.fails
        : conditions.some(isIn)
          ? results.onCondition
          : results.passes
    })
  })
  data.criteria.forEach((_, criterion) => {
    marks[places.weight(criterion)] = (data.presets[preset]?.weights[criterion] ?? 0) + 1
    data.candidates.forEach((_, candidate) => {
      const score = scores[candidate]?.[criterion]
      if (score !== undefined) marks[places.score(criterion, candidate)] = score + 1
    })
  })
  return withMarks(blank, marks)
}

/** The reference with what else earns points: the condition, another set of weights, a choice. */
function whole(level: number): Answer {
  const answer = withMarks(reference(level), { [places.run(1)]: 1, [places.choice(0)]: D + 1 })
  return withNote(data, answer, notePlaces.condition(0), "Bands only")
}

function totals(level: number, preset: number): Record<string, number> {
  const judgement = readJudgement(data, reference(level, preset))
  return Object.fromEntries(
    rank(data, judgement).flatMap(({ place, candidate, total }) =>
      place === undefined ? [] : [[data.candidates[candidate]?.id ?? "", total]],
    ),
  )
}

function winners(level: number, preset: number): string {
  const found = winnersOf(rank(data, readJudgement(data, reference(level, preset))))
  return found.map((candidate) => data.candidates[candidate]?.id).join("")
}

describe("the matrix of the MLOps lesson", () => {
  it.each([
    [1, 0, { A: 70, B: 63.75, C: 70, D: 78.75, E: 71.25 }, "D"],
    [1, 1, { A: 78.75, B: 67.5, C: 63.75, D: 71.25, E: 58.75 }, "A"],
    [1, 2, { A: 63.75, B: 65, C: 71.25, D: 81.25, E: 81.25 }, "DE"],
    [0, 0, { A: 82.5, B: 76.25, C: 67.5, D: 76.25, E: 68.75 }, "A"],
    [0, 1, { A: 86.25, B: 75, C: 56.25, D: 63.75, E: 51.25 }, "A"],
    [0, 2, { A: 78.75, B: 80, C: 70, D: 80, E: 80 }, "BDE"],
    [2, 0, { C: 77.5, D: 78.75, E: 71.25 }, "D"],
    [2, 1, { C: 75, D: 71.25, E: 58.75 }, "C"],
    [2, 2, { C: 76.25, D: 81.25, E: 81.25 }, "DE"],
  ])("at level %d with preset %d comes to %j", (level, preset, expected, first) => {
    expect(totals(level, preset)).toEqual(expected)
    expect(winners(level, preset)).toBe(first)
  })

  it("has presets that add up to 100, the balanced one first", () => {
    expect(data.presets.map(({ weights }) => sumOf(weights))).toEqual([100, 100, 100])
    expect(data.presets[0]?.weights).toEqual([25, 20, 15, 15, 10, 10, 5])
  })

  it("has its gates, conditions and fails where the case has them", () => {
    expect(data.levels.map(({ required }) => required)).toEqual([
      [0, 2, 3, 4],
      [0, 2, 3, 4],
      [0, 1, 2, 3, 4],
    ])
    expect(data.levels.map(({ conditions }) => conditions.map(({ gate, candidates }) => [gate, candidates]))).toEqual([
      [],
      [[0, [A, B]]],
      [],
    ])
    expect(data.levels.map(({ fails }) => fails)).toEqual([[], [], [{ gate: 1, candidates: [A, B] }]])
  })

  it("gives a reason for every reference score, and none for a candidate that is out", () => {
    for (const { scores, reasons } of data.levels) {
      scores.forEach((own, candidate) => {
        const said = reasons[candidate]?.filter((reason) => reason !== "").length
        expect(said).toBe(own ? data.criteria.length : 0)
      })
    }
  })

  it("tells ties as ties, and a lead of little more than a point as one in practice", () => {
    const verdict = (level: number, preset: number) =>
      verdictOf(data, rank(data, readJudgement(data, reference(level, preset)))).join(" ")
    expect(verdict(1, 2)).toMatch(/^A tie: D Red Hat OpenShift AI, E Five open tools, each with 81\.25\.$/)
    expect(verdict(2, 0)).toMatch(/^First: D .*78\.75\. C Domino is only 1\.25 points behind\./)
    expect(verdict(1, 0)).toBe("First: D Red Hat OpenShift AI with 78.75.")
  })

  it("takes 43 characters of saved work for its marks", () => {
    const bits = shape.marks.reduce((sum, values) => sum + Math.ceil(Math.log2(values)), 0)
    expect(Math.ceil(bits / 6)).toBeLessThanOrEqual(43)
  })
})

describe("the worked example of a level", () => {
  it("stands in the place of what the learner marked there, and at no other level", () => {
    const first = readJudgement(data, blank, 0)
    expect(first.gates).toEqual([1, 2, 0, 0, 1])
    expect(first.scores.map((row) => row.map((score) => score ?? "-").join(""))).toEqual([
      ...["44444", "-----", "-----", "-----", "43110", "-----", "-----"],
    ])
    expect(readJudgement(data, blank, 1).gates).toEqual([0, 0, 0, 0, 0])
  })

  it("earns no share of the scores: it is not the learner's", () => {
    expect(earned(data, withMarks(blank, { 0: 1 })).scores).toBe(0)
    expect(earned(data, whole(0)).scores).toBe(1)
  })
})

describe("the points of a matrix", () => {
  it("are full for the reference of each level with a run, a choice and the condition", () => {
    for (const level of [0, 1, 2]) expect(reachedOf(data, whole(level))).toEqual(partsOf)
    expect(matrix.score(data, whole(1))).toBe(matrix.levels(data))
    expect(unpackLevel(partsOf, matrix.score(data, whole(2)))).toEqual([60, 3])
  })

  it("ask for the gates of the level: one of five wrong is a fifth of a point", () => {
    const wrong = withMarks(whole(1), { [places.gate(1)]: gateMarks.required })
    expect(earned(data, wrong)).toMatchObject({ gates: 0.8, exceptions: 1 })
    expect(reachedOf(data, wrong)[0]).toBe(60 - 3)
  })

  it("ask for the condition in words, not only for the mark", () => {
    const unsaid = withNote(data, whole(1), notePlaces.condition(0), " … ")
    expect(earned(data, unsaid).exceptions).toBe(0)
    const half = withMarks(whole(1), { [places.result(0, A)]: results.passes })
    expect(earned(data, half).exceptions).toBe(0.5)
    expect(earned(data, withMarks(whole(2), { [places.result(1, B)]: results.passes })).exceptions).toBe(0.5)
  })

  it("count a score within 1 of the reference, or with its evidence beside it", () => {
    const far = withMarks(whole(1), { [places.score(0, A)]: 4 + 1, [places.score(1, A)]: 4 + 1 })
    expect(earned(data, far).scores).toBeCloseTo(34 / 35)
    const noted = withNote(data, far, notePlaces.note(0, A), "Seen in the contract, 2026")
    expect(earned(data, noted).scores).toBe(1)
    const none = withNote(data, withMarks(whole(1), { [places.score(0, A)]: 0 }), notePlaces.note(0, A), "Note")
    expect(earned(data, none).scores).toBeCloseTo(34 / 35)
  })

  it("ask for weights that add up to 100, with nothing of 0 that is needed", () => {
    expect(earned(data, withMarks(whole(1), { [places.weight(0)]: 30 + 1 })).weights).toBe(false)
    const bought = withMarks(whole(1), { [places.weight(0)]: 1, [places.weight(2)]: 40 + 1 })
    expect(earned(data, bought).weights).toBe(false)
    const unneeded = withMarks(whole(1), { [places.weight(6)]: 1, [places.weight(2)]: 20 + 1 })
    expect(earned(data, unneeded).weights).toBe(true)
  })

  it("ask for a run of other weights than one's own", () => {
    const own = withMarks(whole(1), { [places.run(1)]: 0, [places.run(0)]: 1 })
    expect(earned(data, own).sensitivity).toBe(false)
    expect(earned(data, withMarks(own, { [places.run(2)]: 1 })).sensitivity).toBe(true)
    expect(earned(data, withMarks(blank, { 0: 2, [places.run(1)]: 1 })).sensitivity).toBe(false)
  })

  it("ask of a choice that it passes and is among one's two best, or has a reason", () => {
    const chosen = (candidate: number) => withMarks(whole(1), { [places.choice(0)]: candidate + 1 })
    expect([A, B, C, D, E].map((candidate) => earned(data, chosen(candidate)).choice)).toEqual([
      ...[false, false, false, true, true],
    ])
    expect(earned(data, withNote(data, chosen(B), notePlaces.reason, "We run it already.")).choice).toBe(true)
    const out = withMarks(whole(1), { [places.result(3, D)]: results.fails })
    expect(earned(data, out).choice).toBe(false)
  })
})

describe("a combination", () => {
  const judge = (marks: Readonly<Record<number, number>>) => readJudgement(data, withMarks(whole(1), marks))

  it("is scored as its weakest part for security and exit, as its better one for the rest", () => {
    const choice = standingOf(data, judge({ [places.choice(1)]: A + 1 }))
    // D with A: 2 3 4 2 4 3 4 by the balanced weights.
    expect(choice?.total).toBe((25 * 2 + 20 * 3 + 15 * 4 + 15 * 2 + 10 * 4 + 10 * 3 + 5 * 4) / 4)
    expect(choice?.onCondition).toEqual([0])
  })

  it("fails where one of its parts does", () => {
    const judgement = judge({ [places.choice(1)]: E + 1, [places.result(2, E)]: results.fails })
    const choice = standingOf(data, judgement)
    expect(choice?.fails).toEqual([2])
    expect(choice && isFollowing(judgement, choice)).toBe(false)
  })

  it("of a candidate with itself is that candidate", () => {
    const twice = standingOf(data, judge({ [places.choice(1)]: D + 1 }))
    expect(twice?.total).toBe(78.75)
    expect(matrix.print(data, withMarks(whole(1), { [places.choice(1)]: D + 1 })).join()).not.toContain(
      "OpenShift AI + D",
    )
  })
})

/** Answers with weights that add up to 100 and every score given; gates as they come. */
const answers = fc
  .record({
    cuts: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 }),
    scores: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 35, maxLength: 35 }),
    gates: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }),
    results: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 25, maxLength: 25 }),
  })
  .map(({ cuts, scores, gates, results }) => {
    // In steps of five, as people weigh: so that ties come about.
    const at = [0, ...cuts.map((cut) => cut * 5).sort((a, b) => a - b), 100]
    const marks: Record<number, number> = { 0: 2 }
    data.criteria.forEach((_, index) => {
      marks[places.weight(index)] = (at[index + 1] ?? 0) - (at[index] ?? 0) + 1
    })
    scores.forEach((score, index) => {
      marks[places.score(0, 0) + index] = score + 1
    })
    gates.forEach((mark, index) => {
      marks[places.gate(index)] = mark
    })
    results.forEach((result, index) => {
      marks[places.result(0, 0) + index] = result
    })
    return withMarks(blank, marks)
  })

describe("a ranking", () => {
  it("keeps its order when every score is one higher", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const before = readJudgement(data, answer)
        const higher = { ...before, scores: before.scores.map((row) => row.map((score = 0) => score + 1)) }
        const order = (judgement: typeof before) =>
          rank(data, judgement).map(({ candidate, place }) => [candidate, place])
        expect(order(higher)).toEqual(order(before))
        const totals = rank(data, before).map(({ total }) => total + 25)
        expect(rank(data, higher).map(({ total }) => total)).toEqual(totals)
      }),
    )
  })

  it("gives a place to nobody who fails a required gate, and to all others", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const judgement = readJudgement(data, answer)
        for (const { candidate, place } of rank(data, judgement)) {
          const isOut = judgement.gates.some(
            (mark, gate) => mark === gateMarks.required && judgement.results[gate]?.[candidate] === results.fails,
          )
          expect(place === undefined).toBe(isOut)
        }
      }),
    )
  })

  it("gives the same place exactly to equal totals, and counts those who are better", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const placed = rank(data, readJudgement(data, answer)).filter(({ place }) => place !== undefined)
        for (const one of placed) {
          expect(one.place).toBe(1 + placed.filter(({ total }) => total > one.total).length)
          expect(one.total).toBeGreaterThanOrEqual(0)
          expect(one.total).toBeLessThanOrEqual(100)
        }
        expect(placed.map(({ place }) => place)).toEqual(placed.map(({ place }) => place).sort())
      }),
    )
  })

  it("gives a place and a total to nobody while the weights do not add up to 100, whoever is told of it", () => {
    const odd = withMarks(whole(1), { [places.weight(0)]: 0 })
    expect(winnersOf(rank(data, readJudgement(data, odd)))).toEqual([])
    expect(matrix.interaction(data, odd).response).not.toMatch(/winner|top/)
    const said = [
      ...matrix.print(data, odd).map(inText),
      ...(matrix.quotes?.(data, odd) ?? []).map(({ label }) => label),
    ]
    expect(said.filter((line) => line.startsWith(text.ranking))).toEqual([])
    expect(said.join(" ")).not.toContain(" of 100.")
    expect(said.join(" ")).toContain(text.choiceUnweighed(namesOf(data, [D])))
  })

  it("leaves those behind that are not scored in full", () => {
    const open = withMarks(whole(1), { [places.score(4, D)]: 0 })
    const standings = rank(data, readJudgement(data, open))
    expect(standings.find(({ candidate }) => candidate === D)).toMatchObject({ scored: 6 })
    expect(standings.filter(({ place }) => place === undefined).map(({ candidate }) => candidate)).toEqual([D])
    expect(winnersOf(standings)).toEqual([E])
  })
})

describe("what a result depends on", () => {
  /** Who is first after every move of five points, worked out without the code under test. */
  function byHand(answer: Answer) {
    const judgement = readJudgement(data, answer)
    const first = (weights: readonly number[]) => {
      const sums = data.candidates.map((_, candidate) =>
        weights.reduce((sum, weight, criterion) => sum + weight * (judgement.scores[criterion]?.[candidate] ?? 0), 0),
      )
      const isIn = data.candidates.map((_, candidate) =>
        judgement.gates.every((mark, gate) => mark !== 1 || judgement.results[gate]?.[candidate] !== 3),
      )
      const best = Math.max(...sums.filter((_, candidate) => isIn[candidate]))
      return data.candidates.flatMap((_, candidate) => (isIn[candidate] && sums[candidate] === best ? [candidate] : []))
    }
    const weights = judgement.weights.map((weight) => weight ?? 0)
    const now = first(weights).join()
    const changing = new Map<number, number>()
    weights.forEach((weight, from) => {
      weights.forEach((other, to) => {
        if (from === to || weight < movedPoints || other > 95) return
        const moved = weights.map((one, index) => (index === from ? one - 5 : index === to ? one + 5 : one))
        if (first(moved).join() === now) return
        for (const criterion of [from, to]) changing.set(criterion, (changing.get(criterion) ?? 0) + 1)
      })
    })
    return { changing, first, weights }
  }

  it("is a criterion of which no other is in more moves that change the winner; a move is told exactly when there is one", () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const found = sensitivityOf(data, readJudgement(data, answer))
        fc.pre(found !== undefined)
        const { changing, first, weights } = byHand(answer)
        if (!found) return
        expect(found.move !== undefined).toBe(changing.size > 0)
        expect(changing.get(found.criterion) ?? 0).toBe(Math.max(0, ...changing.values()))
        if (!found.move) return
        const { from, to, winners } = found.move
        const moved = weights.map((one, index) => (index === from ? one - 5 : index === to ? one + 5 : one))
        expect([...winners].sort()).toEqual(first(moved))
        expect(first(moved)).not.toEqual([...found.winners].sort())
        expect([from, to]).toContain(found.criterion)
      }),
    )
  })

  it("is said in a sentence that names it, with the move and who is first then", () => {
    const near = sensitivityInWords(data, readJudgement(data, reference(2, 0)))
    expect(near).toMatch(/^Your result depends most on \w+: moving 5 points from \w+ to \w+ changes the winner\. Then /)
    const safe = sensitivityInWords(data, readJudgement(data, reference(0, 1)))
    expect(safe).toMatch(
      /^Your result depends most on \w+\. Even so, no move of 5 points between two criteria changes the winner\. The smallest lead that such a move leaves is \d/,
    )
    const tie = sensitivityInWords(data, readJudgement(data, reference(1, 2)))
    expect(tie).toMatch(/ends the tie\. Then [DE] /)
  })

  it("is nothing while weights do not add up, or nobody can be compared", () => {
    expect(sensitivityOf(data, readJudgement(data, withMarks(whole(1), { [places.weight(0)]: 1 })))).toBeUndefined()
    expect(sensitivityOf(data, readJudgement(data, blank, 1))).toBeUndefined()
  })
})

describe("what is written in a matrix", () => {
  const anyNote = fc.string({ unit: "grapheme", maxLength: 60 }).filter((note) => !note.includes("\r"))

  it("comes back from the one text it is kept as, whatever it says and wherever it stands", () => {
    const notes = fc.array(fc.tuple(fc.nat(notePlaces.count - 1), anyNote), { maxLength: 12 })
    fc.assert(
      fc.property(notes, (list) => {
        const expected = new Map(list)
        const answer = list.reduce((before, [place, note]) => withNote(data, before, place, note), blank)
        const { reason, conditions, notes } = readJudgement(data, answer, 1)
        const read = [reason, ...conditions, ...notes.flat()]
        expect(read).toHaveLength(notePlaces.count)
        for (const [place, note] of read.entries()) expect(note).toBe(expected.get(place) ?? "")
      }),
    )
  })

  it("is whole up to the place where an LMS cuts the text, and the most important of it stands first", () => {
    const long = withNote(data, whole(1), notePlaces.note(6, E), "The last note of all")
    const cut = { ...long, texts: [long.texts[0]?.slice(0, 14) ?? ""] }
    expect(readJudgement(data, cut).conditions[0]).toBe("Bands only")
    expect(readJudgement(data, cut).notes.flat().some(isWritten)).toBe(false)
  })
})

describe("what others learn of a matrix", () => {
  const full = withNote(
    data,
    withNote(data, whole(1), notePlaces.reason, "Because"),
    notePlaces.note(3, D),
    "Formats documented, March 2026",
  )

  it("is the choice, the ranking and what they rest on, in lines", () => {
    const printed = matrix.print(data, full)
    const heads = printed.flatMap((one) => (typeof one === "object" && "head" in one ? [one.head] : []))
    expect(heads).toEqual([
      text.selection,
      text.ranking,
      text.others,
      text.gates,
      text.weights,
      text.scores,
      text.evidence,
    ])
    const lines = printed.map(inText)
    expect(lines[0]).toBe("Level of the case: Nationwide")
    expect(lines).toContain("D Red Hat OpenShift AI: 78.75 of 100.")
    expect(lines).toContain("1. D Red Hat OpenShift AI 78.75")
    expect(lines).toContain("3, tied. A Amazon SageMaker AI 70.00 (on a condition: G1)")
    expect(lines).toContain("By the weights “Small team first”: A Amazon SageMaker AI is first with 78.75.")
    expect(lines.find((line) => line.startsWith("G1: "))).toContain(
      "passes on a condition (Bands only): A Amazon SageMaker AI, B",
    )
    expect(lines).toContain("D Red Hat OpenShift AI, Exit: Formats documented, March 2026")
  })

  it("is offered in pieces whose keys stay when other pieces come and go", () => {
    const all = matrix.quotes?.(data, full) ?? []
    const keys = all.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(Math.max(...keys)).toBeLessThan(matrix.mostQuotes?.(data) ?? 0)
    const few = matrix.quotes?.(data, withNote(data, withMarks(blank, { 0: 2 }), notePlaces.note(3, D), "Alone")) ?? []
    expect(few.map(({ key }) => key)).toEqual([all.find(({ label }) => label.endsWith("Exit"))?.key])
    expect(all.find(({ key }) => key === 2)?.text).toBe("Because")
  })

  it("is offered in groups, of which what no decision rests on is spent", () => {
    const note = (answer: Answer, candidate: number) => withNote(data, answer, notePlaces.note(3, candidate), "Read")
    const noted = [0, 1, 2, 3, 4].reduce(note, whole(1))
    const offered = (answer: Answer, group: string) =>
      (matrix.quotes?.(data, answer) ?? []).flatMap((one) => (one.group === group && !one.isSpent ? [one.label] : []))
    expect(matrix.quoteGroups).toEqual(["choice", "gates", "notes"])
    expect(offered(noted, "choice").slice(0, 2)).toEqual(["Ranking", "Choice"])
    // G2 is not required; chosen is D, and E is the next best.
    expect(offered(noted, "gates")).toEqual(["Gate G1", "Gate G3", "Gate G4", "Gate G5"])
    const names = ["D Red Hat OpenShift AI, Exit", "E Five open tools, Exit"]
    expect(offered(noted, "notes")).toEqual(names)
    // Nobody is chosen: the first two. Nobody is ranked either: all that are not out.
    const unchosen = withMarks(noted, { [places.choice(0)]: 0 })
    expect(offered(unchosen, "notes")).toEqual(names)
    const unweighed = withMarks(unchosen, { [places.weight(0)]: 0, [places.result(0, 2)]: 3 })
    expect(offered(unweighed, "notes")).toHaveLength(4)
    // What is spent is still there, under its key, for whoever took it over before.
    expect(matrix.quotes?.(data, noted).filter(({ label }) => label.endsWith("Exit"))).toHaveLength(5)
  })

  it("needs no more data for its pieces than what is quotable", () => {
    const small = matrix.quotable?.(data)
    expect(small && matrix.quotes?.(small, full)).toEqual(matrix.quotes?.(data, full))
    expect(JSON.stringify(small).length).toBeLessThan(JSON.stringify(data).length / 2)
  })

  it("reaches an LMS as a performance, the whole of it within SCORM 1.2's 255 characters", () => {
    const told = matrix.interaction(data, full)
    expect(told).toMatchObject({ type: "performance", patterns: [] })
    expect(told.response).toMatch(
      /^choice\[\.\]D\[,\]winner\[\.\]D\[,\]top\[\.\]D 78\.75 E 71\.25\[,\]gates\[\.\]G1 G3 G4 G5/,
    )
    const fields = fields12({
      ...told,
      ...{
        id: "a15",
        description: "Which?",
        objectives: [],
        result: "neutral",
        weighting: 8,
        time: 0,
        latency: 0,
        position: 0,
      },
    })
    const response = fields.find(([element]) => element === "student_response")?.[1] ?? ""
    expect(response.length).toBeLessThanOrEqual(255)
    expect(response).toMatch(/notes\.1$/)
    expect(response).toContain("runs.small_team A")
  })
})

describe("a matrix and the level", () => {
  it("follows the case, or else the learning path", () => {
    expect(data.case).toBe("dam")
    expect(data.levelNames).toEqual(["One region", "Nationwide", "Offline"])
    const alone = dataOf(":::matrix{#q data=data/matrix.yaml}\nWhich?\n:::")
    expect(alone.case).toBeUndefined()
    expect(alone.levelNames).toHaveLength(3)
  })

  it("keeps 0 to 100 and nothing apart in a weight", () => {
    expect(shape.marks[places.weight(0)]).toBe(weightValues)
    const marked = (mark: number) => readJudgement(data, withMarks(blank, { [places.weight(0)]: mark })).weights[0]
    expect([0, 1, 101, 102].map(marked)).toEqual([undefined, 0, 100, undefined])
  })
})

describe("what an author of a matrix reads", () => {
  const told = (file: string, source = markdown) => parseActivities(source, { "data/matrix.yaml": file }).told
  it.each([
    ["presets.0.weights", yaml.replace("[25, 20, 15, 15, 10, 10, 5]", "[25, 20, 15, 15, 10, 10, 10]")],
    ["presets.0.weights", yaml.replace("[25, 20, 15, 15, 10, 10, 5]", "[50, 50]")],
    ["candidates.1.id", yaml.replace("- id: B\n", "- id: a\n")],
    ["levels.1.scores.A", yaml.replace("A: [2, 3, 4, 2, 4, 2, 4]", "A: [2, 3, 4, 2, 4, 2, 5]")],
    ["levels.2.fails.G2.0", yaml.replace("G2: [A, B]", "G2: [F, B]")],
    ["levels.0.gates.0", yaml.replace("gates: [G1, G3, G4, G5]", "gates: [G9, G3, G4, G5]")],
    ["scale", yaml.replace(/^scale:\n( .*\n)+/m, "")],
    ["near", yaml.replace("near: 2", "near: some")],
    ["candidates.1.id", yaml.replace("- id: B\n", "- id: constructor\n")],
  ])("%s", (place, file) => {
    expect(file).not.toBe(yaml)
    const found = told(file)
    expect(found.map(({ severity, rule }) => `${severity} ${rule}`)).toContain("error data-value")
    expect(found.some(({ message }) => message.startsWith(place))).toBe(true)
  })

  it.each([
    ["there is no activity with this id", ":::matrix{#q data=data/matrix.yaml case=nowhere}\nWhich?\n:::"],
    ["it is a poll", ":::poll{#p}\nWhich?\n\n- a\n- b\n:::\n\n:::matrix{#q data=data/matrix.yaml case=p}\nWhich?\n:::"],
  ])("matrix-case: %s", (message, source) => {
    const [found] = told(yaml, source)
    expect(found).toMatchObject({ severity: "error", rule: "matrix-case" })
    expect(found?.message).toContain(message)
  })

  it("matrix-case: levels that are not as many as the paths", () => {
    const two = yaml.slice(0, yaml.indexOf("  # Offline"))
    expect(told(two).map(({ rule }) => rule)).toEqual(["matrix-case"])
  })
})
