/** The part of the catalogue (see strings.ts) for kinds that show what was written in another activity. */
export const ownWorkStrings = {
  noText: "There is no text of yours yet.",
  comesFrom: "It comes from what you do here:",
  unanswered: "It comes from an activity that you have not answered.",
  elsewhere: "What you did in another part of the course cannot be seen from here.",
}
