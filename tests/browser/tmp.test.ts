import { it } from "vitest"
import { graded } from "./graded.ts"
import { buildPackage, harness } from "./harness.ts"
import { turn, whole } from "./learner.ts"
const tools = harness()
it("x", async () => {
  const installed = await tools.lms.install(await buildPackage(graded, "web"))
  const { course, tab } = await tools.visit(installed.page(), {
      before() {
        Storage.prototype.setItem = () => {
          throw new DOMException("Full", "QuotaExceededError")
        }
      },
    })
  await whole(course)
  await turn(course)
  await tab.waitForTimeout(3000)
  await tab.screenshot({ path: "/tmp/tests-work/nokeep.png" })
  console.log(await course.locator("header").innerText())
})
