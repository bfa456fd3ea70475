import type { Frame, Locator } from "playwright-core"
import { goTo } from "./journey.ts"
import { activities, activity, choose, look, press, type Sight, turn } from "./learner.ts"
import { runAndRepair, trainAndApprove } from "./mlops-lab.ts"
import { gatesAndWeights, scoreAndChoose, weightsAlone } from "./mlops-matrix.ts"
import { answer } from "./mlops-questions.ts"
import { words } from "./words.ts"

/** The course's learning paths, easiest first: each case has a level for each. */
export const paths = ["foundations", "core", "advanced"] as const

/** Somebody who takes the MLOps lesson. */
export interface Student {
  /** The course in front of them: another one once they have left and come back. */
  readonly course: Frame
  /** The path that they want to be suggested. */
  readonly path: (typeof paths)[number]
  /** Questions that they answer wrongly as often as they may. */
  readonly errs: readonly string[]
  /** Whether they hand in matrix and recommendation with next to nothing in them. */
  readonly isHasty: boolean
  /** The format of their recommendation. */
  readonly format: keyof typeof words.activities.form.formats
  /** Who wins by their matrix: a candidate of the case. */
  readonly winner: string
  /** A moment in the middle of something, at which they may leave and come back. */
  pause(): Promise<void>
}

/** Works through the course from the page that is shown to the last, and gives every page on which something was done. */
export async function workOn(student: Student): Promise<readonly Sight[]> {
  const sights: Sight[] = []
  for (;;) {
    const sight = await workOnPage(student)
    if (sight) sights.push(sight)
    if ((await student.course.getByRole("button", { name: words.shell.next, exact: true }).count()) === 0) return sights
    await turn(student.course)
  }
}

/** Does what the page asks for, and gives what it looks like then; nothing where there is nothing to do. */
export async function workOnPage(student: Student): Promise<Sight | undefined> {
  const heading = (await student.course.getByRole("heading", { level: 1 }).textContent()) ?? ""
  const work = pages[heading]
  if (!work) {
    if (await activities(student.course).count()) throw new Error(`nobody knows what to do on “${heading}”`)
    return undefined
  }
  await work(student)
  await student.course.getByRole("heading", { level: 1 }).click()
  return look(student.course)
}

/** Looks at pages again, by the menu. */
export async function lookBack({ course }: Student, sights: readonly Sight[]): Promise<readonly Sight[]> {
  const again: Sight[] = []
  for (const { heading } of sights) {
    await goTo(course, heading)
    await course.getByText("The lab is being made ready.").waitFor({ state: "detached" })
    again.push(await look(course))
  }
  return again
}

/** The pages with something that counts towards the score; the checks of Explain do not. */
export const scoredPages: readonly string[] = [
  ...[
    "Reading a supplier's claim",
    "What an explanation can carry",
    "Gate, weight, or leave it out?",
    "From scores to a total",
    "The matrix",
  ],
  ...["How sure are you?", "A strategy in order", "Leaving in 90 days", "Your recommendation"],
]

const text = words.activities

/** So many words, as somebody might write them. */
function prose(about: string, count: number): string {
  const said = [
    `On ${about}: nobody saw it change, since nobody was asked to look.`,
    "We keep the data, the run and the approval together, with a date on each.",
    "The vendor says it is documented; we have not tried it in our region yet.",
    "An alert needs a person who may stop the model, and a way to do without it.",
    "If that fails, staff decide by the simple rule until it is mended.",
    "We look again in spring, with figures for each group, and write down what we found.",
  ].join(" ")
  return said
    .split(" ")
    .slice(0, count)
    .join(" ")
    .replace(/[.,;:]?$/, ".")
}

const ask =
  (...ids: readonly string[]) =>
  async ({ course, errs }: Student) => {
    for (const id of ids) await answer(course, id, !errs.includes(id))
  }

const reflect =
  (...ids: readonly string[]) =>
  async ({ course }: Student) => {
    for (const id of ids) await activity(course, id).getByRole("textbox").fill(prose(id, 22))
  }

