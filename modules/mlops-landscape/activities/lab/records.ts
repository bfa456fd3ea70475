import { type Case, casesAWeek, formWeek, heldOut, makeCases, trainingTables, weeksAfter } from "./cases.ts"
import { fingerprint } from "./fingerprint.ts"
import { contributions, fitModel, type Model, predict } from "./logistic.ts"
import { calibrationGap, type Figures, figuresOf, mean, referenceOf, stabilityIndex } from "./measures.ts"
import type { Decision, Settings } from "./state.ts"

/** A score from here on sends somebody to the home of the applicant. */
export const visitScore = 0.5

/** From this index on one looks closer, and from the next on one acts: a custom of the trade, not a law of nature. */
export const [lookIndex, actIndex] = [0.1, 0.2]

/** A version of the code that turns a case into the income a model sees: 1 takes the field as it stands, 2 by the month. */
export type CodeVersion = 1 | 2

const incomeAsItStands = ({ income }: Case) => income
const incomeOfAMonth = ({ income, isYearly }: Case) => (isYearly ? income / 12 : income)
const incomeBy = { 1: incomeAsItStands, 2: incomeOfAMonth } as const

/** What a model may look at, in the order of the settings; the income depends on the version of the code. */
const inputs: readonly ((one: Case, code: CodeVersion) => number)[] = [
  (one, code) => incomeBy[code](one),
  ({ household }) => household,
  ({ isSelfEmployed }) => Number(isSelfEmployed),
  ({ months }) => months,
  ({ lacksDocument }) => Number(lacksDocument),
  ({ earlier }) => earlier,
]

/** The strengths of regularisation, as the penalty on the squares of the weights. */
const penalties = [1, 60, 800] as const

/** Figures of all cases and of two groups of people. */
export interface Grouped {
  readonly all: Figures
  readonly selfEmployed: Figures
  readonly others: Figures
}

/** What is recorded of a training run: all that is needed to repeat it, and what came out. */
export interface RunRecord {
  readonly settings: Settings
  /** Fingerprint of the table it was trained on, and how many cases that holds. */
  readonly data: string
  readonly cases: number
  /** Fingerprint of the code that prepared the inputs and fitted the model. */
  readonly codePrint: string
  readonly code: CodeVersion
  readonly model: Model
  /** Figures on the held-out cases. */
  readonly figures: Grouped
  /** How far its chances are from what came true there, 0–1. */
  readonly gap: number
}

/** Computes a thing once: everything here follows from its key alone. */
function remember<Key extends string | number, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>()
  return (key) => {
    const before = known.get(key)
    if (before) return before.value
    const value = make(key)
    known.set(key, { value })
    return value
  }
}

/** The cases of a training table, by its place. */
const tableCases = remember((table: number): readonly Case[] => {
  const { cases, seed } = trainingTables[table === 1 ? 1 : 0]
  return makeCases(cases, seed)
})

/** The cases on which runs are judged. */
const heldOutCases = remember((_: "all") => makeCases(heldOut.cases, heldOut.seed))

/** The cases of a week in use, from 1. */
export const weekCases = remember((week: number) => makeCases(casesAWeek, 1000 + week, week))

/** The fingerprint of a training table, by its place; of the held-out cases for the place after the last. */
export const tablePrint = remember((table: number) =>
  printOf(table < trainingTables.length ? tableCases(table) : heldOutCases("all")),
)

/** The fingerprint a training table would have if one crown were added to the income in its first case. */
export const changedPrint = remember((table: number) =>
  printOf(tableCases(table).map((one, index) => (index === 0 ? { ...one, income: one.income + 1 } : one))),
)

function printOf(cases: readonly Case[]): string {
  return fingerprint(cases.map((one) => Object.values(one).map(Number).join()).join("\n"))
}

/** The fingerprint of a version of the code: of the functions themselves, as this page runs them. */
const codePrint = remember((code: CodeVersion) =>
  fingerprint([incomeBy[code], fitModel, predict].map(String).join("\n")),
)

/** The run that some settings give. The same settings give the same run, to the last digit. */
export function runOf(settings: Settings): RunRecord {
  return runByKey(keyOf(settings))
}

/** Whether two settings are the same. */
export function isSameRun(a: Settings, b: Settings): boolean {
  return keyOf(a) === keyOf(b)
}

function keyOf({ inputs, table, penalty }: Settings): string {
  return `${inputs.map(Number).join("")}${table}${penalty}`
}

