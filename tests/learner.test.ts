import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bitReader, bitsToText, bitWriter, textToBits } from "../src/learner/bits.ts"
import type { LearnerEvent } from "../src/learner/events.ts"
import { chooseSalt, haveClash } from "../src/learner/keys.ts"
import { levelWithin, packLevel, shareOfLevel } from "../src/learner/level.ts"
import { mergeStates } from "../src/learner/merge.ts"
import type { Outline, OutlineActivity } from "../src/learner/outline.ts"
import { activitiesOf, pagesOf } from "../src/learner/outline.ts"
import { toRecord } from "../src/learner/record.ts"
import { reduce } from "../src/learner/reduce.ts"
import { decodeWork, encodeWork } from "../src/learner/saved-work.ts"
import { freshState, type LearnerState, pathOf } from "../src/learner/state.ts"
import { readText, textWidth, writeText } from "../src/learner/text-code.ts"
import { worstCase } from "../src/learner/worst-case.ts"
import type { CourseRules } from "../src/lesson/model.ts"
import { earlierTexts, overflowingTexts, restoreTexts } from "../src/player/overflow.ts"

const rules: CourseRules = {
  pass: 0.7,
  objectives: { O2: 0.6 },
  formative: ["O1"],
  firstTries: [],
  attempts: 0,
  completion: "both",
  report: "passed/failed",
}

function activity(id: string, more: Partial<OutlineActivity> = {}): OutlineActivity {
  return {
    ...{ id, kind: "choice", objectives: ["O2"], points: 1, attempts: 2, required: true, reported: true, levels: 1 },
    shape: { marks: [4], texts: [] },
    ...more,
  }
}

function outline(activities: readonly OutlineActivity[], more: Partial<Outline> = {}): Outline {
  return {
    ...{ id: "sample", version: "1.0.0", build: "abc", title: "Sample", language: "en", direction: "ltr", minutes: 60 },
    objectives: [
      { id: "O1", text: "Analyze", level: "Analyzing" },
      { id: "O2", text: "Evaluate", level: "Evaluating" },
    ],
    paths: ["foundations", "core", "advanced"],
    rules,
    glossary: false,
    capacity: 4096,
    salt: 0,
    phases: [
      {
        ...{ id: "engage", title: "Engage", minutes: 60 },
        pages: activities.map((it, index) => ({ id: `engage_${index}`, title: `Page ${index}`, activities: [it] })),
      },
    ],
    ...more,
  }
}

const mixed = outline([
  activity("a1"),
  activity("a2", { kind: "matching", levels: 3, points: 6, shape: { marks: [4, 4, 4], texts: [] } }),
  activity("a3", { objectives: ["O1"], attempts: 0 }),
  activity("r1", { kind: "reflection", points: 0, levels: 0, required: false, shape: { marks: [], texts: [0] } }),
  activity("r2", { kind: "reflection", points: 0, levels: 0, required: true, shape: { marks: [], texts: [80] } }),
  activity("s1", { kind: "steps", points: 0, levels: 0, required: false, shape: { marks: [2, 2], texts: [0, 0] } }),
  activity("x1", { paths: ["advanced"], points: 0, required: false, levels: 1 }),
  activity("m1", {
    ...{ kind: "matrix", objectives: ["O1", "O2"], points: 8, split: [5, 3], parts: [4, 2], levels: 14, attempts: 0 },
    ...{ redraft: true, shape: { marks: [3, 101], texts: [0] } },
  }),
])

function answerFor(it: OutlineActivity) {
  return fc.record({
    marks: fc.tuple(...it.shape.marks.map((values) => fc.nat(values - 1))),
    texts: fc.tuple(...it.shape.texts.map(() => fc.oneof(fc.string({ unit: "grapheme", maxLength: 400 }), prose))),
  })
}
const prose = fc
  .array(fc.constantFrom("the", "platform", "model", "data", "Wir prüfen", "نموذج", "we’d say:", "😀"), {
    maxLength: 900,
  })
  .map((words) => words.join(" "))

