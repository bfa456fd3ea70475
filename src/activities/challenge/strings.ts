/** The part of the catalogue (see ../strings.ts) that the kind `challenge` speaks: it stands in its script. */
export const challengeStrings = {
  place: (number: number, all: number) => `Question ${number} of ${all}`,
  yourAnswer: (number: number) => `Your answer to question ${number}`,
  look: "Your text, to look things up",
  compare: "Compare my answer",
  answerFirst: "Answer first: then you can compare.",
  pointers: "A good answer would speak of these. Which does yours?",
  states: ["covered", "partly", "missed"],
  markAll: "Mark every point first.",
  next: "Next question",
  finish: "Finish",
  done: (covered: number, all: number) => `Done: your answers cover ${covered} of ${all} points in full.`,
  notMarked: "not marked",
}
