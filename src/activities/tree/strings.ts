/** The part of the catalogue (see ../strings.ts) that the kind `tree` speaks: it stands in its script. */
export const treeStrings = {
  yes: "Yes",
  no: "No",
  way: "Your way so far",
  question: (number: number) => `Question ${number}`,
  outcome: "Outcome",
  back: "Go back one question",
  again: "Start again",
  unused: "You did not use this tree.",
  asList: "Read the whole tree as a list",
  goTo: (number: number) => `go to question ${number}`,
}