function eventsOf(course: Outline): fc.Arbitrary<LearnerEvent> {
  const activities = activitiesOf(course)
  return fc.oneof(
    fc.constantFrom(...pagesOf(course)).map(({ id }): LearnerEvent => ({ type: "visited", page: id })),
    fc
      .constantFrom(...activities)
      .chain((it) => fc.tuple(fc.constant(it), answerFor(it), fc.nat(it.levels), fc.boolean()))
      .map(
        ([it, answer, level, isDraft]): LearnerEvent =>
          isDraft ? { type: "drafted", activity: it.id, answer } : { type: "answered", activity: it.id, answer, level },
      ),
    fc.constantFrom(...course.paths).map((path): LearnerEvent => ({ type: "chose-path", path })),
    fc.constantFrom<LearnerEvent>({ type: "finished" }, { type: "retook" }, { type: "visited", page: "gone" }),
  )
}

function play(course: Outline, events: readonly LearnerEvent[]): LearnerState {
  return events.reduce((state, event) => reduce(course, state, event), freshState)
}

const anyHistory = fc.array(eventsOf(mixed), { maxLength: 40 })

describe("a text in saved work", () => {
  it("comes back as it was written, in any script", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), prose), (text) => {
        const writer = bitWriter()
        writeText(writer, text)
        expect(writer.bits.length).toBe(textWidth(text))
        const bits = textToBits(bitsToText(writer.bits))
        expect(bits && readText(bitReader(bits))).toBe(text)
      }),
    )
  })

  it("takes less than five bits a character when it is English prose", () => {
    const text = "We recommend the service already covered by the city's tenancy, for two years, for sorting only."
    expect(textWidth(text) / text.length).toBeLessThan(5)
  })
})

