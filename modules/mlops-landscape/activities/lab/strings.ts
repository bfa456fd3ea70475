import type { RunRecord } from "./records.ts"
import type { Decision } from "./state.ts"

/** Keeps what belongs together on one line. */
const together = (words: string) => words.replace(/ /g, "\u00a0")

/** A share of 1 as a whole number of 100. */
export const of100 = (share: number) => together(`${Math.round(share * 100)} of 100`)

/** A whole number with commas between thousands. */
export const count = (value: number) => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",")

/** An index or score with two decimals. */
export const decimal = (value: number) => value.toFixed(2)

const monthDays = [31, 28, 31, 30, 31, 30]
const months = ["January", "February", "March", "April", "May", "June"]

/** The date of a day in a week in use: week 1 begins on 10 February. */
export function dateOf(week: number, day = 0): string {
  let date = 41 + (week - 1) * 7 + day
  let month = 0
  while (date > (monthDays[month] ?? 31)) date -= monthDays[month++] ?? 31
  return together(`${date} ${months[month]}`)
}

// The words of the lab, each an export of its own: the bundler then gives them short names, which `text.name` spells.

export const about = "What the lab is about"
export const madeUp =
  "Veldane is fictional. This page makes up every case, always the same ones. No real person is in the data. The model is real: your browser trains it and scores each case."
export const loading = "The lab is being made ready."
export const steps = "Steps of the lab"
export const stepOf = (step: number, all: number, title: string) => `Step ${step} of ${all}: ${title}`
export const done = "done"
export const itKeeps = "It keeps:"
export const notYet = "not open yet"
export const goOn = (step: number) => `Go on to step ${step}`
export const platform = "What a platform calls this"
export const asTable = "Show as a table"
export const choose = "Choose …"
export const nothing = "Nothing was done in the lab."
export const notDone = "This step was not done."
export const restart = "Start the lab again"
export const restartAsk = "This clears all that you did in the lab."
export const restartYes = "Clear it"
export const restartNo = "Keep it"
export const cleared = "The lab is clear."
export const week = (week: number) => together(`Week ${week}`)
export const run = (run: number) => `Run ${run}`
export const version = (version: number) => together(`Version ${version}`)

export const titles = [
  "Track your runs",
  "Compare two runs",
  "Register a version",
  "Approve it",
  "Put it to work",
  "Watch it",
  "Trace one decision",
  "Decide what happens next",
]
export const short = ["Track", "Compare", "Register", "Approve", "Deploy", "Watch", "Trace", "Decide"]
export const tasks = [
  "Train at least two models that differ. The model guesses whether a home visit would find a problem. Each run is recorded with all that is needed to repeat it.",
  "Put two of your runs side by side. The higher number is not always the better model. See who pays for the mistakes.",
  "Choose the run that is to be used. It becomes version 1. A second version is worth having: something to go back to.",
  "You may not approve what you have not looked at. Check the evidence, choose who approves, and write down why.",
  "Deploy version 1. It scores the cases of a week. Each decision is written to a log that nobody edits.",
  "Let one week after another pass. Decide when to raise the alert, and who receives it.",
  "A complaint has come in. Find what decided this case: the version, the run behind it, and the data behind that.",
  "Decide what happens now. Look at what each choice does to the next four weeks. Then keep one, and say why.",
]
export const open = [
  "To go on: train two runs that differ.",
  "To go on: choose two different runs.",
  "To go on: register a run.",
  "To go on: approve the version.",
  "To go on: deploy the version.",
  "To go on: raise the alert when something has changed.",
  "To go on: find all four links.",
  "To end: keep a decision.",
]
export const jobs = [
  "Experiment tracking",
  "Run comparison",
  "Model registry",
  "Approval and policy gates",
  "Deployment and decision log",
  "Monitoring and alerts",
  "Lineage and audit trail",
  "Roll-back and retraining",
]
export const kept = [
  "Settings, figures, and fingerprints of data and code, for every run",
  "Any two runs side by side, also years later",
  "Which run is which version, and what it was made from",
  "Who approved, when, why, and on what evidence",
  "Each decision with its version, score and reasons",
  "The spread of each field, week by week, and the alert",
  "The way back from a decision to its data and code",
  "The earlier versions, and the steps to train a new one",
]
export const notKept = [
  "What is worth trying",
  "Who pays for the mistakes",
  "Which one to trust",
  "Whether the reasons are good",
  "Whether a model should decide at all",
  "Who listens to the alert",
  "The answer to the person who complained",
  "What is fair to do next",
]

export const data = "Data to train on"
export const tables = ["A quarter", "A year"]
export const samples = "Both are samples. The truth is known only where somebody visited."
export const tableLabel = (name: string, cases: number, print: string) =>
  `${name}: ${count(cases)} cases, fingerprint ${print}`
