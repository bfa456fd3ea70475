import type { Kind, OwnData, Quote } from "lessonpack/activity"
import { decisions, fromAnswer, labShape, stepsDone } from "./state.ts"
import * as text from "./strings.ts"
import { decisionInWords, didInWords } from "./words.ts"

/** Short words for an LMS's report. */
const steps = ["track", "compare", "register", "approve", "deploy", "watch", "trace", "decide"]
const approvers = ["trainer", "manager", "colleague"]
const receivers = ["mailbox", "owner", "webteam", "report"]

/** One cycle of MLOps with a small real model. The marks are what the learner did, the texts two reasons: see state.ts. */
export const kind: Kind<OwnData> = {
  name: "lab",
  redraft: true,
  shape() {
    return labShape
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(_, answer) {
    const state = fromAnswer(answer)
    const done = stepsDone(state)
    const results = [
      String(state.runs.length),
      state.compared.join("-"),
      state.versions.join("-"),
      approvers[state.approver - 1] ?? "",
      "v1",
      `week${state.alertWeek}-${receivers[state.receiver - 1] ?? ""}`,
      "found",
      decisions[state.decision - 1] ?? "",
    ]
    const response = steps.flatMap((step, index) => (done[index] ? [`${step}[.]${results[index]}`] : []))
    return { type: "performance", response: response.join("[,]"), patterns: [] }
  },
  components() {
    return { steps: steps.map((id, index) => ({ id, text: text.titles[index] ?? id })) }
  },
  print(_, answer) {
    return didInWords(fromAnswer(answer))
  },
  quotes(_, answer) {
    const state = fromAnswer(answer)
    const quotes: readonly (Quote | false)[] = [
      state.whyApproved.trim() !== "" && { key: 0, label: "Lab: why approved", text: state.whyApproved.trim() },
      state.alertWeek > 0 && {
        key: 1,
        label: "Lab: drift seen",
        text: `I raised the alert in week ${state.alertWeek}; it went to: ${text.receivers[state.receiver - 1] ?? text.nobody}.`,
      },
      state.isTraced && {
        key: 2,
        label: "Lab: decision traced",
        text: `I traced one decision to version 1, run ${state.versions[0]}, and its data.`,
      },
      state.isDecided && { key: 3, label: "Lab: decision", text: `${decisionInWords(state)}.` },
      state.whyDecided.trim() !== "" && { key: 4, label: "Lab: why decided", text: state.whyDecided.trim() },
    ]
    return quotes.filter((quote) => quote !== false)
  },
  mostQuotes() {
    return 5
  },
}
