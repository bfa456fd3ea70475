import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ChoiceData } from "../src/activities/choice/kind.ts"
import { type ChoosePathData, suggest } from "../src/activities/choose-path/kind.ts"
import type { FillInData } from "../src/activities/fill-in/kind.ts"
import type { Printed, Prompted } from "../src/activities/kind.ts"
import type { MatchingData } from "../src/activities/matching/kind.ts"
import { type NumericData, rightRanges } from "../src/activities/numeric/kind.ts"
import { formatNumber, readNumbers } from "../src/activities/numeric/number.ts"
import { countFollowing, disordered, shuffled } from "../src/activities/order.ts"
import { registry } from "../src/activities/registry.ts"
import { toResponse } from "../src/activities/response.ts"
import type { Work } from "../src/learner/state.ts"
import type { Activity, Answer } from "../src/lesson/model.ts"
import { type Sample, samples } from "./activity-samples.ts"
import { parseActivities } from "./parse-activity.ts"

/** RULES of the standards, written down apart from what writes the responses: SCORM 2004 RTE §4.2.9.1, one-letter ids. */
const grammar: Readonly<
  Record<string, { readonly response: RegExp; readonly pattern: RegExp; readonly most: number }>
> = {
  choice: { response: /^([a-z0-9](\[,\][a-z0-9])*)?$/, pattern: /^[a-z0-9](\[,\][a-z0-9])*$/, most: 10 },
  likert: { response: /^[a-z0-9]$/, pattern: /^$/, most: 0 },
  matching: {
    response: /^([a-z0-9]\[\.\][a-z0-9](\[,\][a-z0-9]\[\.\][a-z0-9])*)?$/,
    pattern: /^[a-z0-9]\[\.\][a-z0-9](\[,\][a-z0-9]\[\.\][a-z0-9])*$/,
    most: 5,
  },
  sequencing: { response: /^[a-z0-9](\[,\][a-z0-9])*$/, pattern: /^[a-z0-9](\[,\][a-z0-9])*$/, most: 5 },
  numeric: { response: /^(-?\d{1,16}(\.\d{1,7})?)?$/, pattern: /^-?\d+(\.\d{1,7})?\[:\]-?\d+(\.\d{1,7})?$/, most: 5 },
  "fill-in": { response: /^(?!\{lang=).{0,250}$/, pattern: /^(\{case_matters=true\})?(?!\{).{1,250}$/, most: 5 },
  // No pattern: such an answer is graded by parts, and no one answer is the right one.
  performance: {
    response: /^([\w.]{1,250}\[\.\][^[\]]{0,250}(\[,\][\w.]{1,250}\[\.\][^[\]]{0,250})*)?$/,
    pattern: /^$/,
    most: 0,
  },
  "long-fill-in": { response: /^(?!\{lang=).{0,4000}$/, pattern: /^$/, most: 0 },
}

function last(markdown: string, files?: Sample["files"]): Activity<Prompted> {
  const { activities, told } = parseActivities(markdown, files)
  expect(told).toEqual([])
  const activity = activities[activities.length - 1]
  if (!activity) throw new Error("the sample holds no activity")
  return activity
}

function kindOf(activity: Activity<Prompted>) {
  const kind = registry.kind(activity.kind)
  if (!kind) throw new Error(`no kind is called ${activity.kind}`)
  return { kind, data: activity.data }
}

/** Answers that a learner can make: anything of the shape, but of an order only orders. */
function answersOf({ kind, shape }: Activity): fc.Arbitrary<Answer> {
  const marks =
    kind === "sequencing"
      ? fc.shuffledSubarray([...shape.marks.keys()], { minLength: shape.marks.length })
      : fc.tuple(...shape.marks.map((values) => fc.integer({ min: 0, max: values - 1 })))
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc.constantFrom("[,]", "{lang=en}x", "a[.]b\nc", "1.000,5", "−12", "1,000", "65", "drift"),
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((number) => String(number)),
  )
  return fc.record({ marks, texts: fc.tuple(...shape.texts.map(() => text)) })
}

/** Whether part of an answer in words is the head of what follows. */
function isHead(printed: Printed | undefined): boolean {
  return typeof printed === "object" && "head" in printed
}

describe.each(samples)("$name", ({ markdown, answer, files, isExplored }) => {
  it("is read without complaint, asks something, and its answer has the declared shape", () => {
    const activity = last(markdown, files)
    expect(activity.description).not.toBe("")
    expect(answer.marks).toHaveLength(activity.shape.marks.length)
    expect(answer.texts).toHaveLength(activity.shape.texts.length)
    for (const [index, mark] of answer.marks.entries()) expect(mark).toBeLessThan(activity.shape.marks[index] ?? 0)
  })

  it("scores every answer within its levels, and the right one in full", () => {
    const activity = last(markdown, files)
    const { kind, data } = kindOf(activity)
    expect(kind.score(data, answer)).toBe(activity.levels)
    fc.assert(
      fc.property(answersOf(activity), (any) => {
        const score = kind.score(data, any)
        return Number.isInteger(score) && score >= 0 && score <= activity.levels
      }),
    )
  })

  it("scores answers of an earlier version of the course, whatever they hold", () => {
    const activity = last(markdown, files)
    const { kind, data } = kindOf(activity)
    const any = fc.record({ marks: fc.array(fc.nat(40)), texts: fc.array(fc.string()) })
    fc.assert(
      fc.property(any, (answer) => {
        const score = kind.score(data, answer)
        kind.print(data, answer)
        kind.interaction(data, answer)
        return Number.isInteger(score) && score >= 0 && score <= activity.levels
      }),
    )
  })

  it("tells an LMS about every answer in the alphabet and length it takes", () => {
    const activity = last(markdown, files)
    const { kind, data } = kindOf(activity)
    fc.assert(
      fc.property(answersOf(activity), (any) => {
        const { type, response } = kind.interaction(data, any)
        expect(response).toMatch(grammar[type]?.response ?? /never/)
      }),
    )
    const { type, patterns } = kind.interaction(data, answer)
    expect(patterns.length).toBeLessThanOrEqual(grammar[type]?.most ?? -1)
    for (const pattern of patterns) expect(pattern).toMatch(grammar[type]?.pattern ?? /never/)
  })

  it("gives an answer as right exactly when it fits a pattern", () => {
    const activity = last(markdown, files)
    const { kind, data } = kindOf(activity)
    const { type } = kind.interaction(data, answer)
    if (grammar[type]?.most === 0) return expect(kind.interaction(data, answer).patterns).toEqual([])
    const fits = (any: Answer) => {
      const { type, response, patterns } = kind.interaction(data, any)
      return patterns.some((pattern) => {
        if (type === "numeric") {
          const [least, most] = pattern.split("[:]").map(Number)
          return response !== "" && Number(response) >= Number(least) && Number(response) <= Number(most)
        }
        if (type !== "fill-in") return response === pattern
        const minds = pattern.startsWith("{case_matters=true}")
        const text = pattern.replace("{case_matters=true}", "")
        return minds ? response === text : response.toLowerCase() === text.toLowerCase()
      })
    }
    expect(fits(answer)).toBe(activity.levels > 0)
    fc.assert(
      fc.property(answersOf(activity), (any) => {
        expect(fits(any)).toBe(activity.levels > 0 && kind.score(data, any) === activity.levels)
      }),
    )
  })

  it("prints an answer, and nothing where there is none", () => {
    const activity = last(markdown, files)
    const { kind, data } = kindOf(activity)
    const lines = kind.print(data, answer)
    // Who only looked at something wrote nothing.
    if (!isExplored) expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const said = typeof line === "string" ? line : "item" in line ? line.item : line.head
      expect(said).toMatch(/^[^<>]*\S[^<>]*$/)
    }
    // A head has something beneath it.
    expect(lines.some((line, index) => isHead(line) && (index === lines.length - 1 || isHead(lines[index + 1])))).toBe(
      false,
    )
    expect(kind.print(data, { marks: [], texts: [] })).toEqual([])
  })

  it("is the same every time it is read", () => {
    expect(parseActivities(markdown, files)).toEqual(parseActivities(markdown, files))
  })
})

describe("a kind's order", () => {
  it("never begins with the right one, and has as few right neighbours as it can", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 36 }), fc.string(), (count, seed) => {
        const order = disordered(count, seed)
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index))
        expect(countFollowing(order)).toBeLessThan(count - 1)
      }),
    )
  })

  it("begins a sequencing of three or more not simply backwards, and not always alike", () => {
    const starts = ["q1", "q2", "q3", "q4", "q5", "q6"].map((seed) => disordered(5, seed).join())
    expect(starts).not.toContain("4,3,2,1,0")
    expect(new Set(starts).size).toBeGreaterThan(3)
    expect(disordered(2, "q1")).toEqual([1, 0])
  })

  it("shows the same shuffled options wherever the same id is used", () => {
    expect(shuffled(6, "q1")).toEqual(shuffled(6, "q1"))
    expect(new Set(["q1", "q2", "q3", "q4"].map((seed) => shuffled(6, seed).join())).size).toBeGreaterThan(1)
  })

  it("shows the targets of a matching in an order that says nothing about the pairs", () => {
    const table = (rows: string) => `:::matching{#q}\nWhich?\n\n| A | B |\n|---|---|\n${rows}\n:::`
    const shown = (markdown: string) => {
      const data = last(markdown).data as MatchingData
      return data.order.map((target) => data.targets[target])
    }
    expect(shown(table("| x | zebra |\n| y | Ant |\n| z | bee |"))).toEqual(["Ant", "bee", "zebra"])
    expect(shown(table("| z | bee |\n| x | Ant |\n| y | zebra |"))).toEqual(["Ant", "bee", "zebra"])
    expect(shown(table("| x | Ant |\n| y | bee |\n| z | zebra |"))).toEqual(["zebra", "bee", "Ant"])
  })

  it("never shows three or more targets of a matching in the order of their rows", () => {
    const texts = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 3, maxLength: 8 })
    fc.assert(
      fc.property(texts, (targets) => {
        const rows = targets.map((target, index) => `| ${index} | ${target} |`).join("\n")
        const { order } = last(`:::matching{#q}\nWhich?\n\n| A | B |\n|---|---|\n${rows}\n:::`).data as MatchingData
        expect(order).not.toEqual(targets.map((_, index) => index))
        expect([...order].sort((a, b) => a - b)).toEqual(targets.map((_, index) => index))
      }),
    )
  })
})

