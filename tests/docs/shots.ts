import type { Locator, Page } from "playwright-core"
import { words } from "../browser/words.ts"
import { activityShot, answerPoll, goTo, handIn, inLms, press, type Shot, turn, write } from "./acts.ts"
import { kindShots } from "./kind-shots.ts"

const example = "docs/example"
const mlops = "modules/mlops-landscape"
/** The same plan, without anything that its folder adds to it. */
const plan = "modules/mlops-landscape/lesson.md"

/** Every picture of the guides, by its name in docs/images. */
export const shots: Readonly<Record<string, Shot>> = {
  course: { ...inLms(mlops), width: 1280, height: 860, take: welcome },
  "course-phone": { ...inLms(mlops), width: 390, height: 600, isDark: true, take: welcome },
  "plan-opening": {
    ...inLms(plan),
    height: 1000,
    async take(tab) {
      await goTo(tab, "Explore: look around for yourself")
      return tab.getByRole("main")
    },
  },
  choice: activityShot("Everyday mishaps", "which-breach"),
  "choice-feedback": activityShot("Everyday mishaps", "which-breach", async (activity) => {
    await activity.getByRole("radio").first().check()
    await handIn(activity)
  }),
  "choice-several": activityShot("Questions", "whom-to-tell", async (activity) => {
    await activity.getByRole("checkbox").first().check()
    await activity.getByRole("checkbox").last().check()
    await handIn(activity)
  }),
  matching: activityShot("Everyday mishaps", "kinds-of-breach"),
  "matching-feedback": activityShot("Everyday mishaps", "kinds-of-breach", async (activity) => {
    for (const [index, target] of ["Confidentiality", "Integrity", "Availability"].entries()) {
      await activity.getByRole("combobox").nth(index).selectOption({ label: target })
    }
    await handIn(activity)
  }),
  sequencing: activityShot("The lost list", "first-hour"),
  "sequencing-feedback": activityShot("The lost list", "first-hour", async (activity) => {
    await activity.getByRole("button", { name: words.activities.moveUp }).nth(1).click()
    await handIn(activity)
  }),
  numeric: activityShot("Last year's reports", "share-of-letters"),
  "numeric-feedback": activityShot("Last year's reports", "share-of-letters", (activity) => write(activity, "25")),
  "fill-in": activityShot("The reporting line", "whom-first"),
  "fill-in-feedback": activityShot("The reporting line", "whom-first", (activity) => write(activity, "authority")),
  poll: activityShot("A letter in the wrong envelope", "how-sure"),
  "poll-again": activityShot("Looking back", "how-sure-now", async (_, tab) => {
    await goTo(tab, "A letter in the wrong envelope")
    await answerPoll(tab, "how-sure", 1)
    await goTo(tab, "Looking back")
    await answerPoll(tab, "how-sure-now", 2)
  }),
  reflection: activityShot("The reporting line", "own-words", async (activity) => {
    await activity
      .getByRole("textbox")
      .fill("It is a breach when somebody could have seen what was not meant for them, even if nobody did.")
  }),
  steps: activityShot("Look around", "look-around", async (activity) => {
    await activity.getByRole("checkbox").first().check()
    await activity.getByRole("textbox").first().fill("Two letters and a pay slip, since Friday.")
  }),
  "choose-path": activityShot("What you know already", "my-path", async (activity, tab) => {
    await tab.locator("#activity-known").getByRole("checkbox").first().check()
    await activity.getByRole("radio").first().waitFor()
  }),
  glossary: {
    ...inLms(plan),
    height: 760,
    async take(tab) {
      await goTo(tab, "Key concepts in your own words")
      const notes = tab.locator("#activity-explain_concepts").getByRole("textbox")
      await notes.nth(0).fill("Everything that keeps a trained model useful once people rely on it.")
      await notes.nth(0).blur()
      await tab.getByRole("button", { name: words.shell.glossary, exact: true }).click()
      await tab.getByRole("dialog").getByText("MLOps", { exact: true }).first().waitFor()
      return undefined
    },
  },
  menu: {
    ...inLms(example),
    height: 900,
    async take(tab) {
      await turn(tab)
      await press(tab, words.shell.menu)
      await tab.getByRole("dialog").getByRole("progressbar").waitFor()
      return undefined
    },
  },
  results: { ...inLms(example), height: 1100, take: results },
  "my-work": {
    ...inLms(example),
    async take(tab) {
      await results(tab)
      await press(tab, words.menu.myWork)
      await tab.getByRole("heading", { level: 2 }).first().waitFor()
      return tab.getByRole("main")
    },
  },
  saved: { ...inLms(example), height: 520, take: afterPage },
  "not-saved": {
    ...inLms(example),
    height: 520,
    async take(tab) {
      await tab.evaluate(() => window.failCommits())
      await turn(tab)
      await tab
        .getByText(/^Not saved since/)
        .first()
        .waitFor()
      return tab.getByRole("banner")
    },
  },
  review: { ...inLms(example), lms: { mode: "review" }, height: 520, take: async (tab) => tab.getByRole("banner") },
  "no-lms": {
    ...{ lesson: example, format: "scorm12", height: 440 },
    async take(tab) {
      await tab.getByRole("heading", { name: words.launch.noLmsTitle }).waitFor()
      return undefined
    },
  },
  refused: {
    ...{ lesson: example, format: "scorm2004-4", layout: "phases", page: "explore.html", lms: { refuses: true } },
    height: 540,
    async take(tab) {
      await tab.getByRole("heading", { name: words.launch.refusedTitle }).waitFor()
      return undefined
    },
  },
  "other-tab": {
    ...{ lesson: example, height: 520 },
    async take(tab) {
      const second = await tab.context().newPage()
      await second.goto(tab.url())
      await second.getByRole("heading", { name: words.launch.otherTabTitle }).waitFor()
      return second.getByRole("main")
    },
  },
  preview: {
    ...{ lesson: example, isPreviewed: true, width: 1280, height: 1340, scale: 1 },
    take: preview,
  },
  exit: {
    ...inLms(example),
    height: 300,
    async take(tab) {
      await press(tab, words.shell.saveAndExit)
      await tab.getByRole("heading", { name: words.exit.title }).waitFor()
      return undefined
    },
  },
  ...kindShots,
}

