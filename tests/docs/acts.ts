import type { Locator, Page } from "playwright-core"
import { words } from "../browser/words.ts"
import type { Opening } from "./course.ts"

/** A picture of the guides: how its course is opened, what is done in it, and what of it is shown. */
export interface Shot extends Opening {
  /** Does what the picture is to show, and gives the part of the page to take; nothing for what can be seen of it. */
  take(tab: Page): Promise<Locator | undefined>
}

const example = "docs/example"

export function inLms(lesson: string): Opening {
  return { lesson, format: "scorm12", lms: {} }
}

/** A picture of one activity, in the state to which `act` brings it. */
export function activityShot(
  page: string,
  id: string,
  act: (activity: Locator, tab: Page) => Promise<void> = async () => {},
): Shot {
  return {
    ...inLms(example),
    async take(tab) {
      await goTo(tab, page)
      const activity = tab.locator(`#activity-${id.replaceAll("-", "_")}`)
      await activity.waitFor()
      await act(activity, tab)
      await tab.locator("h1").click()
      return tab.locator(`#activity-${id.replaceAll("-", "_")}`)
    },
  }
}

export async function goTo(tab: Page, heading: string): Promise<void> {
  await press(tab, words.shell.menu)
  await tab.getByRole("dialog").getByRole("listitem").getByText(heading, { exact: true }).first().click()
  await tab.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor()
  await tab.getByText(words.shell.loading).waitFor({ state: "detached" })
}

export async function turn(tab: Page): Promise<void> {
  const before = await tab.locator("h1").textContent()
  await press(tab, words.shell.next)
  await tab.waitForFunction((heading) => document.querySelector("h1")?.textContent !== heading, before)
}

export async function press(tab: Page, name: string): Promise<void> {
  await tab.getByRole("button", { name, exact: true }).click()
}

export async function handIn(activity: Locator): Promise<void> {
  await activity.locator("button[type=submit]").click()
}

export async function write(activity: Locator, answer: string): Promise<void> {
  await activity.getByRole("textbox").fill(answer)
  await handIn(activity)
}

export async function answerPoll(tab: Page, id: string, option: number): Promise<void> {
  const poll = tab.locator(`#activity-${id.replaceAll("-", "_")}`)
  await poll.getByRole("radio").nth(option).check()
  await handIn(poll)
}