describe("saved work", () => {
  it("is ASCII and fits, whatever a learner does", () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const saved = encodeWork(mixed, play(mixed, events))
        expect(saved).toMatch(/^[A-Za-z0-9_-]*$/)
        expect(saved.length).toBeLessThanOrEqual(mixed.capacity)
      }),
    )
  })

  it("brings back place, path, answers, tries, scores and outcome", () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = play(mixed, events)
        const back = decodeWork(mixed, encodeWork(mixed, state))
        expect(back?.place).toBe(state.place)
        expect(back?.path).toBe(state.path)
        expect(back?.outcome).toEqual({
          ...state.outcome,
          objectives: mixed.objectives.map(
            (_, at) => state.outcome.objectives[at] ?? { completed: false, success: "unknown" },
          ),
        })
        expect([...(back?.work.keys() ?? [])]).toEqual([...state.work.keys()])
        for (const [id, work] of state.work) {
          const again = back?.work.get(id)
          expect({ ...again, kept: [], answer: again?.answer.marks, cut: [] }).toEqual({
            ...work,
            kept: [],
            answer: work.answer.marks,
            cut: [],
          })
          work.answer.texts.forEach((text, at) => {
            expect(again?.answer.texts[at]).toBe(text.slice(0, work.kept[at]))
            expect(again?.cut[at]).toBe(again?.answer.texts[at] !== text)
          })
        }
      }),
    )
  })

  it("keeps what a learner wrote whole as long as there is room", () => {
    const state = play(mixed, [
      { type: "drafted", activity: "r1", answer: { marks: [], texts: ["a word ".repeat(200)] } },
      { type: "drafted", activity: "r2", answer: { marks: [], texts: ["another ".repeat(10)] } },
    ])
    const back = decodeWork(mixed, encodeWork(mixed, state))
    expect(back?.work.get("r1")?.answer.texts).toEqual(["a word ".repeat(200)])
    expect(back?.work.get("r2")?.answer.texts).toEqual(["another ".repeat(10)])
  })

  it("takes from no text what it kept of it, not for another of the same activity either", () => {
    const write = (texts: readonly string[]): LearnerEvent => ({
      type: "drafted",
      activity: "s1",
      answer: { marks: [0, 0], texts },
    })
    const first = play(mixed, [write(["", "a late thought ".repeat(300)])])
    const kept = first.work.get("s1")?.kept[1] ?? 0
    const second = reduce(mixed, first, write(["an early thought ".repeat(300), "a late thought ".repeat(300)]))
    expect(kept).toBeGreaterThan(1000)
    expect(second.work.get("s1")?.kept[1]).toBe(kept)
    const back = decodeWork(mixed, encodeWork(mixed, second))
    expect(back?.work.get("s1")?.cut).toEqual([true, true])
    expect(back?.work.get("s1")?.answer.texts[1]?.length).toBe(kept)
  })

  it("forgets that the end of a text is missing once that text is changed, and of no other", () => {
    const long = "words ".repeat(2000)
    const state = play(mixed, [{ type: "drafted", activity: "s1", answer: { marks: [0, 0], texts: [long, long] } }])
    const elsewhere = decodeWork(mixed, encodeWork(mixed, state)) ?? freshState
    const texts = ["short", elsewhere.work.get("s1")?.answer.texts[1] ?? ""]
    const edited = reduce(mixed, elsewhere, { type: "drafted", activity: "s1", answer: { marks: [0, 0], texts } })
    expect(edited.work.get("s1")?.cut).toEqual([false, true])
  })

  it("leaves the last question its guaranteed room, however much was written before", () => {
    const state = play(mixed, [
      { type: "drafted", activity: "r1", answer: { marks: [], texts: ["x".repeat(9000)] } },
      {
        type: "drafted",
        activity: "r2",
        answer: { marks: [], texts: ["a guaranteed eighty characters or so of ordinary prose ought to be kept here."] },
      },
    ])
    const back = decodeWork(mixed, encodeWork(mixed, state))
    expect(back?.work.get("r1")?.cut).toEqual([true])
    expect(back?.work.get("r2")?.cut).toEqual([false])
  })

  it("is refused when a character of it was changed", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), fc.constantFrom("A", "b", "7", "-", "é"), (events, at, character) => {
        const saved = encodeWork(mixed, play(mixed, events))
        const place = at % saved.length
        fc.pre(saved[place] !== character)
        expect(decodeWork(mixed, saved.slice(0, place) + character + saved.slice(place + 1))).toBeUndefined()
      }),
    )
  })

  it("never throws on what another course or LMS left behind", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("", "null", "undefined", "{}", "A")), (text) => {
        expect(() => decodeWork(mixed, text)).not.toThrow()
      }),
    )
  })

  it("finds its answers in a newer version, and steps over what is gone", () => {
    const newer = outline([
      activity("n1"),
      ...activitiesOf(mixed)
        .filter(({ id }) => id !== "a1")
        .toReversed(),
      activity("n2", { kind: "reflection", levels: 0, points: 0, shape: { marks: [], texts: [0] } }),
    ])
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = play(mixed, events)
        const back = decodeWork(newer, encodeWork(mixed, state))
        expect([...(back?.work.keys() ?? [])]).toEqual([...state.work.keys()].filter((id) => id !== "a1"))
        for (const [id, work] of back?.work ?? []) expect(work.answer.marks).toEqual(state.work.get(id)?.answer.marks)
      }),
    )
  })

  it("finds an objective that others were put before, and judges one anew that is in other words", () => {
    const history: LearnerEvent[] = [
      { type: "answered", activity: "a1", answer: { marks: [2], texts: [] }, level: 1 },
      { type: "answered", activity: "a2", answer: { marks: [0, 1, 2], texts: [] }, level: 3 },
      { type: "answered", activity: "a3", answer: { marks: [1], texts: [] }, level: 1 },
      { type: "answered", activity: "m1", answer: { marks: [0, 1], texts: [""] }, level: 14 },
      { type: "finished" },
    ]
    const state = play(mixed, history)
    const [first, second] = state.outcome.objectives
    expect([first?.success, second?.success]).toEqual(["passed", "passed"])
    const brand = { id: "O1", text: "Brand new", level: "Applying" } as const
    const [one, other] = mixed.objectives
    if (!one || !other) throw new Error("no objectives")
    const moved = { ...mixed, objectives: [brand, { ...one, id: "O2" }, { ...other, id: "O3" }] }
    const none = { completed: false, success: "unknown" }
    const saved = encodeWork(mixed, state)
    expect(decodeWork(moved, saved)?.outcome.objectives).toEqual([none, first, second])
    const reworded = { ...mixed, objectives: [one, { ...other, text: "Evaluate it" }] }
    expect(decodeWork(reworded, saved)?.outcome.objectives).toEqual([first, none])
  })

  it("drops an answer whose question has other options now, and keeps the rest", () => {
    const changed = outline(
      activitiesOf(mixed).map((it) => (it.id === "a1" ? { ...it, shape: { marks: [5], texts: [] } } : it)),
    )
    const state = play(mixed, [
      { type: "answered", activity: "a1", answer: { marks: [2], texts: [] }, level: 1 },
      { type: "answered", activity: "a3", answer: { marks: [1], texts: [] }, level: 0 },
    ])
    const back = decodeWork(changed, encodeWork(mixed, state))
    expect([...(back?.work.keys() ?? [])]).toEqual(["a3"])
  })

  it("finds answers that were kept under another salt, and none under the key of another", () => {
    const many = Array.from({ length: 600 }, (_, at) => activity(`question_${at}`))
    const ids = many.map(({ id }) => id)
    const salt = chooseSalt(many, ids)
    expect(haveClash(many, ids, salt)).toBe(false)
    const salted = outline(many, { salt, capacity: 64_000 })
    const state = play(
      salted,
      ids.slice(0, 300).map(
        (id, at): LearnerEvent => ({
          type: "answered",
          activity: id,
          answer: { marks: [at % 4], texts: [] },
          level: 1,
        }),
      ),
    )
    const back = decodeWork({ ...salted, salt: salt + 1 }, encodeWork(salted, state))
    expect([...(back?.work ?? [])].map(([id, work]) => [id, work.answer.marks[0]])).toEqual(
      ids.slice(0, 300).map((id, at) => [id, at % 4]),
    )
  })

  it("of 500 questions, each on its own page, fits SCORM 1.2", () => {
    const questions = outline(Array.from({ length: 500 }, (_, at) => activity(`q${at}`)))
    expect(worstCase(questions)).toBeLessThan(4096)
    const all = activitiesOf(questions).map(
      ({ id }): LearnerEvent => ({ type: "answered", activity: id, answer: { marks: [3], texts: [] }, level: 1 }),
    )
    const saved = encodeWork(
      questions,
      all.reduce((state, event) => reduce(questions, state, event), freshState),
    )
    expect(saved.length).toBeLessThanOrEqual(worstCase(questions))
  })
})

