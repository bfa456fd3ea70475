import type { Frame } from "playwright-core"
import { look, press, type Sight, turn, whole, work } from "./learner.ts"
import { words } from "./words.ts"

/** Works through the course from this page on, up to and including the page whose heading or place is named. */
export async function workThrough(course: Frame, isLast: (sight: Sight) => boolean): Promise<readonly Sight[]> {
  const sights: Sight[] = []
  for (;;) {
    await whole(course)
    await work(course)
    const sight = await look(course)
    sights.push(sight)
    if (isLast(sight)) return sights
    if ((await course.getByRole("button", { name: words.shell.next, exact: true }).count()) === 0) return sights
    await turn(course)
    if (sights.length > 200) throw new Error("the course does not end")
  }
}

/** Goes to a page by the menu. */
export async function goTo(course: Frame, heading: string): Promise<void> {
  await press(course, words.shell.menu)
  const menu = course.getByRole("dialog")
  await menu.getByRole("listitem").getByText(heading, { exact: true }).first().click()
  await course.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor()
  await whole(course)
}

/** Looks at pages again, by the menu. */
export async function lookAgain(course: Frame, sights: readonly Sight[]): Promise<readonly Sight[]> {
  const again: Sight[] = []
  for (const { heading } of sights) {
    await goTo(course, heading)
    again.push(await look(course))
  }
  return again
}
