import { it } from "vitest"
import { failAgain, finish, graded, prepare, takeTest } from "./graded.ts"
import { buildPackage, harness } from "./harness.ts"
import { goTo } from "./journey.ts"
import { whole } from "./learner.ts"

const tools = harness()
it("x", async () => {
  const installed = await tools.lms.install(await buildPackage(graded, "scorm12"))
  const { course, tab } = await tools.sit(installed)
  await whole(course)
  await prepare(course)
  await takeTest(course, false)
  await failAgain(course)
  await finish(course)
  await tab.setViewportSize({ width: 1280, height: 2200 })
  await tab.screenshot({ path: "/tmp/tests-work/results.png" })
  await goTo(course, "Questions")
  await tab.screenshot({ path: "/tmp/tests-work/questions.png" })
  await goTo(course, "Numbers")
  await tab.screenshot({ path: "/tmp/tests-work/numbers.png" })
})
