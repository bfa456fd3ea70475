import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decimal } from "../src/tracking/decimal.ts"
import { toIsoDuration, toTimeOfDay, toTimespan, toTimestamp } from "../src/tracking/duration.ts"
import { fields12, fields2004, plain } from "../src/tracking/interaction.ts"
import type { Interaction } from "../src/tracking/record.ts"

const base: Interaction = {
  id: "q1",
  type: "choice",
  description: "Which?",
  objectives: [],
  response: "",
  patterns: [],
  result: "neutral",
  weighting: 1,
  time: 0,
  latency: 0,
  position: 0,
}

type Type = Interaction["type"]

function told(fields: typeof fields12, element: string, part: Partial<Interaction>): string | undefined {
  return new Map(fields({ ...base, ...part })).get(element)
}

const response12 = (type: Type, response: string) => told(fields12, "student_response", { type, response })
const response2004 = (type: Type, response: string) => told(fields2004, "learner_response", { type, response })
const pattern12 = (type: Type, pattern: string) =>
  told(fields12, "correct_responses.0.pattern", { type, patterns: [pattern] })
const pattern2004 = (type: Type, pattern: string) =>
  told(fields2004, "correct_responses.0.pattern", { type, patterns: [pattern] })

describe("an answer in SCORM 1.2", () => {
  it.each<[Type, string, string | undefined]>([
    ["choice", "b", "b"],
    ["choice", "a[,]c", "a,c"],
    ["choice", "a[,]bb[,]a", "a"],
    ["true-false", "true", "t"],
    ["true-false", "false", "f"],
    ["matching", "1[.]c[,]2[.]b", "1.c,2.b"],
    ["sequencing", "c[,]a[,]b", "c,a,b"],
    ["likert", "d", "d"],
    ["numeric", "0.0000001", "0.0000001"],
    ["numeric", "-12.50", "-12.5"],
    ["numeric", "twelve", undefined],
    ["fill-in", "data drift[,]model", "data drift, model"],
    ["long-fill-in", "One\nTwo", "One Two"],
    ["performance", "s1[.]done[,]s2[.]4", "s1.done,s2.4"],
    ["choice", "", undefined],
  ])("of the type %s, %j, is %j", (type, response, form) => {
    expect(response12(type, response)).toBe(form)
  })

  it.each<[Type, string, string | undefined]>([
    ["choice", "a", "a"],
    ["choice", "a[,]c", "{a,c}"],
    ["matching", "1[.]c[,]2[.]b", "{1.c,2.b}"],
    ["sequencing", "a[,]b", "a,b"],
    ["numeric", "4[:]4", "4"],
    ["numeric", "4[:]5", undefined],
    ["fill-in", "{case_matters=false}{order_matters=true}drift", "drift"],
    ["true-false", "true", "t"],
  ])("has for the pattern of %s, %j, %j", (type, pattern, form) => {
    expect(pattern12(type, pattern)).toBe(form)
  })

  it("says wrong for incorrect and fill-in for long-fill-in, which it has no words for", () => {
    expect(told(fields12, "result", { result: "incorrect" })).toBe("wrong")
    expect(told(fields12, "type", { type: "long-fill-in" })).toBe("fill-in")
  })

  it("is cut to 255 characters, of pairs and sequences only whole ones", () => {
    expect(response12("long-fill-in", "x".repeat(400))).toHaveLength(255)
    const pairs = Array.from({ length: 100 }, (_, n) => `${n % 10}[.]${String.fromCharCode(97 + (n % 26))}`).join("[,]")
    const form = response12("matching", pairs) ?? ""
    expect(form.length).toBeLessThanOrEqual(255)
    expect(form).toMatch(/^\d\.[a-z](,\d\.[a-z])*$/)
  })
})

