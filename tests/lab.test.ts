import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formWeek, makeCases, weeksInUse } from "../modules/mlops-landscape/activities/lab/cases.ts"
import { kind } from "../modules/mlops-landscape/activities/lab/kind.ts"
import { contributions, fitModel, predict } from "../modules/mlops-landscape/activities/lab/logistic.ts"
import {
  calibrationGap,
  figuresOf,
  referenceOf,
  stabilityIndex,
} from "../modules/mlops-landscape/activities/lab/measures.ts"
import {
  actIndex,
  aftermath,
  beatsSimpleRule,
  changedPrint,
  contested,
  findEntry,
  logEntry,
  lookIndex,
  runOf,
  scoreByMonth,
  simpleRule,
  tablePrint,
  visitScore,
  weekCases,
  weekReport,
} from "../modules/mlops-landscape/activities/lab/records.ts"
import {
  decisions,
  freshLab,
  fromAnswer,
  type LabState,
  labShape,
  mostRuns,
  type Settings,
  stepsDone,
  toAnswer,
} from "../modules/mlops-landscape/activities/lab/state.ts"
import { dateOf } from "../modules/mlops-landscape/activities/lab/strings.ts"

const inputs = (...left: number[]) => Array.from({ length: 6 }, (_, index) => !left.includes(index))
const quarter: Settings = { inputs: inputs(), table: 0, penalty: 0 }
const year: Settings = { ...quarter, table: 1 }
const withoutIncome: Settings = { ...year, inputs: inputs(0) }
const groups = ["selfEmployed", "others"] as const

describe("the model of the lab", () => {
  it("finds the weights that made the data, when there are enough of them", () => {
    const cases = makeCases(20_000, 5)
    const rows = cases.map((one) => [one.income, Number(one.lacksDocument), Number(one.isSelfEmployed)])
    const outcomes = cases.map((one) => Number(one.hasProblem))
    const { weights, spreads } = fitModel(rows, outcomes, 0)
    const perUnit = weights.map((weight, index) => weight / (spreads[index] ?? 1))
    // Income counts for all it is worth, a missing document nearly so, being self-employed for nothing.
    expect((perUnit[0] ?? 0) * 460).toBeGreaterThan(1)
    expect(perUnit[1]).toBeGreaterThan(1.2)
    expect(Math.abs(perUnit[2] ?? 1)).toBeLessThan(0.25)
  })

  it("leaves no slope at its end: the mean chance is the share of problems", () => {
    const cases = makeCases(1500, 6)
    const rows = cases.map((one) => [one.income, one.months])
    const model = fitModel(
      rows,
      cases.map((one) => Number(one.hasProblem)),
      0,
    )
    const sum = rows.reduce((total, row) => total + predict(model, row), 0)
    expect(sum).toBeCloseTo(cases.filter((one) => one.hasProblem).length, 3)
  })

  it("gives the wholly known answer of a single yes-or-no input", () => {
    // 3 of 4 with the input have a problem, 1 of 4 without: the odds are 3 and 1/3.
    const rows = [[1], [1], [1], [1], [0], [0], [0], [0]]
    const model = fitModel(rows, [1, 1, 1, 0, 1, 0, 0, 0], 0)
    expect(predict(model, [1])).toBeCloseTo(0.75, 6)
    expect(predict(model, [0])).toBeCloseTo(0.25, 6)
  })

  it("bears an input that never changes, and one that tells all", () => {
    const model = fitModel(
      [
        [5, 0],
        [5, 0],
        [5, 1],
        [5, 1],
      ],
      [0, 0, 1, 1],
      1,
    )
    for (const row of [
      [5, 0],
      [5, 1],
      [9, 0],
    ])
      expect(predict(model, row)).toBeGreaterThan(0)
    expect(predict(model, [5, 1])).toBeGreaterThan(predict(model, [5, 0]))
  })

  it("draws its weights towards nothing the more it is regularised", () => {
    const sizes = [0, 1, 2].map((penalty) =>
      runOf({ ...year, penalty }).model.weights.reduce((sum, weight) => sum + Math.abs(weight), 0),
    )
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })

  it("is right more often than the simple rule, and than visiting nobody, on cases it has not seen", () => {
    const rule = simpleRule("figures").all
    for (const settings of [quarter, year]) {
      const { all } = runOf(settings).figures
      expect(all.accuracy).toBeGreaterThan(rule.accuracy + 0.08)
      expect(all.accuracy).toBeGreaterThan(0.8)
      expect(all.found).toBeGreaterThan(rule.found + 0.15)
      expect(all.needless).toBeLessThan(rule.needless)
    }
  })

  it("gives the same figures for the same settings, to the last digit", () => {
    const { data, figures, gap, model } = runOf(year)
    expect(data).toBe("30917c3e")
    expect(figures.all.accuracy).toBe(0.823)
    expect(figures.all.cases).toBe(2000)
    expect(gap).toBeCloseTo(0.00555, 4)
    expect(model.weights.map((weight) => weight.toFixed(2))).toEqual([
      "1.71",
      "-0.61",
      "-0.12",
      "-0.66",
      "0.75",
      "0.70",
    ])
    expect(runOf({ ...quarter }).data).toBe("03fa996b")
  })

  it("hits self-employed people needlessly when it is trained on little, and not when it is trained on more", () => {
    const [few, many] = [runOf(quarter).figures, runOf(year).figures]
    expect(few.selfEmployed.needless).toBeGreaterThan(1.7 * few.others.needless)
    expect(many.selfEmployed.needless).toBeLessThan(many.others.needless)
  })

  it("has reasons that add up to its score", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 599 }), (place) => {
        const { model } = runOf(year)
        const entry = logEntry(runOf(year), 1, place + 1)
        const sum = entry?.reasons.reduce((total, { part }) => total + part, model.intercept) ?? Number.NaN
        expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(entry?.score ?? 0, 9)
        expect(contributions(model, model.means).every((part) => Math.abs(part) < 1e-9)).toBe(true)
      }),
    )
  })
})

