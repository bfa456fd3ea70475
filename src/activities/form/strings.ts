/** The part of the catalogue (see ../strings.ts) that the kind `form` speaks: it stands in its script. */
export const formStrings = {
  points: "The points for this count what is complete, not how good it is.",
  completeness: "What is counted here is what is complete, not how good it is.",
  format: "How would you like to write it?",
  formats: { form: "Structured form", report: "Free report", talk: "Talking points" },
  about: {
    form: "A field for each part.",
    report:
      "One text of your own order; the parts stand beside it as a guide. Words are counted over the whole report.",
    talk: "A line for each part, to speak from.",
  },
  kept: "You may change the format at any time: what you wrote in the other one is kept.",
  yourReport: "Your report",
  guide: "What belongs in it",
  pick: (least: number, most: number) =>
    least === most
      ? `Take over ${least} from your earlier work`
      : `Take over ${least} to ${most} from your earlier work`,
  picked: (count: number, most: number) => `${count} of at most ${most} taken over.`,
  untick: "That is all that fits: untick one to take another.",
  nothingToPick: "There is nothing to take over yet.",
  goneMissing: "Something that you had taken over is no longer there, since you changed where it came from.",
  takenOver: "Taken over",
  complete: "Complete",
  stillMissing: "Still missing",
  missingText: "some words of yours",
  missingPicks: (count: number) => (count === 1 ? "1 piece to take over" : `${count} pieces to take over`),
  handIn: "Hand in",
  handInAgain: "Hand in again",
  nothing: "Write something first.",
  handedIn: (best: number, all: number) => `Handed in. Your best counts: ${best} of ${all} parts complete.`,
  now: (complete: number, all: number) => `What stands here now: ${complete} of ${all}.`,
  goOn: "You may go on writing, and hand in again as often as you like.",
  alsoWritten: (format: string) => `Also written, as “${format}”`,
  timer: "Practise aloud, if you like",
  timerAbout: (minutes: number) => `A timer of ${minutes} minutes, for yourself: nothing happens when it ends.`,
  start: "Start the timer",
  pause: "Pause",
  goOnTimer: "Go on",
  reset: "Set back",
  minutesLeft: (minutes: number) => (minutes === 1 ? "1 minute left." : `${minutes} minutes left.`),
  timeIsUp: "The time is up. Finish your sentence.",
}