/** Launches the course on the author's desk, and turns two pages so that there are calls to see. */
async function preview(desk: Page): Promise<undefined> {
  // Where the lesson is on the machine that takes the picture is nothing to see.
  const place = desk.locator("code").first()
  await place.evaluate((element) => {
    element.textContent = element.textContent?.replace(/^.*(?=docs\/example)/, "") ?? ""
  })
  await desk.getByRole("button", { name: /^Launch/ }).click()
  const course = desk.frameLocator("iframe.course")
  for (const heading of ["Your first answer", "What you know already"]) {
    await course.getByRole("button", { name: words.shell.next, exact: true }).click()
    await course.getByRole("heading", { level: 1, name: heading }).waitFor()
  }
  await course
    .getByText(/^Saved \d/)
    .first()
    .waitFor()
}

async function welcome(tab: Page): Promise<undefined> {
  await tab.getByRole("button", { name: words.shell.next, exact: true }).waitFor()
}

async function afterPage(tab: Page): Promise<Locator> {
  await turn(tab)
  await tab
    .getByText(/^Saved \d/)
    .first()
    .waitFor()
  return tab.getByRole("banner")
}

/** Answers all that is scored, some of it wrong, opens every page and goes to the results. */
async function results(tab: Page): Promise<Locator> {
  const engage = ["A letter in the wrong envelope", "Your first answer", "What you know already"]
  const explore = ["Everyday mishaps", "Last year's reports", "Ways to send", "Two ways of your own", "Look around"]
  const explain = ["The reporting line", "The words for it", "Three days", "Whom to tell"]
  const elaborate = ["The lost list", "What is known", "The next list"]
  const own = ["Questions", "A letter to the families", "Three calls", "Two letters", "Your letter"]
  for (const page of [...engage, ...explore, ...explain, ...elaborate, ...own, "Looking back", "Sources"]) {
    await goTo(tab, page)
    if (page === "A letter in the wrong envelope") await answerPoll(tab, "how-sure", 1)
    if (page === "Everyday mishaps") {
      const choice = tab.locator("#activity-which_breach")
      await choice.getByRole("radio").nth(1).check()
      await handIn(choice)
      const matching = tab.locator("#activity-kinds_of_breach")
      for (const [index, target] of ["Confidentiality", "Availability", "Integrity"].entries()) {
        await matching.getByRole("combobox").nth(index).selectOption({ label: target })
      }
      await handIn(matching)
    }
    if (page === "Last year's reports") await write(tab.locator("#activity-share_of_letters"), "60")
    if (page === "The reporting line") {
      await write(tab.locator("#activity-whom_first"), "officer")
      await tab.locator("#activity-own_words textarea").fill("When somebody could see what was not meant for them.")
    }
    if (page === "The lost list") {
      const order = tab.locator("#activity-first_hour")
      await order.getByRole("button", { name: words.activities.moveUp }).nth(1).click()
      await handIn(order)
    }
    if (page === "Questions") {
      const choice = tab.locator("#activity-whom_to_tell")
      for (const index of [0, 1]) await choice.getByRole("checkbox").nth(index).check()
      await handIn(choice)
    }
    if (page === "Looking back") await answerPoll(tab, "how-sure-now", 2)
  }
  await press(tab, words.shell.toResults)
  await tab.getByRole("heading", { level: 1, name: words.shell.resultsTitle }).waitFor()
  return tab.getByRole("main")
}