/** What there is to do on each page, by its heading. */
const pages: Readonly<Record<string, (student: Student) => Promise<void>>> = {
  "What hurt most?": async (student) => {
    await activity(student.course, "failures").getByRole("textbox").fill(prose("the letter", 60))
    await press(student.course, text.reveal.commit)
    await activity(student.course, "failures")
      .getByRole("textbox", { name: /^Revise/ })
      .waitFor()
    await student.pause()
    await revise(activity(student.course, "failures"))
  },
  "And at home?": async ({ course }) => {
    await choose(course, "p1", "2 A little sure")
    await choose(course, "p2", "Work cannot be repeated")
    await activity(course, "own_moment").getByRole("textbox").fill(prose("the day of the audit", 30))
  },
  "What you know already": async ({ course, path }) => {
    const known = { foundations: 2, core: 4, advanced: 5 }[path]
    for (const [index, id] of ["k1", "k2", "k3", "k4", "k5"].entries()) await answer(course, id, index < known)
  },
  "Your path": async ({ course, path }) => {
    const suggested = activity(course, "my_path").getByRole("radio", { name: words.paths[path] ?? "", exact: true })
    await course.getByText(`We suggest the path “${words.paths[path]}”.`).waitFor()
    await suggested.check()
    await press(course, text.takePath)
  },
  "How mature is the Office?": ask("maturity"),

  "Before you look at any platform": tickAll("safe"),
  "The explorer": async ({ course, path }) => {
    const explorer = activity(course, "explorer")
    const names = {
      foundations: ["MLflow", "Dataiku", "Azure Machine Learning"],
      core: ["DVC", "Domino", "Google Vertex AI"],
      advanced: ["KServe", "Red Hat OpenShift AI", "Amazon SageMaker AI"],
    }[path]
    await explorer.getByText(`${text.compare.details}: ${names[0]}`).click()
    for (const name of names) await explorer.getByLabel(text.compare.choose(name), { exact: true }).check()
    for (const view of [text.compare.views.side(3), text.compare.views.chart]) {
      await explorer.getByRole("button", { name: view, exact: true }).click()
      await explorer.getByRole("table").first().waitFor()
    }
    await explorer.getByRole("button", { name: text.compare.views.cards, exact: true }).click()
  },
  "From data to alert: specialised tools": walk("walk_mlflow"),
  "From data to alert: end-to-end platforms": walk("walk_dataiku"),
  "From data to alert: cloud-native services": walk("walk_azure"),
  "Your evidence log": async ({ course, path }) => {
    await press(course, path === "core" ? text.log.takeCompared : text.log.takeSuggested)
    for (const place of [1, 2, 3]) await logEntry(activity(course, "evidence"), place)
    await press(course, text.log.save)
    await course.getByText(text.log.saved).waitFor()
  },
  "The lab: a model's life": async (student) => {
    await trainAndApprove(student.course)
    await student.pause()
    await runAndRepair(student.course)
  },

  "What MLOps adds": ask("a01"),
  "Three categories, and the first of them": async (student) => {
    await ask("a02")(student)
    if (student.path === "advanced") await reflect("sorting_changes")(student)
  },
  "Specialised tools": async (student) => {
    await ask("a03")(student)
    await student.pause()
  },
  "Cloud-native services": ask("a06"),
  "Five lenses for government": ask("a05"),
  "Maturity, risk and the rules": async (student) => {
    await ask("a04")(student)
    if (student.path === "advanced") await reflect("chain_changes")(student)
  },

  "Before the case: five rules": tickAll("before_the_case"),
  "The case: which dam first?": async ({ course, path }) => {
    const level = ["One region", "Nationwide", "Offline"][paths.indexOf(path)] ?? ""
    const shown = activity(course, "dam").getByLabel(text.case.level).locator("option:checked")
    const named = await shown.textContent()
    if (named !== text.case.ofPath(words.paths[path] ?? "", level)) throw new Error(`the case is “${named}”`)
  },
  "What must be known: fifteen questions": async ({ course }) => {
    const list = activity(course, "criteria")
    for (let place = 0; place < 15; place++) {
      const isKnown = [0, 1, 4, 12].includes(place)
      const state = isKnown ? "Known" : "Unknown"
      await list.getByRole("radio", { name: state, exact: true }).nth(place).check()
      if (isKnown) await list.getByRole("listitem").nth(place).getByLabel("Source and date").fill("case, Data")
    }
    await list.getByText(text.checklist.all).waitFor()
  },
  "Reading a supplier's claim": ask("a07", "a08"),
  "What an explanation can carry": ask("a09"),
  "Gate, weight, or leave it out?": ask("a10"),
  "From scores to a total": ask("a11"),
  "The matrix": async (student) => {
    if (student.isHasty) return weightsAlone(student.course)
    const level = paths.indexOf(student.path)
    await gatesAndWeights(student.course, level)
    await student.pause()
    await scoreAndChoose(student.course, level, student.winner)
  },
  "How sure are you?": ask("a12"),
  "The withdrawn feature": async ({ course }) => {
    await activity(course, "migration").getByRole("textbox").fill(prose("the migration", 70))
    await press(course, text.reveal.commit)
    await revise(activity(course, "migration"))
  },

  "A strategy in order": ask("a13"),
  "Leaving in 90 days": ask("a14"),
  "Your recommendation": recommend,
  "Three hard questions": async ({ course }) => {
    const defence = activity(course, "defence")
    for (const place of [0, 1, 2]) {
      await defence.getByRole("textbox", { name: text.challenge.yourAnswer(place + 1) }).fill(prose("that day", 25))
      await defence.getByRole("button", { name: text.challenge.compare }).click()
      for (const [pointer, state] of ["Covered", "Partly", "Missed", "Covered"].entries()) {
        const marks = defence.getByRole("radio", { name: state, exact: true })
        await marks.nth(place * 4 + pointer).check()
      }
      const on = place < 2 ? text.challenge.next : text.challenge.finish
      await defence.getByRole("button", { name: on, exact: true }).click()
    }
    await defence.getByText(text.challenge.done(6, 12)).waitFor()
  },
  "Calibrate your eye": async ({ course }) => {
    const calibration = activity(course, "calibration")
    await rate(calibration, [1, 1, 2, 2])
    await calibration.getByRole("button", { name: text.calibrate.compare }).click()
    await calibration.getByText(text.calibrate.calibrated).waitFor()
    await rate(calibration, [1, 3, 4, 3])
    await calibration.getByRole("button", { name: text.calibrate.compare }).click()
    await calibration.getByRole("button", { name: text.calibrate.again }).click()
    await rate(calibration, [4])
    await calibration.getByRole("button", { name: text.calibrate.compare }).click()
    await calibration.getByText(text.calibrate.calibrated).nth(1).waitFor()
  },
  "Rate your own recommendation": async ({ course }) => {
    const rubric = activity(course, "self_rating")
    await rate(rubric, [3, 2, 3, 2])
    for (const field of await rubric.getByLabel(text.rubric.proof).all()) await field.selectOption({ index: 1 })
    await press(course, text.rubric.keepFirst)
    await rubric.getByText(text.rubric.next).waitFor()
    await rate(rubric, [4])
    await press(course, text.rubric.leaveTheRest)
    await press(course, text.rubric.keepSecond)
    await rubric.getByText(text.rubric.both).waitFor()
  },
  "Look back": reflect("look_practice", "look_benefits", "look_change"),
  "How your view changed": async (student) => {
    const { course } = student
    await choose(course, "p1_again", "4 Fairly sure")
    await activity(course, "p1_again").getByText(text.movedUp(2)).waitFor()
    await tickAll("thinking")(student)
    await activity(course, "thinking").getByRole("textbox").first().fill(prose("my favourite", 15))
  },
  "Go further": async ({ course }) => {
    const tree = activity(course, "tree")
    for (const way of [text.tree.yes, text.tree.no, text.tree.no, text.tree.yes]) {
      await tree.getByRole("button", { name: way, exact: true }).click()
    }
    await tree.getByText("One or two specialised tools").first().waitFor()
  },
}