describe("a score", () => {
  const scoreOf = (markdown: string, answer: Answer) => {
    const { kind, data } = kindOf(last(markdown))
    return kind.score(data, answer)
  }
  const [, several = { markdown: "" }, matching = { markdown: "" }, sequencing = { markdown: "" }] = samples

  it("of several options is the right ones less the wrong ones, never below nothing", () => {
    expect(scoreOf(several.markdown, { marks: [1, 0, 0, 0], texts: [] })).toBe(1)
    expect(scoreOf(several.markdown, { marks: [1, 1, 1, 0], texts: [] })).toBe(1)
    expect(scoreOf(several.markdown, { marks: [1, 1, 1, 1], texts: [] })).toBe(0)
    expect(scoreOf(several.markdown, { marks: [0, 1, 0, 1], texts: [] })).toBe(0)
  })

  it("of pairs counts the right ones", () => {
    expect(scoreOf(matching.markdown, { marks: [1, 1, 2], texts: [] })).toBe(2)
    expect(scoreOf(matching.markdown, { marks: [0, 0, 3], texts: [] })).toBe(0)
  })

  it("of an order counts the items that follow on the one before", () => {
    expect(scoreOf(sequencing.markdown, { marks: [1, 2, 3, 0], texts: [] })).toBe(2)
    expect(scoreOf(sequencing.markdown, { marks: [3, 2, 1, 0], texts: [] })).toBe(0)
  })
})