export const heldOut = (cases: number, print: string) =>
  `All runs are judged on the same ${count(cases)} other cases, fingerprint ${print}. No run has seen them.`
export const changed = "What if one number in the data changes?"
export const changedSays = (name: string, before: string, after: string) =>
  `Add one crown to one income in the table “${name}”, and its fingerprint turns from ${before} to ${after}. So nobody can overwrite the data unnoticed.`
export const looksAt = "What the model may look at"
export const inputs = [
  "Income",
  "People in the household",
  "Self-employed",
  "Months at the address",
  "A document is missing",
  "Earlier findings",
]
export const allInputs = "all six inputs"
export const allBut = "all but"
/** Places of the inputs that are yes or no. */
export const yesNoInputs = [2, 4]
export const yes = "yes"
export const no = "no"
export const penalty = "How strongly it is held back (regularisation)"
export const penalties = ["Weak: it follows the data closely", "Medium", "Strong: it hardly lets any input count"]
export const penaltyNames = ["weak", "medium", "strong"]
export const train = "Train"
export const chooseData = "Choose the data to train on first."
export const chooseInput = "Choose at least one thing the model may look at."
export const choosePenalty = "Choose how strongly it is held back."
export const sameRun = (run: number) =>
  `Run ${run} has the same data, code and settings. It would give the same figures to the last digit. Change something.`
export const runsFull = (most: number) =>
  `The lab keeps ${most} runs, so that your work stays small. A platform keeps all. To train others, start the lab again.`
export const recorded = (run: number, { figures }: RunRecord) =>
  `Run ${run} is recorded. On cases it has not seen, ${of100(figures.all.accuracy)} decisions are right. It finds ${of100(figures.all.found)} problems.`
export const runs = "Your runs"
export const figure = "What is recorded"
export const rowData = "Data"
export const rowCode = "Code"
export const rowSettings = "Settings"
export const rowInputs = "Looks at"
export const rowPenalty = "Regularisation"
export const rowGroups = "Figures by group"
export const looked = "looked at"
export const notLooked = "recorded, not looked at yet"
export const accuracy = "Right decisions"
export const found = "Problems found"
export const needless = "Needless visits"
export const visits = "Sent a visit"
export const gap = "Its chances are off by"
export const points = (share: number) => `${(share * 100).toFixed(1)} points`
export const meaning = "What the figures mean"
export const meanings = [
  ["Right decisions", "A visit where there is a problem, none where there is none (accuracy)."],
  ["Problems found", "Of 100 cases with a problem, how many get a visit (recall)."],
  ["Needless visits", "Of 100 people without a problem, how many get a visit (false positives)."],
  ["Its chances are off by", "How far the chances it states are from what came true (calibration)."],
  ["The simple rule", "A visit whenever a document is missing. A model must do better than that."],
]
export const simpleRule = "Simple rule"

export const firstRun = "First run"
export const secondRun = "Second run"
export const twoRuns = "Choose two different runs."
export const all = "All"
export const selfEmployed = "Self-employed"
export const others = "Not self-employed"
export const comparison = (a: number, one: RunRecord, b: number, other: RunRecord) =>
  `Run ${a} decides ${of100(one.figures.all.accuracy)} cases rightly, and run ${b} ${of100(other.figures.all.accuracy)}. Of the problems, run ${a} finds ${of100(one.figures.all.found)} and run ${b} ${of100(other.figures.all.found)}.`
export const comparisonTitle = (a: number, b: number) => `Runs ${a} and ${b}, all cases`
export const groupsTitle = (runs: readonly number[]) =>
  `Needless visits of ${runs.length === 1 ? `run ${runs[0]}` : `runs ${runs.join(" and ")}`}, by group`
export const lookAtGroups = "Look at the figures by group"
export const lookAtGroupsOf = (run: number) => `Look at the figures by group of run ${run}`
export const groupSentence = (run: number, { figures }: RunRecord) =>
  `Run ${run} sends ${of100(figures.selfEmployed.needless)} self-employed people without a problem a visit, and ${of100(figures.others.needless)} of the others.`

export const runToRegister = "Run to register"
export const register = (version: number) => `Register as version ${version}`
export const withdraw = "Withdraw the registration"
export const chooseRun = "Choose a run first."
export const isRegistered = "This run is registered already. Choose another."
export const registered = (version: number, run: number) =>
  `Run ${run} is now version ${version}. Its record cannot be changed.`
export const withdrawn = "Nothing is registered now."
export const lockedByApproval = "The version is approved. Its record stays as it is."
export const registry = "The registry"
export const madeFrom = "Made from"
export const fallback = "You may register a second run as version 2. In step 8 it is what you can go back to."

