/** The part of the catalogue (see player/strings.ts) that activities speak: loaded with them. */
export const activityStrings = {
  check: "Check my answer",
  tryAgain: "Try again",
  keep: "Keep my answer",
  change: "Change my answer",
  right: "Right",
  wrong: "Not right",
  partly: "Partly right",
  note: "Note",
  yourAnswer: "Your answer",
  yourAnswerRight: "Your answer: right",
  yourAnswerWrong: "Your answer: not right",
  rightAnswer: "Right answer",
  notAnswered: "Not answered.",
  notChecked: "Not checked yet.",
  explanation: "Explanation",
  practice: "Practice: it does not count.",
  worth: (points: number) => (points === 1 ? "Worth 1 point." : `Worth ${points} points.`),
  tries: (count: number) => (count === 1 ? "You have 1 try." : `You have ${count} tries.`),
  triesLeft: (count: number) => (count === 1 ? "1 try left." : `${count} tries left.`),
  noTriesLeft: "No tries left.",
  someRight: (right: number, all: number) => `${right} of ${all} right.`,
  netRight: (right: number, wrong: number, level: number, all: number) =>
    wrong === 0 ? `${level} of ${all} right.` : `${right} right less ${wrong} not right: ${level} of ${all}.`,
  bestCounts: (level: number, all: number) => `Your best try counts: ${level} of ${all}.`,
  sameAnswer: "You gave this answer before. Change it first.",
  tooLong: (most: number) => `Write at most ${most} characters.`,

  chooseOne: "Choose an answer first.",
  chooseSome: "Choose at least one answer first.",
  severalHint: "Choose every answer that is right.",

  chooseEach: (item: string) => `Choose an answer for every row. Still open: ${item}.`,
  open: "Choose …",
  none: "none",

  moveUp: "Move up",
  moveDown: "Move down",
  moveHint: "Move the items until their order is right.",
  moved: (item: string, place: number, all: number) => `${item}: now ${place} of ${all}.`,
  alreadyFirst: (item: string) => `${item} is already first.`,
  alreadyLast: (item: string) => `${item} is already last.`,
  moveFirst: "Nothing has been moved yet. Put the items in order first.",
  followsRightly: "Follows rightly on the one before.",
  followsWrongly: "Does not follow on the one before.",
  inPlace: (right: number, all: number) => `${right} of ${all} items follow rightly on the one before.`,
  rightOrder: "The right order",
  yourOrder: "Your order",

  writeNumber: "Write a number first.",
  notANumber: (text: string) => `“${text}” is not a number. Write digits, for example 12.5.`,
  range: (least: string, most: string) => `${least} to ${most}`,
  writeAnswer: "Write an answer first.",

  before: "Before",
  now: "Now",
  notAnsweredBefore: "You did not answer this the first time.",
  askedElsewhere: "What you said the first time stands in another phase, and cannot be seen from here.",
  unchanged: "Your answer is the same as before.",
  movedUp: (steps: number) =>
    steps === 1 ? "One step further up the scale than before." : `${steps} steps further up the scale than before.`,
  movedDown: (steps: number) =>
    steps === 1 ? "One step further down the scale than before." : `${steps} steps further down the scale than before.`,
  changed: "You see it differently than before.",
  answerKept: "Your answer is kept. You may change it at any time.",

  starters: "You could begin with",
  words: (count: number) => (count === 1 ? "1 word" : `${count} words`),
  wordsOf: (count: number, goal: number) => `${count} of about ${goal} words`,
  wordsOfLeast: (count: number, least: number) => `${count} of at least ${least} words`,
  roomLeft: (words: number) =>
    words === 0
      ? "Your learning system has hardly any room left for this text."
      : `Your learning system keeps about ${words} more words of this text.`,
  roomNearlyFull:
    "This text nearly fills its room on your learning system. What goes beyond it stays in this browser only: download your work before you leave.",
  roomFull:
    "Your learning system has no room for more of this text. What goes beyond stays in this browser only: download your work before you leave.",
  partMissing:
    "You wrote more of this in another browser. Your learning system could not keep its end, so it is missing here.",

  stepsDone: (done: number, all: number) => `${done} of ${all} done`,
  done: "Done",
  notDone: "Not done",
  notes: "Your notes",

  choosePath: "Choose your path",
  pathNow: (path: string) => `You are on the path “${path}” now.`,
  pathSuggested: (count: number, most: number, path: string) =>
    `You reached ${count} of ${most} in the questions before. We suggest the path “${path}”. You may choose another.`,
  pathTicked: (count: number, most: number, path: string) =>
    `You ticked ${count} of ${most} before. We suggest the path “${path}”. You may choose another.`,
  pathUnanswered: "Answer the questions before this one to get a suggestion, or choose for yourself.",
  suggested: "Suggested",
  takePath: "Take this path",
  changePath: "Change my path",
  pathTaken: (path: string) => `You chose the path “${path}”. You may choose another at any time.`,
  choosePathFirst: "Choose a path first.",

  reveal: {
    commit: "Keep my answer and see other views",
    writeFirst: "Write your own answer first: the other views come after it.",
    later: "You will see other views once you have answered.",
    first: "Your first answer",
    views: "Other views",
    revise: "What would you change in your answer now?",
    begin: "Begin with my first answer",
    stay: "Leave my answer as it is",
    stays: "You left your answer as it is. You may still revise it.",
    left: "Left as it is",
    revised: "Your revised answer",
  },
}