describe("a number as learners write it", () => {
  it.each([
    ["65", [65]],
    ["  65.50 ", [65.5]],
    ["65,5", [65.5]],
    ["1,000.5", [1000.5]],
    ["1.000,5", [1000.5]],
    ["1 000 000", [1_000_000]],
    ["1'000", [1000]],
    ["1,000,000", [1_000_000]],
    ["1,000", [1000, 1]],
    ["1.000", [1, 1000]],
    ["0,125", [0.125]],
    ["−3", [-3]],
    ["+3", [3]],
    [".5", [0.5]],
    ["65 %", [65]],
    ["65%", [65]],
    ["٦٥", [65]],
    ["۶٫۵", [6.5]],
  ])("%s is read as %j", (written, numbers) => {
    expect(readNumbers(written, "%")).toEqual(numbers)
  })

  it.each(["", "sixty", "6 or 7", "1,00,0", "1.2.3", "1e3", "--1", "12 km", "1,2.3,4"])(
    "%s is no number",
    (written) => {
      expect(readNumbers(written, "%")).toEqual([])
    },
  )

  it("is written without exponent, with a digit before the point and at most seven decimals", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), (number) => {
        const text = formatNumber(number)
        expect(text).toMatch(/^-?\d+(\.\d{0,6}[1-9])?$/)
        expect(text).not.toBe("-0")
        expect(Number(text)).toBeCloseTo(number, 6)
      }),
    )
  })
})

