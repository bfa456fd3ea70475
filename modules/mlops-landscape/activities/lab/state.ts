import type { Answer, Shape } from "lessonpack/activity"
import { formWeek, weeksInUse } from "./cases.ts"

/** Most runs that the table of runs takes, so that saved work stays small. */
export const mostRuns = 4

/** How many inputs a model may use: see `inputs` of records.ts. */
export const inputCount = 6

/** How many strengths of regularisation there are. */
const penaltyCount = 3

/** What was set for one training run. */
export interface Settings {
  /** Which inputs the model uses, by their place. */
  readonly inputs: readonly boolean[]
  /** Which table it is trained on, by its place. */
  readonly table: number
  /** How strongly it is regularised, by its place. */
  readonly penalty: number
}

/** What can be done once the alert is raised. */
export const decisions = ["rollBack", "fixAndRetrain", "retrain", "manual"] as const

/** One of {@link decisions}. */
export type Decision = (typeof decisions)[number]

/** All that a learner did in the lab; everything else is computed from it. Runs, versions and weeks count from 1; 0 is none. */
export interface LabState {
  /** At most {@link mostRuns}, in order. */
  readonly runs: readonly Settings[]
  /** For each run, whether its figures by group were looked at. */
  readonly looked: readonly boolean[]
  /** The two runs that stand side by side. */
  readonly compared: readonly [number, number]
  /** The runs behind version 1 and, where there is one, version 2. */
  readonly versions: readonly number[]
  /** Who approves: a place in the list of roles, from 1. */
  readonly approver: number
  readonly isApproved: boolean
  /** Weeks in use so far; 0 while nothing is deployed. */
  readonly weeks: number
  /** The week in which the alert was raised. */
  readonly alertWeek: number
  /** Who receives the alert: a place in the list of receivers, from 1. */
  readonly receiver: number
  /** What the learner says about the contested case: version, run, table and input, each from 1. */
  readonly trace: readonly [version: number, run: number, table: number, input: number]
  /** Whether that was checked and right. */
  readonly isTraced: boolean
  /** What to do: a place in {@link decisions}, from 1. */
  readonly decision: number
  readonly isDecided: boolean
  /** Why the version was approved, in the learner's words. */
  readonly whyApproved: string
  /** Why this decision, in the learner's words. */
  readonly whyDecided: string
}

/** The state before anything was done. */
export const freshLab: LabState = {
  runs: [],
  looked: [],
  compared: [0, 0],
  versions: [],
  approver: 0,
  isApproved: false,
  weeks: 0,
  alertWeek: 0,
  receiver: 0,
  trace: [0, 0, 0, 0],
  isTraced: false,
  decision: 0,
  isDecided: false,
  whyApproved: "",
  whyDecided: "",
}

/** How many roles may approve, and how many people may receive the alert. */
export const [approverCount, receiverCount] = [3, 4]

const settingsCount = 2 ** inputCount * 2 * penaltyCount
const runMarks = Array.from({ length: mostRuns }, () => settingsCount + 1)
const run = mostRuns + 1

/** What an answer is made of: about 80 bits. The texts take what room is free. */
export const labShape: Shape = {
  marks: [
    ...runMarks,
    ...[2 ** mostRuns, run, run, run, run, approverCount + 1, 2],
    ...[weeksInUse + 1, weeksInUse + 1, receiverCount + 1],
    ...[4, run, 4, inputCount + 1, 2, decisions.length + 1, 2],
  ],
  texts: [0, 0],
}

/** The state as an answer. */
export function toAnswer(state: LabState): Answer {
  const bits = (list: readonly boolean[]) => list.reduce((sum, bit, index) => sum + (bit ? 2 ** index : 0), 0)
  return {
    marks: [
      ...runMarks.map((_, index) => {
        const settings = state.runs[index]
        if (!settings) return 0
        return 1 + (bits(settings.inputs) * 2 + settings.table) * penaltyCount + settings.penalty
      }),
      bits(state.looked),
      ...state.compared,
      ...[state.versions[0] ?? 0, state.versions[1] ?? 0],
      ...[state.approver, Number(state.isApproved)],
      ...[state.weeks, state.alertWeek, state.receiver],
      ...[...state.trace, Number(state.isTraced)],
      ...[state.decision, Number(state.isDecided)],
    ],
    texts: [state.whyApproved, state.whyDecided],
  }
}

/** The state that an answer means. What cannot be, in an answer of another version of the course, counts as not done. */
export function fromAnswer(answer: Answer | undefined): LabState {
  const marks = labShape.marks.map((values, index) => {
    const mark = answer?.marks[index] ?? 0
    return mark < values ? mark : 0
  })
  const at = (index: number) => marks[mostRuns + index] ?? 0
  const flags = (mark: number, count: number) => Array.from({ length: count }, (_, index) => (mark >> index) % 2 === 1)
  const runs: Settings[] = []
  for (const mark of marks.slice(0, mostRuns)) {
    const code = mark - 1
    const inputs = flags(Math.floor(code / (2 * penaltyCount)), inputCount)
    if (mark === 0 || !inputs.includes(true)) break
    runs.push({ inputs, table: Math.floor(code / penaltyCount) % 2, penalty: code % penaltyCount })
  }
  const known = (number: number) => (number <= runs.length ? number : 0)
  const first = known(at(3))
  const second = first === known(at(4)) ? 0 : known(at(4))
  const versions = first === 0 ? [] : second === 0 ? [first] : [first, second]
  const isApproved = first > 0 && at(6) === 1
  const weeks = isApproved ? at(7) : 0
  const alertWeek = at(8) >= formWeek && at(8) <= weeks ? at(8) : 0
  const isTraced = alertWeek > 0 && at(14) === 1
  return {
    runs,
    looked: flags(at(0), mostRuns),
    compared: [known(at(1)), known(at(2))],
    versions,
    approver: at(5),
    isApproved,
    weeks,
    alertWeek,
    receiver: at(9),
    trace: [at(10), at(11), at(12), at(13)],
    isTraced,
    decision: at(15),
    isDecided: isTraced && at(15) > 0 && at(16) === 1,
    whyApproved: answer?.texts[0] ?? "",
    whyDecided: answer?.texts[1] ?? "",
  }
}

/** What is to be kept once the figures by group of some runs were looked at. */
export function lookingAt({ looked }: LabState, ...runs: readonly number[]): Pick<LabState, "looked"> {
  return { looked: looked.map((before, index) => before || runs.includes(index + 1)) }
}

/** Whether a reason says anything: three words or more. */
export function saysWhy(reason: string): boolean {
  return reason.trim().split(/\s+/).length >= 3
}

/** The settings of the run behind a version, from 1; nothing while there is no such version. */
export function settingsOfVersion({ runs, versions }: LabState, version: number): Settings | undefined {
  return runs[(versions[version - 1] ?? 0) - 1]
}

/** How many steps the lab has. */
export const stepCount = 8

/** Whether each step is done, in order; none is where one before it is not. */
export function stepsDone(state: LabState): readonly boolean[] {
  const [a, b] = state.compared
  const done = [
    state.runs.length >= 2,
    a > 0 && b > 0 && a !== b,
    state.versions.length > 0,
    state.isApproved,
    state.weeks > 0,
    state.alertWeek > 0 && state.receiver > 0,
    state.isTraced,
    state.isDecided,
  ]
  return done.map((_, index) => done.slice(0, index + 1).every(Boolean))
}