const runByKey = remember((key: string) => {
  const digits = [...key].map(Number)
  const settings = {
    inputs: digits.slice(0, inputs.length).map((digit) => digit === 1),
    table: digits[inputs.length] ?? 0,
    penalty: digits[inputs.length + 1] ?? 0,
  }
  return train(settings, tableCases(settings.table), 1, tablePrint(settings.table))
})

function train(settings: Settings, cases: readonly Case[], code: CodeVersion, data: string): RunRecord {
  const rows = cases.map((one) => rowOf(settings, one, code))
  const outcomes = cases.map(({ hasProblem }) => Number(hasProblem))
  const model = fitModel(rows, outcomes, penalties[settings.penalty] ?? penalties[0])
  const run = { settings, data, cases: cases.length, codePrint: codePrint(code), code, model }
  const tests = heldOutCases("all")
  const scores = tests.map((one) => scoreOf(run, one))
  return {
    ...run,
    figures: grouped(tests, (_, index) => (scores[index] ?? 0) >= visitScore),
    gap: calibrationGap(
      scores,
      tests.map(({ hasProblem }) => hasProblem),
    ),
  }
}

function rowOf(settings: Settings, one: Case, code: CodeVersion): readonly number[] {
  const row: number[] = []
  inputs.forEach((value, index) => {
    if (settings.inputs[index]) row.push(value(one, code))
  })
  return row
}

type Scorer = Pick<RunRecord, "settings" | "code" | "model">

function scoreOf({ settings, code, model }: Scorer, one: Case): number {
  return predict(model, rowOf(settings, one, code))
}

function grouped(cases: readonly Case[], decide: (one: Case, index: number) => boolean): Grouped {
  const hasProblem = cases.map((one) => one.hasProblem)
  const isVisited = cases.map(decide)
  const isSelfEmployed = (index: number) => cases[index]?.isSelfEmployed === true
  return {
    all: figuresOf(hasProblem, isVisited),
    selfEmployed: figuresOf(hasProblem, isVisited, isSelfEmployed),
    others: figuresOf(hasProblem, isVisited, (index) => !isSelfEmployed(index)),
  }
}

/** How the simple rule does on the held-out cases: a visit whenever a document is missing. A model must beat it. */
export const simpleRule = remember((_: "figures") => grouped(heldOutCases("all"), ({ lacksDocument }) => lacksDocument))

/** Least share of problems that an approved model must find. */
const leastFound = 0.2

/** Whether a run is better than the simple rule: more cases right, and enough problems found. */
export function beatsSimpleRule({ figures }: RunRecord): boolean {
  return figures.all.accuracy > simpleRule("figures").all.accuracy && figures.all.found >= leastFound
}

/** What is seen of a week in use. */
export interface WeekReport {
  /** Stability index of each input, in the order of the settings: the week against the table the model was trained on. */
  readonly indices: readonly number[]
  /** Mean of the income field of the self-employed, and of the others, in crowns. */
  readonly incomes: readonly [selfEmployed: number, others: number]
  readonly figures: Grouped
}

/** The report on a week of a run in use. */
export function weekReport({ settings }: RunRecord, week: number): WeekReport {
  return reportByKey(`${keyOf(settings)} ${week}`)
}

const referenceByKey = remember((key: string) => {
  const [input = "", table = ""] = key.split(" ")
  return referenceOf(tableCases(Number(table)).map((one) => inputs[Number(input)]?.(one, 1) ?? 0))
})

const reportByKey = remember((key: string): WeekReport => {
  const [settings = "", week = ""] = key.split(" ")
  const run = runByKey(settings)
  const cases = weekCases(Number(week))
  const incomes = (isSelf: boolean) => mean(cases.flatMap((one) => (one.isSelfEmployed === isSelf ? [one.income] : [])))
  return {
    indices: inputs.map((value, input) =>
      stabilityIndex(
        referenceByKey(`${input} ${run.settings.table}`),
        cases.map((one) => value(one, 1)),
      ),
    ),
    incomes: [incomes(true), incomes(false)],
    figures: grouped(cases, (one) => scoreOf(run, one) >= visitScore),
  }
})

/** A line of the decision log. */
export interface LogEntry {
  /** `V-09-0123`: week, and place among its cases. */
  readonly id: string
  readonly week: number
  /** Day within the week, 0–4. */
  readonly day: number
  readonly case: Case
  readonly score: number
  readonly isVisited: boolean
  /** What moved the score most, largest first: place of the input, its value, and how far it moved the score (log-odds). */
  readonly reasons: readonly { readonly input: number; readonly value: number; readonly part: number }[]
}