function tickAll(id: string) {
  return async ({ course }: Student) => {
    for (const box of await activity(course, id).getByRole("checkbox").all()) await box.check()
  }
}

/** Goes through a walkthrough to its end, and back to its beginning. */
function walk(id: string) {
  return async ({ course }: Student) => {
    const button = (name: string) => activity(course, id).getByRole("button", { name, exact: true })
    while ((await button(text.walkthrough.next).count()) > 0) await button(text.walkthrough.next).click()
    await button(text.walkthrough.again).click()
  }
}

async function revise(reveal: Locator): Promise<void> {
  await reveal.getByRole("button", { name: text.reveal.begin }).click()
  const field = reveal.getByRole("textbox", { name: /^Revise/ })
  await field.fill(`${prose("the release note", 30)} No platform reads release notes.`)
}

async function logEntry(log: Locator, place: number): Promise<void> {
  const entry = log.locator("details.entry").nth(place - 1)
  if ((await entry.getAttribute("open")) === null) await entry.getByText(`Entry ${place}: `).click()
  await entry.getByLabel(/^Category/).selectOption({ index: place })
  await entry.getByRole("checkbox", { name: "Monitoring" }).check()
  await entry.getByLabel("One job it does not cover").selectOption({ label: "Governance" })
  await entry.getByRole("checkbox", { name: "A government cloud region" }).check()
  await entry.getByLabel("Licence").selectOption({ label: "Commercial" })
  await entry.getByLabel("What a source says about government use").fill(prose(`source ${place}, June 2026`, 18))
  await entry.getByLabel("Question for the vendor").fill("Which of these features are open in our region today?")
}