export const gates = "What the gate checks"
export const check = "Check"
export const result = "Result"
export const met = "Met"
export const notMet = "Not met"
export const gateLineage = "Data, code and settings are on record"
export const gateRule = (rule: string) =>
  `Decides more cases rightly than the simple rule (${rule}), and finds at least 20 of 100 problems`
export const gateGroups = "The figures by group were looked at"
export const gateOther = "Somebody approves who did not train it"
export const gateReason = "The reason is written down, in three words or more"
export const approver = "Who approves"
export const approvers = [
  "You, who trained it",
  "The service manager, who answers for the decisions",
  "A second data scientist, who did not train it",
]
export const reason = "Why may it be used? Name what you looked at."
export const reasonLabel = "Reason"
export const approve = "Approve"
export const refused = (reasons: readonly string[]) => `The gate refuses. Not met: ${reasons.join("; ")}.`
export const approved = (versions: number) =>
  versions === 1
    ? "Version 1 is approved and may be deployed."
    : "Versions 1 and 2 are approved. Version 1 may be deployed, version 2 stands by."
export const approvedBy = (who: string) => `Approved by: ${who}.`
export const failsRule = "A version that the gate refuses can be withdrawn in step 3. Register a better run there."

export const deploy = "Deploy version 1"
export const deployed = (cases: number, visits: number) =>
  `Week 1: version 1 has scored ${count(cases)} cases. ${count(visits)} of them are sent a visit.`
export const log = "Decision log, the first cases of week 1"
export const caseNumber = "Case"
export const date = "Date"
export const model = "Version"
export const score = "Score"
export const decision = "Decision"
export const reasons = "What moved the score most"
export const visit = "visit"
export const noVisit = "no visit"
export const logNote =
  "A score from 0.50 on means a visit. The reasons are the real parts of the score: plus pushes towards a visit, minus away from it."
export const part = (part: number) => `${part < 0 ? "−" : "+"}${Math.abs(part).toFixed(1)}`

export const nextWeek = "Next week"
export const raise = "Raise the alert"
export const receiver = "Who receives the alert"
export const receivers = [
  "The shared mailbox of the data team",
  "Tomas, who runs the model and may switch it off",
  "The web team, who launched the form",
  "Nobody now: it goes into the yearly report",
]
export const received = [
  "A mailbox has no owner. It is read when somebody has time, and nobody in it may stop the model.",
  "He can look at once, and he may stop the model. An alert needs both.",
  "They can mend the form. They cannot stop the model, so somebody else must hear of it too.",
  "The report comes once a year. Until then nobody may stop the model.",
]
export const nobody = "nobody"
export const chooseReceiver = "Choose who receives the alert first."
export const falseAlarm = (week: number, index: number) =>
  `Week ${week}: somebody looks and finds nothing. The index is ${decimal(index)}. Too many such alerts, and nobody looks. The alert is closed; go on.`
export const raised = (week: number, weeksSince: number, needless: number) =>
  `You raised the alert in week ${week}, ${weeksSince === 0 ? "the very week the form changed" : weeksSince === 1 ? "one week after the form changed" : `${weeksSince} weeks after the form changed`}. By then ${count(needless)} self-employed people without a problem had been sent a visit.`
export const raisedQuietly = (index: string) =>
  `The index alone (${index}) would not have told you. The mean income by group did.`
export const tooLate = "The ombudsman’s letter came first, in week 11."
export const harmsNobody = "None of them because of the form: your model does not look at the income."
export const weeksTitle = "Stability index of the income field, week by week"
export const weekSentence = (week: number, index: number, state: string, self: number, others: number) =>
  `Week ${week}, from ${dateOf(week)}: the index of the income field is ${decimal(index)}: ${state}. Sent a visit: ${of100(self)} of the self-employed, ${of100(others)} of the others.`
export const quiet = "quiet"
export const look = "look closer"
export const act = "act"
export const actLine = "0.20: act"
export const lookLine = "0.10: look closer"
export const indexNote =
  "The index tells how differently a field is spread now than in the training data. It needs no outcomes, so it is known on the first day. By custom one looks closer from 0.10, and acts from 0.20."
export const weekTable = "Week by week"
export const weekHead = "Week"
export const indexIncome = "Index: income"
export const indexRest = "Index: largest of the other fields"
export const meanSelf = "Mean income field, self-employed"
export const meanOthers = "Mean income field, others"
export const visitsSelf = "Sent a visit, self-employed"
export const visitsOthers = "Sent a visit, others"
export const letter = "Week 11: the ombudsman’s letter arrives. Complaints from self-employed people have tripled."
export const noLetter = (found: number) =>
  `Week 11: no letter comes. Your model does not look at the income. But of the problems it finds only ${of100(found)}.`
