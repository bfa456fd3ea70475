import { randomFrom } from "./random.ts"

/** One application for rent support, as the form recorded it. All of it is made up by {@link makeCases}. */
export interface Case {
  /** The number in the field "income", in crowns; a month's, or a year's where `isYearly` says so. */
  readonly income: number
  /** Whether the new form took the income of a year. Code version 1 does not look at it. */
  readonly isYearly: boolean
  /** People in the household, 1–6. */
  readonly household: number
  readonly isSelfEmployed: boolean
  /** Months at the present address, 0–119. */
  readonly months: number
  /** Whether a document was missing. */
  readonly lacksDocument: boolean
  /** Earlier home visits that found a problem, 0–2. */
  readonly earlier: number
  /** What a home visit finds: whether the facts differ from the application. */
  readonly hasProblem: boolean
}

/** How many applications the Office decides on in a week. */
export const casesAWeek = 2300

/** The week in which the new form goes live, from 1. */
export const formWeek = 4

/** The week in which the ombudsman's letter arrives. */
export const letterWeek = 11

/** How many weeks the model is in use before the learner must decide. */
export const weeksInUse = 12

/** How many weeks after the decision are looked at. */
export const weeksAfter = 4

/** The tables a model can be trained on: a small one of a quarter, a large one of a year. */
export const trainingTables = [
  { cases: 600, seed: 11 },
  { cases: 2400, seed: 23 },
] as const

/** Cases that no run is trained on, the same for every run, so that runs can be compared. */
export const heldOut = { cases: 2000, seed: 37 } as const

/** Share of the self-employed whose income the new form takes by the year, in the weeks after it went live; then the last. */
const yearlySelfEmployed = [0.35, 0.55, 0.75, 0.88, 0.92]

/** The same of everybody else, who mostly has a monthly payslip. */
const yearlyOthers = [0.01, 0.02, 0.03, 0.04, 0.04]

/**
 * Makes applications from a seed. Whether there is a problem depends on the income for the size of the household, on
 * missing documents, on earlier findings and on a short time at the address; being self-employed alone changes nothing.
 */
export function makeCases(count: number, seed: number, week = 0): readonly Case[] {
  const random = randomFrom(seed)
  // Near enough to a bell curve, and the same on every machine to the last digit.
  const bell = () => (random() + random() + random() + random() - 2) * 1.73
  const since = week - formWeek
  return Array.from({ length: count }, () => {
    const isSelfEmployed = random() < 0.22
    const household = 1 + Math.floor(random() * random() * 6)
    const monthly = Math.max(
      400,
      Math.round((1500 + 130 * household + (isSelfEmployed ? 560 : 460) * bell()) / 10) * 10,
    )
    const months = Math.floor(random() * random() * 120)
    const lacksDocument = random() < (isSelfEmployed ? 0.26 : 0.2)
    const earlier = random() < 0.12 ? (random() < 0.25 ? 2 : 1) : 0
    const z =
      -1.95 +
      1.55 * ((monthly - 1800) / 460) -
      0.45 * (household - 2) +
      1.9 * (lacksDocument ? 1 : 0) +
      1.6 * earlier -
      0.024 * (months - 30)
    const hasProblem = random() < 1 / (1 + Math.exp(-z))
    const changed = random()
    const share = (isSelfEmployed ? yearlySelfEmployed : yearlyOthers)[Math.min(since, 4)] ?? 0
    const isYearly = since >= 0 && changed < share
    const income = isYearly ? monthly * 12 : monthly
    return { income, isYearly, household, isSelfEmployed, months, lacksDocument, earlier, hasProblem }
  })
}