describe("an answer in SCORM 2004", () => {
  it.each<[Type, string, string | undefined]>([
    ["choice", "a[,]c[,]a", "a[,]c"],
    ["choice", "a-b[,]c", "c"],
    ["matching", "1[.]c[,]2", "1[.]c"],
    ["numeric", "1e-7", "0.0000001"],
    ["fill-in", "{lang=} is a mark", " {lang=} is a mark"],
    ["long-fill-in", "One\r\n\tTwo", "One Two"],
    ["long-fill-in", "A \u{1f600} B", "A \ufffd B"],
    ["likert", "", undefined],
  ])("of the type %s, %j, is %j", (type, response, form) => {
    expect(response2004(type, response)).toBe(form)
  })

  it.each<[Type, string, string | undefined]>([
    ["numeric", "4", "4[:]4"],
    ["numeric", "[:]5", "[:]5"],
    ["numeric", "[:]", undefined],
    ["fill-in", "{case_matters=false}{order_matters=true}drift", "{case_matters=false}{order_matters=true}drift"],
    ["choice", "{case_matters=false}a", "a"],
  ])("has for the pattern of %s, %j, %j", (type, pattern, form) => {
    expect(pattern2004(type, pattern)).toBe(form)
  })

  it("has each pattern once, and no more than its type allows", () => {
    const patterns = [..."aabcdefghijklmn"]
    const elements = fields2004({ ...base, patterns }).filter(([element]) => element.startsWith("correct_responses"))
    expect(elements.map(([, pattern]) => pattern)).toEqual([..."abcdefghij"])
  })

  it("serves at most ten objectives", () => {
    const objectives = Array.from({ length: 12 }, (_, index) => `O${index}`)
    const elements = fields2004({ ...base, objectives }).filter(([element]) => element.startsWith("objectives"))
    expect(elements.map(([, id]) => id)).toEqual(objectives.slice(0, 10))
  })

  it("comes after its type, for its form depends on it", () => {
    const elements = fields2004({ ...base, response: "a", patterns: ["a"] }).map(([element]) => element)
    expect(elements[0]).toBe("type")
  })
})

describe("text in an LMS's report", () => {
  it("is on one line, whatever is in it, and never longer than the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat({ max: 300 }), (text, most) => {
        const form = plain(text, most)
        expect(form.length).toBeLessThanOrEqual(most)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        expect(form).not.toMatch(/[\u0000-\u001f\u2028\u2029\ud800-\udfff]/)
      }),
    )
  })

  it("keeps letters of every language", () => {
    expect(plain("Überprüfung – مراقبة النموذج – 監視", 250)).toBe("Überprüfung – مراقبة النموذج – 監視")
  })
})

describe("numbers and times", () => {
  it("numbers have a leading digit, at most seven decimals and no exponent", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(decimal(value)).toMatch(/^-?(0|[1-9]\d*)(\.\d{1,7})?$/)
        expect(decimal(value)).not.toMatch(/^-0$|\.\d*0$/)
        expect(Number(decimal(value))).toBeCloseTo(value, 6)
      }),
    )
    expect([decimal(100), decimal(1e-7), decimal(-0), decimal(0.1 + 0.2)]).toEqual(["100", "0.0000001", "0", "0.3"])
  })

  it("durations follow the grammar of SCORM 2004 and lose less than a hundredth of a second", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 10 ** 13 }), (time) => {
        const form = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?$/.exec(toIsoDuration(time))
        expect(form).not.toBeNull()
        const [hours, minutes, seconds] = [1, 2, 3].map((part) => Number(form?.[part] ?? 0))
        const read = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000
        expect(Math.abs(read - Math.max(0, time))).toBeLessThanOrEqual(5.001)
      }),
    )
    expect([0, 3_723_500, 86_400_000, -5].map(toIsoDuration)).toEqual(["PT0S", "PT1H2M3.5S", "PT24H", "PT0S"])
  })

  it("timespans follow the grammar of SCORM 1.2 and stop at its longest", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 10 ** 13 }), (time) => {
        const form = /^(\d{4}):([0-5]\d):([0-5]\d\.\d\d)$/.exec(toTimespan(time))
        const [hours, minutes, seconds] = [1, 2, 3].map((part) => Number(form?.[part]))
        const read = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000
        expect(Math.abs(read - Math.min(35_999_999_990, Math.max(0, time)))).toBeLessThanOrEqual(5.001)
      }),
    )
    expect([0, 3_723_500, 10 ** 13].map(toTimespan)).toEqual(["0000:00:00.00", "0001:02:03.50", "9999:59:59.99"])
  })

  it("moments are local times without milliseconds or zone", () => {
    const moment = new Date(2026, 10, 3, 4, 5, 9, 999).getTime()
    expect([toTimestamp(moment), toTimeOfDay(moment)]).toEqual(["2026-11-03T04:05:09", "04:05:09"])
  })
})