/** The log entry of a case, by week and place from 1; nothing where there is no such case. */
export function logEntry(run: RunRecord, week: number, place: number): LogEntry | undefined {
  const one = week > 0 ? weekCases(week)[place - 1] : undefined
  if (!one) return undefined
  const row = rowOf(run.settings, one, run.code)
  const used = inputs.flatMap((_, index) => (run.settings.inputs[index] ? [index] : []))
  const parts = contributions(run.model, row)
  const score = predict(run.model, row)
  const number = (value: number, width: number) => String(value).padStart(width, "0")
  return {
    id: `V-${number(week, 2)}-${number(place, 4)}`,
    week,
    day: place % 5,
    case: one,
    score,
    isVisited: score >= visitScore,
    reasons: used
      .map((input, index) => ({ input, value: row[index] ?? 0, part: parts[index] ?? 0 }))
      .sort((a, b) => Math.abs(b.part) - Math.abs(a.part)),
  }
}

/** The log entry that a typed case number means, in the weeks so far. */
export function findEntry(run: RunRecord, weeks: number, typed: string): LogEntry | undefined {
  const [, week, place] = /^v?\W*(\d{1,2})\D+(\d{1,4})$/i.exec(typed.trim()) ?? []
  return Number(week) <= weeks ? logEntry(run, Number(week), Number(place)) : undefined
}

/**
 * The contested case of a week: somebody without a problem who is sent a visit. First choice is a self-employed person whose
 * income came by the year, and whom the same model would have left alone had it come by the month.
 */
export function contested(run: RunRecord, week: number): LogEntry {
  const cases = weekCases(week)
  const isVisited = (one: Case, code: CodeVersion) => scoreOf({ ...run, code }, one) >= visitScore
  const tests: readonly ((one: Case) => boolean)[] = [
    (one) => one.isYearly && one.isSelfEmployed && !one.hasProblem && isVisited(one, 1) && !isVisited(one, 2),
    (one) => one.isSelfEmployed && !one.hasProblem && isVisited(one, 1),
    () => true,
  ]
  for (const test of tests) {
    const place = cases.findIndex(test)
    const entry = place < 0 ? undefined : logEntry(run, week, place + 1)
    if (entry) return entry
  }
  throw new Error("a week without cases")
}

/** The score a case would have had, had its income come by the month. */
export function scoreByMonth(run: RunRecord, entry: LogEntry): number {
  return scoreOf({ ...run, code: 2 }, entry.case)
}

/** How many self-employed people without a problem were sent a visit, from the new form to a week. */
export function needlessUntil(run: RunRecord, week: number): number {
  let count = 0
  for (let now = formWeek; now <= week; now++) count += weekReport(run, now).figures.selfEmployed.needlessCount
  return count
}

/** What follows from a decision. */
export interface Aftermath {
  /** The four weeks after the alert, all cases together. */
  readonly figures: Grouped
  /** The run that was trained for it, where one was. */
  readonly run?: RunRecord
}

/** One case in this many of the weeks in use goes into a new training table. */
const sampled = 10

/**
 * What the next four weeks bring: with the model in use left as it is, or after a decision. Rolling back needs the run
 * behind the other version. The outcome of every case is known here, since the cases are made up; in an office it is
 * known only where somebody went.
 */
export function aftermath(run: RunRecord, alertWeek: number, decision?: Decision, other?: RunRecord): Aftermath {
  const key = [keyOf(run.settings), alertWeek, decision ?? "", other ? keyOf(other.settings) : ""]
  return aftermathByKey(key.join(" "))
}

const aftermathByKey = remember((key: string): Aftermath => {
  const [settings = "", alert = "", decision = "", other = ""] = key.split(" ")
  const alertWeek = Number(alert)
  const inUse = runByKey(settings)
  const cases = Array.from({ length: weeksAfter }, (_, index) => weekCases(alertWeek + index + 1)).flat()
  const scored = (run: RunRecord) => grouped(cases, (one) => scoreOf(run, one) >= visitScore)
  switch (decision) {
    case "rollBack":
      return { figures: scored(other === "" ? inUse : runByKey(other)) }
    case "manual":
      return { figures: grouped(cases, ({ lacksDocument }) => lacksDocument) }
    case "fixAndRetrain":
    case "retrain": {
      const weeks = Array.from({ length: alertWeek }, (_, index) => weekCases(index + 1)).flat()
      const table = [...tableCases(inUse.settings.table), ...weeks.filter((_, index) => index % sampled === 0)]
      const run = train(inUse.settings, table, decision === "retrain" ? 1 : 2, printOf(table))
      return { figures: scored(run), run }
    }
    default:
      return { figures: scored(inUse) }
  }
})
