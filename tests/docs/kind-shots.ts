import type { Locator, Page } from "playwright-core"
import { trainAndApprove } from "../browser/mlops-lab.ts"
import { gatesAndWeights, scoreAndChoose } from "../browser/mlops-matrix.ts"
import { words } from "../browser/words.ts"
import { activityShot, goTo, inLms, type Shot } from "./acts.ts"

const text = words.activities
const mlops = "modules/mlops-landscape"

/** Pictures of the kinds that take more than an answer, from the example lesson and from the one on MLOps. */
export const kindShots: Readonly<Record<string, Shot>> = {
  compare: activityShot("Ways to send", "ways", async (compare) => {
    for (const name of ["Letter", "Secure mailbox"]) {
      await compare.getByLabel(text.compare.choose(name), { exact: true }).check()
    }
    await button(compare, text.compare.views.side(2)).click()
    await compare.getByRole("table").first().waitFor()
  }),
  log: activityShot("Two ways of your own", "my-ways", async (log) => {
    const entry = log.locator("details.entry").first()
    await entry.getByLabel(text.log.subject).first().selectOption({ label: "Letter" })
    await entry.getByLabel(/^What you send/).fill("Notices of benefits, with name and address.")
    await entry.getByLabel(/^Is it checked/).selectOption({ label: "Sometimes" })
    await entry.getByRole("checkbox", { name: "Wrong address" }).check()
  }),
  case: activityShot("The lost list", "lost-list"),
  matrix: activityShot("The next list", "next-list", fillMatrix),
  form: activityShot("A letter to the families", "letter", async (_, tab) => writeLetter(tab)),
  reveal: activityShot("Your first answer", "first-answer", async (reveal, tab) => {
    await reveal.getByRole("textbox").fill("Thank you for calling. Please put the letter back into its envelope.")
    await button(reveal, text.reveal.commit).click()
    await tab.getByText(text.reveal.views, { exact: true }).first().waitFor()
  }),
  checklist: activityShot("What is known", "what-is-known", markChecklist),
  rubric: activityShot("Your letter", "own-letter", async (_, tab) => {
    await writeLetter(tab)
    await goTo(tab, "Your letter")
    const rubric = tab.locator("#activity-own_letter")
    await rate(rubric, ["Plain", "Helpful"], [3, 2])
    for (const [place, proof] of (await rubric.getByLabel(text.rubric.proof).all()).entries()) {
      await proof.selectOption({ index: place + 1 })
    }
  }),
  challenge: activityShot("Three calls", "three-calls", async (challenge, tab) => {
    await writeLetter(tab)
    await goTo(tab, "Three calls")
    await challenge
      .getByRole("textbox")
      .fill("We do not know. Whoever found the list could read your name and your address.")
    await button(challenge, text.challenge.compare).click()
    await challenge.getByRole("radio", { name: "Covered" }).first().check()
    await challenge.getByRole("radio", { name: "Partly" }).last().check()
  }),
  calibrate: activityShot("Two letters", "two-letters", async (calibrate) => {
    await rate(calibrate, ["Plain", "Helpful"], [2, 1])
    await button(calibrate, text.calibrate.compare).click()
    await calibrate.getByText(text.calibrate.calibrated).waitFor()
  }),
  walkthrough: activityShot("Three days", "three-days", (walkthrough) =>
    button(walkthrough, text.walkthrough.next).click(),
  ),
  tree: activityShot("Whom to tell", "tell-or-not", (tree) => button(tree, text.tree.yes).click()),
  terms: {
    ...inLms("docs/example"),
    async take(tab) {
      await goTo(tab, "The words for it")
      await tab.getByRole("main").locator("summary").first().click()
      await tab.getByRole("button", { name: "containment" }).click()
      return tab.getByRole("main")
    },
  },
  diagram: {
    ...inLms("docs/example"),
    async take(tab) {
      await goTo(tab, "Three days")
      return tab.locator("figure.diagram")
    },
  },
  sources: {
    ...inLms("docs/example"),
    async take(tab) {
      await goTo(tab, "Sources")
      return tab.getByRole("main")
    },
  },
  "mlops-matrix": {
    ...inLms(mlops),
    ...{ height: 880 },
    async take(tab) {
      await goTo(tab, "The matrix")
      await gatesAndWeights(tab.mainFrame(), 1)
      await scoreAndChoose(tab.mainFrame(), 1, "D")
      const matrix = tab.locator("#activity-a15")
      await matrix.getByRole("button", { name: /^4 Ranking/ }).click()
      await matrix
        .getByText(/^First: /)
        .first()
        .waitFor()
      await upTo(matrix)
      return undefined
    },
  },
  "mlops-explorer": {
    ...inLms(mlops),
    ...{ width: 1280, scale: 1 },
    async take(tab) {
      await goTo(tab, "The explorer")
      const explorer = tab.locator("#activity-explorer")
      await button(explorer, text.compare.views.chart).click()
      for (const job of ["Registry", "Monitoring", "Governance"]) {
        await explorer.getByRole("checkbox", { name: job, exact: true }).check()
      }
      await explorer.getByText(text.compare.controlsActive(3), { exact: true }).click()
      await tab.locator("h1").click()
      return explorer.locator(".explorer")
    },
  },
  "mlops-lab": {
    ...inLms(mlops),
    ...{ height: 880 },
    async take(tab) {
      await goTo(tab, "The lab: a model's life")
      await trainAndApprove(tab.mainFrame())
      const lab = tab.locator("#activity-lab")
      await button(lab, "Deploy version 1").click()
      await button(lab, "Go on to step 6").click()
      for (let week = 2; week <= 6; week++) await button(lab, "Next week").click()
      await upTo(lab)
      return undefined
    },
  },
}