describe("values that an author foresees", () => {
  const range = (value: string) => {
    const { activities } = parseActivities(`:::numeric{#q unit=km}\nHow far?\n\n- [x] ${value}\n:::`)
    return activities.map(({ data }) => rightRanges(data as NumericData))[0]
  }
  it.each([
    ["65", 65, 65],
    ["64.9 to 65.1", 64.9, 65.1],
    ["64.9–65.1", 64.9, 65.1],
    ["−5 to −3", -5, -3],
    ["1,000", 1000, 1000],
  ])("%s means from %d to %d", (value, least, most) => {
    expect(range(value)).toEqual([{ least, most }])
  })

  it.each(["65 ± 0.1", "65 +- 0.1 km"])("%s means 65, and what is near", (value) => {
    expect(range(value)).toEqual([{ least: 64.9, most: 65.1, middle: 65 }])
    expect(range(`${value}\n- [x] 65 to 70`)).toEqual([{ least: 64.9, most: 70 }])
  })
})

describe("a text in a response", () => {
  it("is one line, without delimiters, and not longer than asked", () => {
    expect(toResponse(" a[,]b\n[.] c ", 40)).toBe("a[ , ]b [ . ] c")
    expect(toResponse("{lang=en}x", 40)).toBe("{ lang=en}x")
    expect(toResponse("ab😀", 3)).toBe("ab")
  })
})

describe("a path", () => {
  const [sample = { markdown: "" }] = samples.filter(({ name }) => name === "choice of path")
  const data = () => last(sample.markdown).data as ChoosePathData
  const work = (answer: Answer, best: number, tries: number): Work => ({
    ...{ answer, tries, best, first: best, handedIn: tries > 0, kept: [], cut: [] },
  })

  it("is not suggested before every question is answered", () => {
    expect(suggest(data(), () => undefined)).toBeUndefined()
    expect(suggest(data(), (id) => (id === "k1" ? work({ marks: [0], texts: [] }, 0, 0) : undefined))).toBeUndefined()
  })

  it("follows from levels reached and steps ticked off", () => {
    const known: Record<string, Work> = {
      k1: work({ marks: [0], texts: [] }, 1, 1),
      k2: work({ marks: [1, 0], texts: [] }, 0, 0),
    }
    expect(suggest(data(), (id) => known[id])).toEqual({ path: "core", count: 2, most: 3 })
    expect(suggest(data(), (id) => (id === "k1" ? known.k1 : undefined))).toMatchObject({ path: "foundations" })
  })

  it("is not suggested at all when an author only lets learners choose", () => {
    expect(suggest(last("::choose-path{#q}").data as ChoosePathData, () => undefined)).toBeUndefined()
  })
})