/** Writes the recommendation in the format of their choice; whoever is hasty writes a sentence of it. */
async function recommend(student: Student): Promise<void> {
  const { format, isHasty } = student
  const form = () => activity(student.course, "a16")
  const write = (part: string, count: number) =>
    form().getByRole("textbox", { name: part }).fill(prose(part.toLowerCase(), count))
  await form().getByRole("button", { name: text.form.formats[format], exact: true }).click()
  if (isHasty) await write(format === "report" ? text.form.yourReport : "Recommendation and scope", 8)
  else {
    for (const [part, count] of [
      ["Recommendation and scope", 1],
      ["Gates and conditions", 2],
      ["Three pieces of evidence", 3],
    ] as const) {
      await takeOver(form(), part, count)
    }
    if (format === "report") await write(text.form.yourReport, 80)
    else for (const part of ["Recommendation and scope", "The best argument against it"]) await write(part, 28)
    await student.pause()
    await takeOver(form(), "Exit plan", 2)
    if (format === "form") await write("What people will be told", 28)
  }
  const complete = isHasty ? 0 : format === "talk" ? 5 : 6
  await form()
    .getByRole("button", { name: /^Hand in/ })
    .click()
  await form().getByText(text.form.handedIn(complete, 6)).waitFor()
}

async function takeOver(form: Locator, part: string, count: number): Promise<void> {
  const pieces = form.getByRole("group", { name: new RegExp(`^${part}:`) }).getByRole("checkbox")
  for (let piece = 0; piece < count; piece++) await pieces.nth(piece).check()
}

/** What the lesson's rubric rates. */
const criteria = ["Requirements and gates", "Evidence and scoring", "Reasoning and trade-offs", "Strategy"]

/** Rates criteria by the level for each, from 1. */
async function rate(section: Locator, levels: readonly number[]): Promise<void> {
  for (const [index, level] of levels.entries()) {
    const group = section.getByRole("group", { name: criteria[index] ?? "", exact: true })
    await group
      .getByRole("radio")
      .nth(level - 1)
      .check()
  }
}