describe("long writing in this browser", () => {
  const long = "a thought with no end ".repeat(400)
  const written = play(mixed, [{ type: "drafted", activity: "r1", answer: { marks: [], texts: [long] } }])
  const elsewhere = decodeWork(mixed, encodeWork(mixed, written)) ?? freshState

  it("stands in place of what the LMS had room for", () => {
    const { state, earlier } = restoreTexts(elsewhere, overflowingTexts(written))
    expect(state.work.get("r1")?.answer.texts).toEqual([long])
    expect(state.work.get("r1")?.cut).toEqual([false])
    expect(earlier).toEqual({})
  })

  it("is kept as an earlier version when the text was changed in another browser since", () => {
    const changed = reduce(mixed, elsewhere, {
      type: "drafted",
      activity: "r1",
      answer: { marks: [], texts: ["in short"] },
    })
    const { state, earlier } = restoreTexts(changed, overflowingTexts(written))
    expect(state.work.get("r1")?.answer.texts).toEqual(["in short"])
    expect(earlierTexts(earlier, "r1")).toEqual([long])
    expect(earlierTexts(restoreTexts(changed, earlier).earlier, "r1")).toEqual([long])
  })

  it("is forgotten where the text now holds all of it", () => {
    const longer = reduce(mixed, elsewhere, {
      type: "drafted",
      activity: "r1",
      answer: { marks: [], texts: [`${long}, and more`] },
    })
    expect(restoreTexts(longer, overflowingTexts(written)).earlier).toEqual({})
  })
})

describe("the level that a kind reckons", () => {
  it.each([
    [2, 2],
    [3, 3],
    [4, 3],
    [Number.POSITIVE_INFINITY, 3],
    [1.5, 1],
    [-1, 0],
    [Number.NaN, 0],
  ])("%d of 3 counts as %d", (level, counted) => {
    expect(levelWithin({ levels: 3 }, level)).toBe(counted)
  })

  it("would earn more than there is, were it beyond the highest", () => {
    expect(shareOfLevel(activity("a1"), 4)).toBeGreaterThan(1)
    expect(shareOfLevel(activity("a1"), levelWithin(activity("a1"), 4))).toBe(1)
  })
})

