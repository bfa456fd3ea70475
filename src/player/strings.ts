/**
 * Every word of the interface, by the part of it that speaks: one catalogue, so that a translation is one object of the
 * same type. What authors write is not here. Times and numbers come in as the course's language writes them.
 */
export const strings = {
  /** Language of this catalogue. */
  language: "en",
  shell: {
    skip: "Skip to the page",
    menu: "Menu",
    glossary: "Glossary",
    help: "Help",
    close: "Close",
    saveAndExit: "Save and exit",
    exit: "Exit",
    steps: "Phases of the course",
    stepDone: "done",
    where: (phase: string, page: number, pages: number) => `${phase}, page ${page} of ${pages}`,
    documentTitle: (page: string, where: string, course: string) => `${page} – ${where} – ${course}`,
    back: "Back",
    next: "Continue",
    elsewhere: "In another phase",
    backTo: (page: string) => `Back to “${page}”`,
    turn: "Turn the page",
    toResults: "To my results",
    toCourse: "Back to the course",
    resultsTitle: "My results",
    loading: "Loading this part of the course…",
    loadFailed: "This part of the course could not be loaded. Check your connection; your work is safe.",
    activityFailed: "This activity could not be shown. Go on with the rest; your work is safe.",
    tryAgain: "Try again",
  },
  save: {
    nothingYet: "Ready",
    saved: (time: string) => `Saved ${time}`,
    saving: "Saving…",
    unsaved: (time: string) => `Not saved since ${time}: trying again`,
    unsavedLost: (time: string) => `Not saved since ${time}: the connection to your learning system is gone`,
    lostAdvice:
      "Your latest work is kept in this browser. Close this window and open the course again from your learning system: it will be handed over then.",
    savedAgain: "Your work is saved again.",
    finished: (time: string) => `Saved ${time}. This session has ended.`,
    reload: "Your browser put this page aside. Load it anew to go on.",
    notRecorded: "Not recorded",
    review: "Review: nothing is recorded",
    browse: "Preview: nothing is recorded",
  },
  launch: {
    takenOverTitle: "You continued in another tab",
    takenOver: "Your work up to here went with you. You can close this tab.",
    unreadable:
      "Your learning system handed over earlier work that cannot be read: it is damaged, or not of this course. You begin anew; results that were recorded stay.",
    resumed:
      "Work from your last session had not reached your learning system. It was found in this browser and added.",
  },
  /** Names of the paths that courses have unless their author renames them. */
  paths: { foundations: "Foundations", core: "Core", advanced: "Advanced" } as Readonly<Record<string, string>>,
  exit: {
    title: "Your work is saved",
    endedTitle: "You have left the course",
    ended: "You can close this window now.",
    text: "You can close this window now. Next time you will be back at the page you left.",
    textPhase: "You can close this window now. The list in your learning system opens any other phase.",
    failedTitle: "Your latest work is not saved yet",
    failed:
      "Your learning system did not take it. It is kept in this browser and will be handed over when you open the course here again.",
    tryAgain: "Try to save again",
  },
}

/** The words of cmi5 launches alone: they stand in no other package. */
export const cmi5Strings = {
  noReload:
    "Do not reload this page. This browser keeps nothing for this site, so reloading ends your session. Your saved work stays safe: to go on with it, open the course again from your learning system.",
}
