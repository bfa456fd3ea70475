import { formWeek } from "./cases.ts"
import { decisions, type LabState, type Settings } from "./state.ts"
import * as text from "./strings.ts"

/** The settings of a run in words. */
export function settingsInWords({ inputs, table, penalty }: Settings): string {
  return `${text.tables[table]}; ${inputsInWords(inputs)}; ${text.penaltyNames[penalty]}`
}

/** What a model looks at, in words: short where it looks at nearly all. */
export function inputsInWords(inputs: readonly boolean[]): string {
  const names = text.inputs.map((name) => name.charAt(0).toLowerCase() + name.slice(1))
  const used = names.filter((_, index) => inputs[index])
  const left = names.filter((_, index) => !inputs[index])
  if (left.length === 0) return text.allInputs
  return left.length <= 2 ? `${text.allBut} ${left.join(", ")}` : used.join(", ")
}

/** A decision in words, as the lab at hand offers it. */
export function decisionInWords({ decision, versions }: LabState): string {
  const chosen = decisions[decision - 1]
  if (!chosen) return ""
  return chosen === "rollBack" && versions.length < 2 ? text.rollBackNone : text.decisions[chosen]
}

/** What a learner did, a line each. */
export function didInWords(state: LabState): readonly string[] {
  const [a, b] = state.compared
  const { alertWeek, versions } = state
  const since = alertWeek - formWeek
  return [
    ...state.runs.map((settings, index) => `Run ${index + 1}: ${settingsInWords(settings)}.`),
    ...(a > 0 && b > 0 && a !== b ? [`Compared runs ${a} and ${b}.`] : []),
    ...versions.map((run, index) => `Registered run ${run} as version ${index + 1}.`),
    ...(state.isApproved ? [`Approved by: ${text.approvers[state.approver - 1] ?? ""}.`] : []),
    ...(state.whyApproved.trim() === "" ? [] : [`Reason for the approval: ${state.whyApproved.trim()}`]),
    ...(state.weeks > 0 ? [`Version 1 in use for ${state.weeks} ${state.weeks === 1 ? "week" : "weeks"}.`] : []),
    ...(alertWeek > 0
      ? [
          `Raised the alert in week ${alertWeek}, ${since === 0 ? "the week of the new form" : `${since} ${since === 1 ? "week" : "weeks"} after the new form`}.`,
        ]
      : []),
    ...(alertWeek > 0 && state.receiver > 0 ? [`Alert to: ${text.receivers[state.receiver - 1] ?? ""}.`] : []),
    ...(state.isTraced ? ["Traced a contested decision to its version, run and data."] : []),
    ...(state.isDecided ? [`Decided: ${decisionInWords(state)}.`] : []),
    ...(state.whyDecided.trim() === "" ? [] : [`Reason for the decision: ${state.whyDecided.trim()}`]),
  ]
}