describe("two copies of a learner's work", () => {
  it("become one that has every answer of either, and fits", () => {
    fc.assert(
      fc.property(anyHistory, anyHistory, anyHistory, (common, here, there) => {
        const before = play(mixed, common)
        const one = here.reduce((state, event) => reduce(mixed, state, event), before)
        const other = there.reduce((state, event) => reduce(mixed, state, event), before)
        const merged = mergeStates(mixed, one, other)
        for (const id of [...one.work.keys(), ...other.work.keys()]) expect(merged.work.has(id)).toBe(true)
        expect(encodeWork(mixed, merged).length).toBeLessThanOrEqual(mixed.capacity)
        for (const it of one.round === other.round ? activitiesOf(mixed) : []) {
          const best = ({ work }: LearnerState) => shareOfLevel(it, work.get(it.id)?.best ?? 0)
          expect(best(merged)).toBe(Math.max(best(one), best(other)))
        }
        expect(merged.outcome.completed).toBe(one.outcome.completed || other.outcome.completed)
      }),
    )
  })

  it("keeps what was written last where writing goes on after handing in, and the best that was handed in", () => {
    const hand = (id: string, level: number, text: string): LearnerEvent => ({
      ...{ type: "answered", activity: id, level },
      answer: { marks: id === "m1" ? [0, 0] : [], texts: [text] },
    })
    const draft = (id: string, text: string): LearnerEvent => ({
      ...{ type: "drafted", activity: id },
      answer: { marks: id === "m1" ? [0, 0] : [], texts: [text] },
    })
    for (const id of ["m1", "r1"]) {
      const most = id === "m1" ? packLevel([4, 2], [4, 2]) : 0
      const before = play(mixed, [hand(id, most, "First")])
      const here = [draft(id, "First, and"), draft(id, "First, and an hour's"), draft(id, "First, and an hour's work")]
      const one = here.reduce((state, event) => reduce(mixed, state, event), before)
      const other = reduce(mixed, before, hand(id, 0, "Elsewhere"))
      for (const merged of [mergeStates(mixed, one, other), mergeStates(mixed, other, one)]) {
        expect(merged.work.get(id)).toMatchObject({ tries: 2, first: most, best: most, handedIn: true })
        expect(merged.work.get(id)?.answer.texts).toEqual(["First, and an hour's work"])
      }
    }
  })
})

