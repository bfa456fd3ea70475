import type { Frame, Locator } from "playwright-core"
import { words } from "./words.ts"

/** A page as a learner sees it: to be compared with the same page at another time, in another browser. */
export interface Sight {
  readonly heading: string
  /** Where in the course it is, in words. */
  readonly where: string
  /** Everything that stands on it. */
  readonly text: string
  /** What is in its fields: text, or whether it is ticked. */
  readonly fields: Readonly<Record<string, string | boolean>>
}

/** What is on the page now. */
export function look(course: Frame): Promise<Sight> {
  return course.evaluate(() => {
    const main = document.querySelector<HTMLElement>("main")
    const clone = main?.cloneNode(true) as HTMLElement | undefined
    // What only a screen reader hears, and what a button answered, tells of a moment ago; fields are looked at apart.
    const passing = ".hidden, .choosing, .matrix-ran, .lab-said, textarea, select, input"
    for (const node of clone?.querySelectorAll(passing) ?? []) node.remove()
    const fields: Record<string, string | boolean> = {}
    for (const field of main?.querySelectorAll<HTMLInputElement>("input, textarea, select") ?? []) {
      const isBox = field.type === "checkbox" || field.type === "radio"
      fields[field.id || `${field.name} ${field.value}`] = isBox ? field.checked : field.value
    }
    return {
      heading: main?.querySelector("h1")?.textContent ?? "",
      where: main?.querySelector(".where")?.textContent ?? "",
      text: clone?.textContent?.replace(/\s+/g, " ").trim() ?? "",
      fields,
    }
  })
}

/** Presses a button of the page. */
export async function press(course: Frame, name: string): Promise<void> {
  await course.getByRole("button", { name, exact: true }).click()
}

/** Turns the page forward, and waits for the next to stand there whole. Gives its heading. */
export async function turn(course: Frame, name: string = words.shell.next): Promise<string> {
  const before = await look(course)
  await press(course, name)
  await course.waitForFunction(
    ([heading, where]) => {
      const now = [document.querySelector("main h1"), document.querySelector("main .where")].map(
        (it) => it?.textContent,
      )
      return now[0] !== heading || (now[1] ?? "") !== where
    },
    [before.heading, before.where],
  )
  await whole(course)
  return (await look(course)).heading
}

/** Waits until the page's content has come. */
export async function whole(course: Frame): Promise<void> {
  await course.getByRole("heading", { level: 1 }).waitFor()
  await course.getByText(words.shell.loading).waitFor({ state: "detached" })
  // The first page begins with what the launch page says of it.
  await course.locator(".meanwhile").waitFor({ state: "detached" })
}

/** Does something with everything on the page, the same each time: ticks, chooses, moves, writes, hands in. */
export async function work(course: Frame): Promise<void> {
  for (const activity of await activities(course).all()) {
    const id = (await activity.getAttribute("id")) ?? ""
    for (const field of await activity.locator("textarea").all()) {
      await field.fill(`What I think of ${id}: “it depends”, naturally.`)
    }
    for (const field of await activity.locator("input[type=text]").all()) await field.fill("12")
    for (const field of await activity.locator("select").all()) await field.selectOption({ index: 1 })
    for (const box of await activity.locator("input[type=checkbox]").all()) await box.check()
    const [radio] = await activity.locator("input[type=radio]").all()
    await radio?.check()
    const [down] = await activity.getByRole("button", { name: words.activities.moveDown }).all()
    await down?.click()
    const [handIn] = await activity.locator("button[type=submit]").all()
    await handIn?.click()
  }
  await course.locator("h1").click()
}

/** Every activity of the page. */
export function activities(course: Frame): Locator {
  return course.locator("section.activity")
}

/** The activity with an id. */
export function activity(course: Frame, id: string): Locator {
  return course.locator(`#activity-${id}`)
}

/** Chooses options by their text and hands in. */
export async function choose(course: Frame, id: string, ...labels: readonly string[]): Promise<void> {
  const checked = activity(course, id).locator("input[type=checkbox]:checked")
  while ((await checked.count()) > 0) await checked.first().uncheck()
  for (const label of labels) await activity(course, id).getByLabel(label).check()
  await handIn(course, id)
}

/** Writes an answer of one line and hands in. */
export async function write(course: Frame, id: string, answer: string): Promise<void> {
  await activity(course, id).getByRole("textbox").fill(answer)
  await handIn(course, id)
}

/** Matches and hands in. */
export async function match(course: Frame, id: string, pairs: Readonly<Record<string, string>>): Promise<void> {
  for (const [source, target] of Object.entries(pairs)) {
    await activity(course, id).getByLabel(source).selectOption({ label: target })
  }
  await handIn(course, id)
}

/** Puts items in an order, moving each up to its place, and hands in. */
export async function order(course: Frame, id: string, items: readonly string[]): Promise<void> {
  for (const [place, item] of items.entries()) {
    for (;;) {
      const now = await activity(course, id).locator("ol.sequence .item").allInnerTexts()
      const at = now.findIndex((text) => text.startsWith(item))
      if (at <= place) break
      await activity(course, id)
        .getByRole("button", { name: `${words.activities.moveUp} ${item}` })
        .click()
    }
  }
  await handIn(course, id)
}

async function handIn(course: Frame, id: string): Promise<void> {
  await activity(course, id).locator("button[type=submit]").click()
}

/** Waits until the line that says so says that all is saved. */
export async function saved(course: Frame): Promise<void> {
  await course
    .getByText(/^Saved ./)
    .first()
    .waitFor()
}
