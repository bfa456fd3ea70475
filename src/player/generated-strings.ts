/** The texts of pages made from a bare plan; apart from the rest, since they are needed only when a course is built. */
export const generated = {
  levels: {
    Remembering: "Remembering",
    Understanding: "Understanding",
    Applying: "Applying",
    Analyzing: "Analyzing",
    Evaluating: "Evaluating",
    Creating: "Creating",
  },
  objectives: "You will be able to",
  time: "Time",
  audience: "For",
  materials: "You need",
  helps: "It helps to have",
  knownHow: "You can check that for yourself on the next page.",
  toComplete: "To complete it",
  openPages: "open every page",
  answerCounting: (mark: string | undefined) =>
    mark === undefined ? "answer what counts" : `answer what counts (${mark} of the points to pass)`,
  sayBefore: "say how sure you are of each objective at the start",
  sayTwice: "say how sure you are of each objective, once at the start and once at the end",
  todo: (things: readonly string[]) => {
    const last = things.length > 1 ? `, and ${things[things.length - 1]}` : ""
    const all = `${(things.length > 1 ? things.slice(0, -1) : things).join(", ")}${last}.`
    return `${all.charAt(0).toUpperCase()}${all.slice(1)}`
  },
  toPass: (mark: string) => `To pass, earn ${mark} of the points.`,
  stillOpen: "Under “My results” you see what is still open.",
  sittings: "Take it in as many sittings as you like: your place and your answers are kept.",
  way: "The way through",
  duration: (minutes: number) => {
    const hours = Math.floor(minutes / 60)
    const rest = minutes % 60
    const parts = [
      ...(hours > 0 ? [`${hours} ${hours === 1 ? "hour" : "hours"}`] : []),
      ...(rest > 0 || hours === 0 ? [`${rest} ${rest === 1 ? "minute" : "minutes"}`] : []),
    ]
    return `About ${parts.join(" ")}`
  },
  start: "Where you start",
  known: "Tick what you could explain to a colleague today.",
  path: "Which path would you like to take?",
  before: "How sure are you now?",
  beforeHow: "There is no right answer. You will be asked again at the end.",
  scale: ["Not at all sure", "A little sure", "Fairly sure", "Very sure", "Completely sure"],
  canDo: "How sure are you that you can do this?",
  task: "What to do",
  aloneHow:
    "The plan was written for a group. Where it says to discuss or present, write down what you would say; then read it as a critical colleague would, and add what they would ask.",
  phases: {
    engage: {
      name: "Engage",
      promise: "begin with what you know",
      why: "New knowledge holds when it ties in with experience. You begin with a situation and with what you already think about it, before anybody tells you.",
    },
    explore: {
      name: "Explore",
      promise: "look around for yourself",
      why: "You look into the subject with your own eyes and keep notes. What you find here is what the next phase makes sense of.",
    },
    explain: {
      name: "Explain",
      promise: "put it into words",
      why: "You bring what you found into order and into words: the clearest test of whether you have understood something.",
    },
    elaborate: {
      name: "Elaborate",
      promise: "use it on a case",
      why: "You apply what you have learned to a situation that is new, and give your reasons. That is what the work will ask of you.",
    },
    evaluate: {
      name: "Evaluate",
      promise: "see how far you have come",
      why: "You look back on what you made and thought, compare it with where you began, and decide what comes next.",
    },
  },
  steps: "Tick off each step when you have done it, and note what came of it.",
  notes: "Your notes",
  applications: "Where this meets your work",
  closest: "Which of these is closest to your own work?",
  closestWhy: "Where have you met it, and what made it hard?",
  safety: "Before you try anything out",
  safetyWhy: "Some mistakes cannot be taken back. Read these first.",
  safetyRead: "Tick each one when you know what it means for you.",
  safetyOwn: "Which of these is the greatest risk where you work, and whom would you ask before you begin?",
  groundwork: "Firm ground first",
  groundworkWhy: "The course builds on these. You need no expert knowledge, only an idea of each.",
  groundworkHow: "Look each one up or ask a colleague, and tick it off.",
  groundworkNote: "What it is, in one sentence",
  connections: "Who else has a part in it",
  connectionsHow: "Think of somebody from each of these fields, and of one question you would ask them.",
  connectionsNote: "Whom I would ask, and what",
  concepts: "Key concepts in your own words",
  conceptsHow: "What you write here becomes your glossary: open it with the button at the top.",
  conceptsTick: "Explain each one as you would to a colleague who has never met it. Tick it when you are content.",
  ownWords: "In your own words",
  further: "Go further",
  furtherHow: "Choose at least one, and note what you found.",
  reflection: "Looking back",
  reflectionHow: "Write for yourself. A few sentences are enough; what you write stays with your saved work.",
  metacognition: "How you thought",
  after: "How sure are you now?",
  afterHow: "The same questions as at the start. How you answered then is not shown before you answer now.",
  next: "Where to go from here",
  extensions: "To go deeper",
  resources: "To read and watch",
  plan: "What will you do differently, and by when? Name one thing.",
}