describe("what is recorded", () => {
  it("never goes down", () => {
    const rank = { unknown: 0, failed: 1, passed: 2 }
    fc.assert(
      fc.property(anyHistory, (events) => {
        let state = freshState
        let before = toRecord(mixed, state)
        for (const event of events) {
          state = reduce(mixed, state, event)
          const after = toRecord(mixed, state)
          expect(Number(after.completed)).toBeGreaterThanOrEqual(Number(before.completed))
          expect(rank[after.success]).toBeGreaterThanOrEqual(rank[before.success])
          expect(after.scaled ?? -1).toBeGreaterThanOrEqual(before.scaled ?? -1)
          before = after
        }
      }),
    )
  })

  it("has a score only with a verdict, and a verdict only when the course is complete", () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { completed, success, scaled } = toRecord(mixed, play(mixed, events))
        expect(scaled !== undefined).toBe(success !== "unknown")
        if (success !== "unknown") expect(completed).toBe(true)
      }),
    )
  })

  const scored = outline(activitiesOf(mixed).filter(({ id }) => id !== "m1"))
  const everyPage = pagesOf(scored).map(({ id }): LearnerEvent => ({ type: "visited", page: id }))
  const answer = (id: string, level: number): LearnerEvent => ({
    type: "answered",
    activity: id,
    answer: { marks: [], texts: [] },
    level,
  })

  it("is passed at the mark, with nothing left to do", () => {
    const state = play(scored, [...everyPage, answer("a1", 1), answer("a2", 3), answer("a3", 0), answer("r2", 0)])
    expect(toRecord(scored, state)).toMatchObject({ completed: true, success: "passed", scaled: 1, progress: 1 })
  })

  it("is not failed while tries are left, and failed when the learner records it as it stands", () => {
    const below = play(scored, [...everyPage, answer("a1", 0), answer("a2", 1), answer("a3", 1), answer("r2", 0)])
    expect(toRecord(scored, below)).toMatchObject({ completed: true, success: "unknown" })
    expect(toRecord(scored, reduce(scored, below, { type: "finished" }))).toMatchObject({
      success: "failed",
      scaled: 0.2857,
    })
  })

  it("is failed when the last try is used, and passed after a better round", () => {
    const failing = [
      answer("a1", 0),
      answer("a1", 0),
      answer("a2", 0),
      answer("a2", 0),
      answer("a3", 1),
      answer("r2", 0),
    ]
    const failed = play(scored, [...everyPage, ...failing])
    expect(toRecord(scored, failed)).toMatchObject({ success: "failed", scaled: 0 })
    const better = [{ type: "retook" } as const, answer("a1", 1), answer("a2", 3), answer("a3", 1)]
    expect(
      toRecord(
        scored,
        better.reduce((state, event) => reduce(scored, state, event), failed),
      ),
    ).toMatchObject({
      success: "passed",
      scaled: 1,
    })
  })

  it("keeps the first try of an activity whatever comes after", () => {
    const state = play(scored, [answer("a2", 1), { type: "retook" }, answer("a2", 3)])
    expect(state.work.get("a2")).toMatchObject({ first: 1, best: 3 })
  })

  it("asks a learner only for what is on their path", () => {
    const all = [...everyPage, answer("a1", 1), answer("a2", 3), answer("a3", 1), answer("r2", 0)]
    const state = play(scored, [{ type: "chose-path", path: "advanced" }, ...all])
    expect(pathOf(scored, state)).toBe("advanced")
    expect(toRecord(scored, state)).toMatchObject({ completed: true, success: "passed" })
  })

  const parted = outline([activity("a1", { points: 4 }), ...activitiesOf(mixed).filter(({ id }) => /a3|m1/.test(id))], {
    rules: { ...rules, objectives: { O1: 0.6, O2: 0.6 }, formative: ["O1"], firstTries: ["O1"] },
  })
  const seen = pagesOf(parted).map(({ id }): LearnerEvent => ({ type: "visited", page: id }))
  const objectivesOf = (events: readonly LearnerEvent[]) => {
    const { objectives } = toRecord(parted, play(parted, [...seen, ...events]))
    return objectives.map(({ success, scaled }) => [success, scaled])
  }

  it("gives each objective the points of its own part of a score", () => {
    // Of the first part all four levels, worth five points of O1; of the second one of two, worth three points of O2.
    const events = [answer("a1", 1), answer("a3", 1), answer("m1", packLevel([4, 2], [4, 1]))]
    expect(objectivesOf(events)).toEqual([
      ["passed", 1],
      ["passed", 0.7857],
    ])
  })

  it("takes an objective by its first tries, or once all of it is right", () => {
    const wrongAtFirst = [answer("a1", 1), answer("a3", 0), answer("m1", packLevel([4, 2], [2, 2]))]
    expect(objectivesOf(wrongAtFirst)[0]).toEqual(["unknown", 0.4166])
    // Guessing one right afterwards proves nothing; getting everything right does.
    expect(objectivesOf([...wrongAtFirst, answer("a3", 1)])[0]).toEqual(["unknown", 0.4166])
    const allRight = [answer("a3", 1), answer("m1", packLevel([4, 2], [4, 2]))]
    expect(objectivesOf([...wrongAtFirst, ...allRight])[0]).toEqual(["passed", 1])
  })

  it("is passed without an objective that does not count towards the score", () => {
    const events = [answer("a1", 1), answer("a3", 0), answer("m1", packLevel([4, 2], [1, 2]))]
    const record = toRecord(parted, play(parted, [...seen, ...events]))
    expect(record).toMatchObject({ completed: true, success: "unknown" })
    const better = toRecord(parted, play(parted, [...seen, ...events, answer("m1", packLevel([4, 2], [3, 2]))]))
    expect(better).toMatchObject({ completed: true, success: "passed" })
    expect(better.objectives[0]?.success).not.toBe("passed")
  })

  it("asks in a new round only for what counts towards the score", () => {
    const done = [answer("a1", 0), answer("a3", 0), answer("m1", 0), { type: "finished" }, { type: "retook" }] as const
    const { work } = play(parted, [...seen, ...done])
    expect(["a1", "a3", "m1"].map((id) => work.get(id)?.tries)).toEqual([0, 1, 0])
  })

  it("keeps what is written on after it was handed in, and the best of what was", () => {
    const full = packLevel([4, 2], [4, 2])
    const written = { marks: [1, 50], texts: ["and one more thought"] }
    const events = [answer("m1", full), answer("m1", 1), { type: "drafted", activity: "m1", answer: written } as const]
    const work = play(parted, [...seen, ...events]).work.get("m1")
    expect(work).toMatchObject({ answer: written, best: full, tries: 2 })
  })
})