describe("what an author reads", () => {
  const poll = ":::poll{#p}\nWhich?\n\n- a\n- b\n:::\n\n"
  const many = Array.from({ length: 37 }, (_, index) => `- [x] ${index}`).join("\n")
  it.each([
    ["activity-answers", ":::choice{#q}\nWhich?\n\n- a\n- b\n:::"],
    ["activity-answers", ":::choice{#q}\nWhich?\n\n- [x] a\n- [ ] b\n\nOr:\n\n- [ ] c\n:::"],
    ["activity-answers", ":::matching{#q}\nWhich?\n:::"],
    ["activity-answers", ":::sequencing{#q}\nWhich?\n\n- a\n- b\n:::"],
    ["activity-answers", ":::steps{#q}\nDo it.\n:::"],
    ["activity-answers", "::poll{#q}"],
    ["activity-prompt", ":::choice{#q}\n- [x] a\n- [ ] b\n:::"],
    ["activity-prompt", "::reflection{#q}"],
    ["activity-attribute", "::reflection[Why?]{#q words=many}"],
    ["activity-attribute", "::reflection[Why?]{#q keep=5000}"],
    ["activity-attribute", ":::steps{#q write=a write-all=b}\n- a\n:::"],
    ["choice-no-answer", ":::choice{#q}\nWhich?\n\n- [ ] a\n- [ ] b\n:::"],
    ["choice-options", ":::choice{#q}\nWhich?\n\n- [x] a\n:::"],
    ["choice-options", `:::choice{#q}\nWhich?\n\n${many}\n:::`],
    ["choice-options", ":::choice{#q}\nWhich?\n\n- [x] a\n- b\n:::"],
    ["matching-table", ":::matching{#q}\nWhich?\n\n| A |\n|---|\n| a |\n:::"],
    ["matching-table", ":::matching{#q}\nWhich?\n\n| A | B |\n|---|---|\n| a | |\n| b | c |\n:::"],
    ["matching-table", ":::matching{#q}\nWhich?\n\n| A | B |\n|---|---|\n| a | b |\n| a | c |\n:::"],
    ["matching-table", ":::matching{#q}\nWhich?\n\n| A | B |\n|---|---|\n| a | b |\n| b | b |\n:::"],
    ["sequencing-items", ":::sequencing{#q}\nWhich?\n\n1. a\n:::"],
    ["sequencing-items", ":::sequencing{#q}\nWhich?\n\n1. a\n2. *a*\n3. b\n:::"],
    ["choice-options", ":::choice{#q}\nWhich?\n\n- [x] a\n- [ ] a\n- [ ] b\n:::"],
    ["numeric-value", ":::numeric{#q}\nHow many?\n\n- [x] many\n:::"],
    ["numeric-value", ":::numeric{#q}\nHow many?\n\n- [x] 9 to 3\n:::"],
    ["numeric-value", ":::numeric{#q}\nHow many?\n\n- [x] 5\n- [ ] 5.0\n:::"],
    ["fill-in-answer", ":::fill-in{#q}\nWho?\n\n- [ ] Officer\n- [x] officer\n:::"],
    ["numeric-no-answer", ":::numeric{#q}\nHow many?\n\n- [ ] 3\n:::"],
    ["fill-in-blanks", ":::fill-in{#q}\n____ and ____?\n\n- [x] a\n:::"],
    ["fill-in-answer", `:::fill-in{#q}\nWhat?\n\n- [x] ${"a".repeat(251)}\n:::`],
    ["fill-in-no-answer", ":::fill-in{#q}\nWhat?\n\n- [ ] a\n:::"],
    ["poll-options", ":::poll{#q}\nWhich?\n\n- a\n:::"],
    ["poll-options", ":::poll{#q}\nWhich?\n\n- a\n- b\n- a\n:::"],
    ["poll-options", ":::poll{#q}\nWhich?\n\n- [x] a\n- [ ] b\n:::"],
    ["poll-options", `${poll}:::poll{#q again=p}\nWhich?\n\n- a\n- b\n:::`],
    ["poll-again", "::poll{#q again=nothing}"],
    ["poll-again", `${poll}::poll{#q again=p}\n\n::poll{#r again=q}`],
    ["steps-items", `:::steps{#q}\n${many}\n:::`],
    ["choose-path-range", `${poll}::choose-path{#q from=p}`],
    ["choose-path-range", "::choose-path{#q core=1}"],
    ["choose-path-range", "::choose-path{#q from=p core=some}"],
    ["choose-path-range", ":::steps{#s}\n- a\n- b\n:::\n\n::choose-path{#q from=s foundations=0 core=2}"],
    ["choose-path-range", ':::steps{#s}\n- a\n- b\n:::\n\n::choose-path{#q from=s foundations="0-1" core="1-2"}'],
    ["choose-path-name", ":::steps{#s}\n- a\n:::\n\n::choose-path{#q from=s easy=0 core=1}"],
    ["choose-path-from", "::choose-path{#q from=nothing core=0}"],
    ["choose-path-from", `${poll}::choose-path{#q from=p core="0-9"}`],
  ])("%s: %s", (rule, markdown) => {
    const { told } = parseActivities(markdown)
    expect(told.map((one) => [one.severity, one.rule])).toEqual([["error", rule]])
    for (const { message, remedy } of told) {
      expect(message).toMatch(/\.$/)
      expect(remedy).not.toBe("")
    }
  })
})

describe("a fill-in", () => {
  it("puts its field where the blank is, whatever stands around it", () => {
    const { data } = last(":::fill-in{#q}\nThe **slow** change ____ of *data*.\n\n- [x] a\n:::")
    expect((data as FillInData).around).toEqual(["The <strong>slow</strong> change ", " of <em>data</em>."])
  })
})

describe("a question", () => {
  it("is the last paragraph before the answers; what sets the scene stands before it", () => {
    const { data } = last(
      ":::choice{#q}\nA scene.\n\n```\ncode\n```\n\nWhat *now*?\n\n![A picture](a.png)\n\n- [x] a\n- [ ] b\n:::",
    )
    expect(data.prompt).toBe("What <em>now</em>?")
    expect(data.description).toBe("What now?")
    expect(data.intro).toMatch(/^<p>A scene\.<\/p>\s*<pre>/)
  })

  it("carries no HTML of its author's into the page", () => {
    const { data } = last(":::choice{#q}\nIs <b onclick=x>this</b> safe?\n\n- [x] <script>a</script>\n- [ ] b\n:::")
    const shown = [data.prompt, ...(data as ChoiceData).options.map(({ html }) => html)].join()
    expect(shown).not.toMatch(/<(b|script)/)
    expect(shown).toContain("onclick")
  })
})