describe("the measures of the lab", () => {
  it("count what came of each case", () => {
    const figures = figuresOf([true, true, false, false, false], [true, false, true, false, false])
    expect(figures).toEqual({ cases: 5, accuracy: 0.6, found: 0.5, needless: 1 / 3, needlessCount: 1, visits: 0.4 })
  })

  it("find no gap where chances come true, and all of it where they never do", () => {
    expect(calibrationGap([0.5, 0.5], [true, false])).toBe(0)
    expect(calibrationGap([1, 1, 0, 0], [false, false, true, true])).toBe(1)
  })

  it("give an index of 0 for what is spread alike, and a larger one the more is shifted", () => {
    const values = Array.from({ length: 1000 }, (_, index) => index)
    const reference = referenceOf(values)
    expect(stabilityIndex(reference, values)).toBeCloseTo(0, 9)
    const shifted = [0.05, 0.2, 0.5].map((share) =>
      stabilityIndex(
        reference,
        values.map((value, index) => (index % 100 < share * 100 ? value * 12 : value)),
      ),
    )
    expect(shifted).toEqual([...shifted].sort((a, b) => a - b))
    expect(shifted[2]).toBeGreaterThan(actIndex)
  })

  it("never give an index below 0", () => {
    const list = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 })
    fc.assert(
      fc.property(list, list, (before, now) => {
        expect(stabilityIndex(referenceOf(before), now)).toBeGreaterThan(-1e-9)
      }),
    )
  })

  it("change the fingerprint when one crown changes", () => {
    expect(changedPrint(1)).toMatch(/^[0-9a-f]{8}$/)
    expect(changedPrint(1)).not.toBe(tablePrint(1))
    expect(new Set([0, 1, 2].map(tablePrint)).size).toBe(3)
  })
})