/** Scrolls so that a part of the page begins at the top of what can be seen. */
async function upTo(part: Locator): Promise<void> {
  await part.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 16))
}

function button(part: Locator, name: string): Locator {
  return part.getByRole("button", { name, exact: true })
}

/** Fills in the matrix of the example at the level of the town, and goes to its ranking. */
async function fillMatrix(matrix: Locator): Promise<void> {
  const { matrix: said } = text
  const first = matrix.getByRole("group", { name: /^G1 / })
  await first.getByRole("radio", { name: said.required, exact: true }).check()
  for (const candidate of ["A", "B"]) {
    await first.getByLabel(new RegExp(`^${candidate} .*, gate G1$`)).selectOption({ label: "passes on a condition" })
  }
  await first.getByLabel(said.condition).fill("The bag is locked, or the file has a password.")
  await first.getByRole("button", { name: said.passRestLabel("G1") }).click()
  await matrix.getByRole("group", { name: /^G2 / }).getByRole("radio", { name: said.notRequired }).check()
  await button(matrix, said.next("Weights")).click()
  await button(matrix, "Balanced").click()
  await button(matrix, said.next("Scores")).click()
  const scores = { Safety: [0, 1, 2], Proof: [0, 1, 2], Ease: [1, 2, 1] }
  for (const [name, given] of Object.entries(scores)) {
    const criterion = matrix.locator("details", { hasText: new RegExp(`^C\\d ${name}`) })
    if ((await criterion.getAttribute("open")) === null) await criterion.locator("summary").first().click()
    for (const [index, score] of given.entries()) {
      await criterion
        .getByRole("combobox")
        .nth(index)
        .selectOption({ index: score + 1 })
    }
  }
  await button(matrix, said.next("Ranking")).click()
  await matrix.getByText(/^First: /).waitFor()
}

async function markChecklist(checklist: Locator): Promise<void> {
  const questions = checklist.getByRole("listitem")
  for (const [index, state] of ["Known", "To be asked"].entries()) {
    await questions.nth(index).getByRole("radio", { name: state, exact: true }).check()
  }
  await questions.first().getByRole("textbox").fill("Joan, at five")
  await questions.first().getByRole("textbox").blur()
}

/** Writes the first part of the letter, and takes two facts over from the checklist. */
async function writeLetter(tab: Page): Promise<void> {
  await goTo(tab, "What is known")
  await markChecklist(tab.locator("#activity-what_is_known"))
  await goTo(tab, "A letter to the families")
  const form = tab.locator("#activity-letter")
  await form
    .getByRole("textbox", { name: "What happened" })
    .fill("On Monday a printed list was lost on the bus. Your name and your address stood on it.")
  const facts = form.getByRole("group", { name: /^What we know:/ }).getByRole("checkbox")
  for (const place of [0, 1]) await facts.nth(place).check()
  await tab.locator("h1").click()
}

/** Rates criteria by the level for each, from 1. */
async function rate(part: Locator, criteria: readonly string[], levels: readonly number[]): Promise<void> {
  for (const [index, level] of levels.entries()) {
    const group = part.getByRole("group", { name: criteria[index] ?? "", exact: true })
    await group
      .getByRole("radio")
      .nth(level - 1)
      .check()
  }
}
