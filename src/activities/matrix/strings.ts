/** The part of the catalogue (see ../strings.ts) that the kind `matrix` speaks: it stands in its script. */
export const matrixStrings = {
  level: (level: string) => `Level of the case: ${level}`,
  steps: ["Gates", "Weights", "Scores", "Ranking", "Choice"],
  stepList: "Steps of the matrix",
  next: (step: string) => `Go on: ${step}`,
  progress: {
    gates: (done: number, all: number) => `${done} of ${all} marked`,
    weights: (sum: number) => `add up to ${sum}`,
    scores: (done: number, all: number) => `${done} of ${all} given`,
    ranking: (names: string) => `first: ${names}`,
    noRanking: "not yet",
    choice: (names: string) => names,
    noChoice: "not made yet",
  },
  workedExample: "Worked example",

  gatesHint:
    "A gate is a duty: no score can make up for it. Say of each whether it applies here. Where it does, say how each candidate passes it.",
  gate: (id: string) => `Gate ${id}`,
  required: "Required here",
  notRequired: "Not required here",
  results: ["not judged", "passes", "passes on a condition", "fails"],
  chooseResult: "Choose …",
  resultLabel: (candidate: string, gate: string) => `${candidate}, gate ${gate}`,
  allAlike: (result: string) => `Each candidate ${result}.`,
  allJudged: "Each candidate is judged.",
  passRest: "The rest pass",
  passRestLabel: (gate: string) => `The rest pass gate ${gate}`,
  condition: "On which condition?",

  weightsHint:
    "Share out 100 points before you look at scores. Begin with a set of weights, or with none, and move points until the weights say what matters here.",
  beginWith: "Begin with",
  weightProblem: "Write a whole number from 0 to 100.",
  neededHint: "Not 0: it may not be bought off.",
  sum: (sum: number) => `Together: ${sum} of 100.`,
  sumLeft: (points: number) =>
    points === 1 ? "1 point is still to be given." : `${points} points are still to be given.`,
  sumOver: (points: number) => (points === 1 ? "1 point is too much." : `${points} points are too many.`),
  sumRight: "That is right.",

  scoresHint:
    "Score one criterion after the other, all candidates in it. Write the evidence beside a score: a source and a date, or what is still to be asked.",
  scaleTitle: "What the scores mean",
  scoreOf: (candidate: string, criterion: string) => `Score of ${candidate} in ${criterion}`,
  evidence: "Evidence",
  notScored: "Score …",
  weight: (weight: number) => `weight ${weight}`,
  noWeight: "no weight yet",
  scoredOf: (done: number, all: number) => `${done} of ${all} scored`,
  reading: "One reading, to compare with yours",
  readingAbout: "It is no ranking of products. Where yours differs, your evidence counts.",

  rankingHint: "It is reckoned anew with every change. Each total is out of 100.",
  notWeighed: (sum: number) => `Your weights add up to ${sum}. Bring them to 100 to see a ranking.`,
  notScoredYet: "No candidate is scored in full yet.",
  yourWeights: "Your weights",
  ranking: "Ranking",
  tied: "tied",
  place: (place: number, tied: boolean) => (tied ? `${place}, tied` : `${place}`),
  soFar: (scored: number, all: number) => `so far: ${scored} of ${all} criteria scored`,
  noneScored: "not scored yet",
  out: (gates: string) => `out: fails ${gates}`,
  onCondition: (gates: string) => `on a condition: ${gates}`,
  first: (name: string, total: string) => `First: ${name} with ${total}.`,
  tie: (names: string, total: string) => `A tie: ${names}, each with ${total}.`,
  nearTie: (name: string, points: string) =>
    `${name} is only ${points} points behind. Scores are not as exact as that: treat it as a tie, and say what tips it.`,
  noChange: (criterion: string, points: number) =>
    `Your result depends most on ${criterion}. Even so, no move of ${points} points between two criteria changes the winner.`,
  noChangeTie: (criterion: string, points: number) =>
    `Your result depends most on ${criterion}. Even so, no move of ${points} points between two criteria ends the tie.`,
  leadLeft: (points: string) => `The smallest lead that such a move leaves is ${points} points.`,
  changes: (criterion: string, points: number, from: string, to: string) =>
    `Your result depends most on ${criterion}: moving ${points} points from ${from} to ${to} changes the winner.`,
  changesTie: (criterion: string, points: number, from: string, to: string) =>
    `Your result depends most on ${criterion}: moving ${points} points from ${from} to ${to} ends the tie.`,
  thenFirst: (names: string) => `Then ${names} is first.`,
  thenTied: (names: string) => `Then ${names} tie.`,
  sensitivity: "What it depends on",
  table: "The scores behind it",
  candidate: "Candidate",
  total: "Total",
  weightRow: "Weight",
  others: "The same scores, other weights",
  othersHint:
    "A result that stands under other weights is worth more than one that does not. Run at least one other set.",
  run: (preset: string) => `Run “${preset}”`,
  sets: "Sets of weights",
  weights: "Weights",
  firstIs: (names: string) => `first: ${names}`,
  byPreset: (preset: string) => `By the weights “${preset}”`,
  isFirst: (name: string, total: string) => `${name} is first with ${total}.`,
  areFirst: (names: string, total: string) => `${names} tie with ${total} each.`,
  nobody: "nobody yet",
  isOut: "out",

  choiceHint:
    "The ranking informs the choice; it does not make it. Choose one candidate, or two that you combine, and stand by your reasons.",
  choice: "My choice",
  combined: "Combined with (if you like)",
  noChoice: "Choose …",
  alone: "nothing: one candidate alone",
  combination: (weakest: string) =>
    weakest === ""
      ? "A combination is scored as its better part."
      : `A combination is scored as its weakest part in ${weakest}, and as its better part in the rest. It has to pass every gate with both parts.`,
  choiceTotal: (names: string, total: string) => `${names}: ${total} of 100.`,
  choiceUnscored: (names: string) => `${names}: not scored in full yet.`,
  choiceUnweighed: (names: string) => `${names}: the weights do not add up to 100 yet.`,
  following: "It passes your gates and is among your two best.",
  failing: (gates: string) => `It fails a gate of yours (${gates}).`,
  holdsOn: (conditions: string) => `It holds only on this condition: ${conditions}.`,
  conditionMissing: (gates: string) => `It passes ${gates} on a condition that you have not written down.`,
  notAmong: "It is not among your two best.",
  reason: "Why you choose it all the same",
  reasonHint: "You go against your own matrix. That is allowed, with a reason on record.",

  handIn: "Hand in",
  handInAgain: "Hand in again",
  nothing: "Fill in the matrix first: nothing is marked yet.",
  stillOpen: "Still open",
  openGates: (count: number) => (count === 1 ? "1 gate" : `${count} gates`),
  openResults: (count: number) => (count === 1 ? "1 candidate at a gate" : `${count} candidates at gates`),
  openConditions: (count: number) => (count === 1 ? "1 condition" : `${count} conditions`),
  openWeights: (sum: number) => `weights that add up to 100 (now ${sum})`,
  openScores: (count: number) => (count === 1 ? "1 score" : `${count} scores`),
  openRun: "another set of weights",
  openChoice: "the choice",
  openReason: "the reason for it",
  mayHandIn: "You may hand in all the same, and again later: the best counts.",
  handedIn: "Handed in.",
  goOn: "You may go on, and hand in again as often as you like. The best counts.",
  pointsTitle: "How your points come about",
  pointsNow: (now: string, all: number, best: string) =>
    now === best
      ? `It earns ${now} of ${all} points.`
      : `As it stands it would earn ${now} of ${all} points. Your best counts: ${best}.`,
  whole: "Done.",
  partly: "Not all yet.",
  pointsGates: (percent: number) => `Gates: ${percent}% marked as the case asks for.`,
  pointsExceptions: (percent: number) => `Conditions and fails at the gates: ${percent}% found and stated.`,
  pointsScores: (near: number, all: number) =>
    `Scores: ${near} of ${all} are within 1 of the reference, or have their evidence beside them.`,
  lookAgain: (criteria: string) => `Look again at: ${criteria}.`,
  pointsWeights: (isEarned: boolean) =>
    isEarned
      ? "Weights: they add up to 100, and none that is needed is 0."
      : "Weights: not yet. They must add up to 100, and none that is needed may be 0.",
  pointsSensitivity: (isEarned: boolean) =>
    isEarned ? "Other weights: run and recorded." : "Other weights: not yet. Run a set that is not yours.",
  pointsChoice: (isEarned: boolean) =>
    isEarned
      ? "Choice: it follows from your ranking, or has its reason."
      : "Choice: not yet. It must pass your gates and be among your two best, or have a reason.",
  whyPoints: "There is no correct platform here. Points are for a ranking that can be followed and checked.",
  presets: "Beside other weights",
  selection: "Choice",
  override: "Reason for the choice",
  gates: "Gates",
  scores: "Scores",
  evidenceIn: (candidate: string, criterion: string) => `${candidate}, ${criterion}`,

  /** What an LMS is told of, by the ids of the steps in a response. */
  told: {
    choice: "The choice",
    winner: "First in the ranking",
    top: "First and second, with their totals",
    gates: "Gates that are required",
    weights: "Weights, in the order of the criteria",
    condition: "Gates passed on a condition, and by whom",
    fails: "Gates failed, and by whom",
    runs: "First by other sets of weights",
    reason: "Whether a reason for the choice is given",
    scores: "Scores of each candidate, a digit for each criterion",
    notes: "How many pieces of evidence are written",
  },
}