describe("the weeks of the lab", () => {
  const reports = Array.from({ length: weeksInUse }, (_, index) => weekReport(runOf(year), index + 1))

  it("are quiet before the form changes, and then climb over both lines", () => {
    const indices = reports.map((report) => report.indices[0] ?? 0)
    for (const index of indices.slice(0, formWeek - 1)) expect(index).toBeLessThan(lookIndex / 5)
    expect(indices[formWeek]).toBeGreaterThan(lookIndex)
    for (const index of indices.slice(formWeek + 1)) expect(index).toBeGreaterThan(actIndex)
  })

  it("drift in one field only", () => {
    expect(Math.max(...reports.flatMap((report) => report.indices.slice(1)))).toBeLessThan(lookIndex / 5)
  })

  it("show the mean income by group jump in the very week of the form", () => {
    const [before, after] = [reports[formWeek - 2], reports[formWeek - 1]]
    expect(after?.incomes[0]).toBeGreaterThan(3 * (before?.incomes[0] ?? 0))
    expect(after?.incomes[1]).toBeLessThan(1.3 * (before?.incomes[1] ?? 0))
  })

  it("send nearly all self-employed people a visit in the end, and others no more than before", () => {
    const [before, after] = [reports[0]?.figures, reports[9]?.figures]
    expect(before?.all.accuracy).toBeGreaterThan(0.79)
    expect(before?.selfEmployed.visits).toBeLessThan(0.3)
    expect(after?.selfEmployed.visits).toBeGreaterThan(0.9)
    expect(after?.selfEmployed.needless).toBeGreaterThan(0.9)
    expect(after?.others.visits).toBeLessThan(0.3)
  })

  it("leave a model that does not read the income as it is", () => {
    const { figures, indices } = weekReport(runOf(withoutIncome), 10)
    expect(indices[0]).toBeGreaterThan(actIndex)
    expect(figures.selfEmployed.visits).toBeLessThan(0.2)
  })

  it("are dated as in the letter", () => {
    const plain = (week: number, day?: number) => dateOf(week, day).replace(/\s/g, " ")
    expect([plain(1), plain(formWeek), plain(11), plain(9, 4)]).toEqual([
      "10 February",
      "3 March",
      "21 April",
      "11 April",
    ])
  })
})

describe("the decision log of the lab", () => {
  it("finds a case by its number, however it is typed, and none that is not there", () => {
    const run = runOf(year)
    expect(findEntry(run, 6, "V-06-0013")?.id).toBe("V-06-0013")
    expect(findEntry(run, 6, " v 6 13 ")?.id).toBe("V-06-0013")
    for (const typed of ["", "V-07-0001", "V-00-0001", "V-01-0000", "V-01-2301", "0601", "V-06", "<b>"]) {
      expect(findEntry(run, 6, typed)).toBeUndefined()
    }
  })

  it("has a contested case in every week, which the yearly income alone decided", () => {
    for (let week = formWeek; week <= weeksInUse; week++) {
      const entry = contested(runOf(year), week)
      expect(entry.case).toMatchObject({ isSelfEmployed: true, isYearly: true, hasProblem: false })
      expect(entry.score).toBeGreaterThanOrEqual(visitScore)
      expect(scoreByMonth(runOf(year), entry)).toBeLessThan(visitScore)
      expect(entry.reasons[0]?.input).toBe(0)
      expect(weekCases(week)).toContain(entry.case)
    }
  })

  it("has one for a model without the income, too", () => {
    expect(contested(runOf(withoutIncome), 6)).toMatchObject({ isVisited: true, case: { hasProblem: false } })
  })
})

describe("what follows from a decision", () => {
  const run = runOf(year)
  const asIs = aftermath(run, 6).figures

  it("is bad for self-employed people when nothing is done", () => {
    expect(asIs.selfEmployed.needless).toBeGreaterThan(0.9)
  })

  it("is fair again, and finds as much as before, once the field is mended and the model trained anew", () => {
    const { figures, run: next } = aftermath(run, 6, "fixAndRetrain")
    for (const group of groups) expect(figures[group].needless).toBeLessThan(0.1)
    expect(figures.all.found).toBeGreaterThan(0.55)
    expect(next?.codePrint).not.toBe(run.codePrint)
    expect(next?.data).not.toBe(run.data)
  })

  it("is a muddle when the model is trained on months and years alike", () => {
    const { figures, run: next } = aftermath(run, 6, "retrain")
    expect(figures.selfEmployed.needless).toBeGreaterThan(0.4)
    expect(figures.all.accuracy).toBeLessThan(0.75)
    expect(next?.codePrint).toBe(run.codePrint)
  })

  it("does not change by going back to a version that reads the same field", () => {
    const { figures } = aftermath(run, 6, "rollBack", runOf(quarter))
    expect(figures.selfEmployed.needless).toBeGreaterThan(0.9)
  })

  it("is fair but blinder with a version that does not read it, or with the simple rule", () => {
    for (const { figures } of [aftermath(run, 6, "rollBack", runOf(withoutIncome)), aftermath(run, 6, "manual")]) {
      expect(figures.selfEmployed.needless).toBeLessThan(0.25)
      expect(figures.all.found).toBeLessThan(0.4)
    }
  })
})

describe("what the gate may let through", () => {
  it("is a model with or without the income, but none that hardly finds anything", () => {
    expect([quarter, year, withoutIncome].map((settings) => beatsSimpleRule(runOf(settings)))).toEqual([
      true,
      true,
      true,
    ])
    expect(beatsSimpleRule(runOf({ ...year, penalty: 2 }))).toBe(false)
  })
})

