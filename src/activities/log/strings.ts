/** The part of the catalogue (see ../strings.ts) that the kind `log` speaks: it stands in its script. */
export const logStrings = {
  entry: (place: number) => `Entry ${place}`,
  entryOf: (place: number, subject: string) => `Entry ${place}: ${subject}`,
  subject: "About",
  taken: (name: string, entry: number) => `${name} (in entry ${entry})`,
  filled: (filled: number, all: number) => `${filled} of ${all} fields filled in`,
  suggested: (names: string) => `Suggested for your path: ${names}.`,
  takeSuggested: "Begin with these",
  compared: (names: string) => `You put side by side: ${names}.`,
  takeCompared: "Begin with what I compared",
  begun: (names: string) => `Your entries are about ${names} now.`,
  asked: (entries: number, need: number, all: number) =>
    entries === 1
      ? `One entry, with at least ${need} of its ${all} fields.`
      : `${entries} entries, each with at least ${need} of its ${all} fields.`,
  save: "Save my log",
  saveAgain: "Save my changes",
  saved: "Your log is saved. You may change it at any time.",
  kept: "What you write is kept as you go.",
  complete: "Your log has all that is asked for.",
  completeUnsaved: "Your log has all that is asked for. Save it.",
  differs: (subject: string, field: string, listed: string) =>
    `${subject}: under “${field}” the comparison says “${listed}”. Keep yours if you have a reason.`,
  numbers: ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
  stillNeeds: (entry: number, count: number, word: string) =>
    `Entry ${entry} still needs ${word} ${count === 1 ? "field" : "fields"}.`,
  needsSubject: (entry: number) => `Entry ${entry} does not say what it is about.`,
  sameSubject: (entry: number, other: number) => `Entry ${entry} is about the same as entry ${other}.`,
  downloadText: "Download as text",
  downloadCsv: "Download as CSV",
  copyHint: "If no file appears, copy it from here:",
  fields: (count: number) => (count === 1 ? "1 field" : `${count} fields`),
  nothing: "Nothing written yet.",
}
