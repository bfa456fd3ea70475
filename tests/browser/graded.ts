import type { Frame } from "playwright-core"
import { goTo } from "./journey.ts"
import { choose, match, order, work, write } from "./learner.ts"
import { words } from "./words.ts"

/** The lesson whose questions are scored. */
export const graded = "tests/fixtures/lessons/graded"

/** Does everything that the lesson asks for before its scored questions, somehow. */
export async function prepare(course: Frame): Promise<void> {
  for (const page of ["A bridge under water", "Look at the readings", "Terms", "In your own words", "In which order"]) {
    await goTo(course, page)
    if (page === "A bridge under water") {
      await choose(course, "sure", "2 A little sure")
      await choose(course, "zero", "The water stands at the gauge's fixed point")
    } else await work(course)
  }
}

/** Answers the scored questions: 10 points when all are right, 3 when only those are that are asked for. */
export async function takeTest(course: Frame, isRight: boolean): Promise<void> {
  await goTo(course, "Questions")
  await choose(course, "q_warn", isRight ? "Warn the farms now" : "Ask again tomorrow")
  await choose(
    course,
    "q_several",
    ...(isRight ? ["Two readings", "The time between them"] : ["The depth of the river"]),
  )
  const pairs = { "Water on the road": "The road office", "Water near the farms": "The farms" }
  const crossed = { "Water on the road": "The farms", "Water near the farms": "The road office" }
  await match(course, "q_match", isRight ? pairs : crossed)
  const rises = ["2 cm in an hour", "10 cm in two hours", "30 cm in an hour"]
  await order(course, "q_order", isRight ? rises : ["30 cm in an hour", "10 cm in two hours", "2 cm in an hour"])
  await goTo(course, "Numbers")
  await write(course, "q_rise", isRight ? "15" : "60")
  await write(course, "q_word", isRight ? "level" : "sign")
}

/** Uses up the tries that are left, with answers no better than before. */
export async function failAgain(course: Frame): Promise<void> {
  await goTo(course, "Questions")
  for (const id of ["q_warn", "q_match", "q_order"]) {
    await course.locator(`#activity-${id} button[type=submit]`).click()
    if (id === "q_warn") await choose(course, id, "Wait until the level is reached")
    if (id === "q_match") {
      await match(course, id, { "Water on the road": "The farms", "Water near the farms": "The farms" })
    }
    if (id === "q_order") await order(course, id, ["30 cm in an hour", "2 cm in an hour", "10 cm in two hours"])
  }
  await goTo(course, "Numbers")
  for (const [id, answer] of [
    ["q_rise", "4"],
    ["q_word", "board"],
  ] as const) {
    await course.locator(`#activity-${id} button[type=submit]`).click()
    await write(course, id, answer)
  }
}

/** Opens every page that is left and goes to the results. */
export async function finish(course: Frame): Promise<void> {
  await goTo(course, "Looking back")
  await choose(course, "sure_now", "3 Fairly sure")
  await course.getByRole("button", { name: words.shell.toResults }).click()
  await course.getByRole("heading", { level: 1, name: words.shell.resultsTitle }).waitFor()
}

/** Waits for the results page to say how it ended: with a sign before the words. */
export async function verdict(course: Frame, said: string): Promise<void> {
  await course.getByText(new RegExp(`^[✓✗] ${said}$`)).waitFor()
}