export const lastWeek = "The lab ends its weeks here. Raise the alert now."

export const complaint = (date: string) => `“On ${date} you decided to send somebody to my home. My number is`
export const complained = "Nobody found anything. I wait for my money. What decided this, and on what data?”"
export const lookUp = "Look up a case number in the decision log"
export const lookUpHint = "The number stands in the complaint."
export const notInLog = "The log has no case with this number."
export const entry = "What the log says"
export const traceLegend = "What decided the case of the complaint?"
export const traceInput = "What moved its score most?"
export const traceVersion = "Which version decided?"
export const traceRun = "Which run is behind that version?"
export const traceData = "Which data was that run trained on? (fingerprint)"
export const oldFile = "The file “final_use_this”"
export const checkTrace = "Check"
export const traceWrong = (wrong: readonly string[]) =>
  `Not right yet: ${wrong.join(" ")} Look it up in the records above.`
export const traceRight = "All four links are right."
export const chain = "The way back"
export const chainLog = (id: string, date: string, score: string) => `Decision ${id} of ${date}: score ${score}, visit`
export const chainVersion = (who: string) => `Version 1, approved by: ${who}`
export const chainRun = (run: number, code: string) => `Run ${run}, code ${code}`
export const chainData = (name: string, print: string) => `Training data “${name}”, fingerprint ${print}`
export const cause = (income: string, monthly: string, score: number) =>
  `The income field held ${income}. It is the income of a year. By the month it would be ${monthly}, and the score ${decimal(score)}${score < 0.5 ? ": no visit" : ""}. The form changed; the model did not know.`
export const noCause = "The income was not what decided here: your model does not look at it."
export const records = "The records"

export const decisionLegend = "What happens next?"
export const decisions = {
  rollBack: "Roll back to version 2",
  fixAndRetrain: "Turn yearly into monthly income in the code, then train a new version",
  retrain: "Train a new version on the newest data, as it is",
  manual: "Switch the model off: staff use the simple rule",
} satisfies Record<Decision, string>
export const rollBackNone = "Roll back to the version before"
export const nothingToRollBack =
  "The registry holds one version only. There is nothing to go back to. Choose something else."
/** What follows from a decision, by whether version 1 looks at the income, and version 2 where there is one. */
export const says = {
  rollBack: (first: boolean, second: boolean) =>
    !second
      ? "Going back is fast, and version 2 does not read the income. Compare what it finds with what you had."
      : first
        ? "Going back is fast. But version 2 reads the same field, so the same thing happens. The world had changed, not the model."
        : "Going back is fast. But version 2 reads the income, which version 1 left out. Only now does the new form do harm.",
  fixAndRetrain: (first: boolean) =>
    first
      ? "The code now reads the period beside the income. A new version must pass steps 3 and 4 before it is used."
      : "The code is mended, but your model does not look at the income. All that is new for it are the cases of these weeks.",
  retrain: (first: boolean) =>
    first
      ? "The new data holds months and years in one field. The model learns from a muddle, and trusts the income less."
      : "The new data holds months and years in one field, but your model does not look at it. All that is new for it are the cases of these weeks.",
  manual: () =>
    "No score decides any more. The simple rule is crude, but everybody understands it, and it works today.",
}
export const newRun = (run: number, record: RunRecord) =>
  `Recorded as run ${run}: ${count(record.cases)} cases, data ${record.data}, code ${record.codePrint}. On the held-out cases ${of100(record.figures.all.accuracy)} are right.`
export const aftermathTitle = (from: number, to: number) => `Weeks ${from} to ${to}: needless visits`
export const leftAsIs = "Left as is"
export const withDecision = "Your choice"
export const aftermathSentence = (self: number, before: number, others: number, found: number) =>
  `Needless visits to the self-employed: ${of100(self)}, instead of ${of100(before)}. To the others: ${of100(others)}. Problems found: ${of100(found)}.`
export const whyDecided = "Why this, in one sentence?"
export const keep = "Keep this decision"
export const chooseDecision = "Choose what happens next first."
export const writeReason = "Write a sentence that says why."
export const decisionKept = "Your decision is kept."

export const summary = "What you did"
export const summaryTable = "What a platform would have kept for you, and what stays with people"
export const step = "Step"
export const job = "Job of a platform"
export const keeps = "What it keeps"
export const stays = "What stays with people"

/** What figures and groups are called, by their names in the figures. */
export const figureNames = { accuracy, found, needless, visits } as const
export const groupNames = { all, selfEmployed, others } as const