const data = { intro: "", prompt: "", description: "", attributes: {} }

const settings: fc.Arbitrary<Settings> = fc.record({
  inputs: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }).filter((list) => list.includes(true)),
  table: fc.integer({ min: 0, max: 1 }),
  penalty: fc.integer({ min: 0, max: 2 }),
})

const whole: LabState = {
  ...freshLab,
  runs: [quarter, year, withoutIncome],
  looked: [true, true, true, false],
  compared: [1, 2],
  versions: [2, 3],
  approver: 2,
  isApproved: true,
  weeks: 6,
  alertWeek: 6,
  receiver: 2,
  trace: [1, 2, 2, 1],
  isTraced: true,
  decision: 2,
  isDecided: true,
  whyApproved: "Fair to both groups.",
  whyDecided: "The field was wrong.",
}

describe("an answer of the lab", () => {
  it("brings back the state it was made from", () => {
    fc.assert(
      fc.property(
        fc.array(settings, { minLength: 3, maxLength: mostRuns }),
        fc.integer({ min: 4, max: 12 }),
        (runs, weeks) => {
          const state: LabState = { ...whole, runs, weeks, alertWeek: weeks }
          expect(fromAnswer(toAnswer(state))).toEqual(state)
        },
      ),
    )
    expect(fromAnswer(toAnswer(freshLab))).toEqual({ ...freshLab, looked: [false, false, false, false] })
  })

  it("fits its shape, which is small", () => {
    for (const [index, mark] of toAnswer(whole).marks.entries()) expect(mark).toBeLessThan(labShape.marks[index] ?? 0)
    expect(toAnswer(whole).marks).toHaveLength(labShape.marks.length)
    const bits = labShape.marks.reduce((sum, values) => sum + Math.ceil(Math.log2(values)), 0)
    expect(bits).toBeLessThanOrEqual(82)
    expect(labShape.texts).toEqual([0, 0])
  })

  it("of another version of the course does no harm", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 1000 }), { maxLength: 30 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (marks, texts) => {
          const state = fromAnswer({ marks, texts })
          for (const run of [...state.versions, ...state.compared]) expect(run).toBeLessThanOrEqual(state.runs.length)
          expect(fromAnswer(toAnswer(state))).toEqual(state)
          for (const line of kind.print(data, { marks, texts })) expect(line).not.toMatch(/undefined|NaN/)
          for (const { text } of kind.quotes?.(data, { marks, texts }) ?? [])
            expect(text).not.toMatch(/undefined|NaN|^$/)
        },
      ),
    )
  })

  it("counts a step as done only when all before it are", () => {
    expect(stepsDone(whole).every(Boolean)).toBe(true)
    expect(stepsDone({ ...whole, compared: [1, 1] })).toEqual([true, ...Array.from({ length: 7 }, () => false)])
    expect(stepsDone(freshLab)).not.toContain(true)
  })

  it("tells an LMS each step in a form that all of them take", () => {
    const { type, response } = kind.interaction(data, toAnswer(whole))
    expect(type).toBe("performance")
    const named = kind.components?.(data)?.steps ?? []
    expect(named.map(({ id }) => id)).toEqual(response.split("[,]").map((step) => step.split("[.]")[0]))
    expect(named[5]).toEqual({ id: "watch", text: "Watch it" })
    expect(response).toBe(
      "track[.]3[,]compare[.]1-2[,]register[.]2-3[,]approve[.]manager[,]deploy[.]v1[,]watch[.]week6-owner[,]trace[.]found[,]decide[.]fixAndRetrain",
    )
    const worst = Math.max(
      ...decisions.map(
        (_, index) => kind.interaction(data, toAnswer({ ...whole, decision: index + 1 })).response.length,
      ),
    )
    expect(worst).toBeLessThan(255)
  })

  it("says in words what was done, and offers what may be quoted", () => {
    const lines = kind.print(data, toAnswer(whole))
    expect(lines).toContain("Run 3: A year; all but income; weak.")
    expect(lines).toContain("Raised the alert in week 6, 2 weeks after the new form.")
    expect(lines).toContain("Reason for the decision: The field was wrong.")
    expect(kind.print(data, toAnswer(freshLab))).toEqual([])
    const quotes = kind.quotes?.(data, toAnswer(whole)) ?? []
    expect(quotes.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4])
    expect(quotes[1]?.text).toContain("week 6")
    expect(kind.mostQuotes?.(data)).toBe(quotes.length)
  })
})
