import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { beforeAll, describe, expect, inject, it } from "vitest"
import { finish, graded, prepare, takeTest, verdict } from "./graded.ts"
import { barePlan, buildPackage, harness } from "./harness.ts"
import { lookAgain, workThrough } from "./journey.ts"
import { look, saved, turn, whole } from "./learner.ts"
import { unpack } from "./lms.ts"
import { words } from "./words.ts"

// The course without an LMS: on a web server, or straight from a disk. The browser keeps the work.
const tools = harness()
const places = ["a web server", "a disk"] as const
let built: { course: Uint8Array; graded: Uint8Array }
beforeAll(async () => {
  built = { course: await buildPackage(barePlan, "web"), graded: await buildPackage(graded, "web") }
})

/** Puts a package somewhere, and gives the address of its page. */
async function put(zip: Uint8Array, place: (typeof places)[number]): Promise<string> {
  if (place === "a web server") return (await tools.lms.install(zip)).page()
  const folder = await mkdtemp(join(inject("folder"), "web-"))
  for (const [name, data] of await unpack(zip)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), data)
  }
  return pathToFileURL(join(folder, "index.html")).href
}

describe.each(places)("the course on %s", (place) => {
  it("is left, gone on with in the same browser, and completed", async () => {
    const address = await put(built.course, place)
    const first = await tools.visit(address)
    await whole(first.course)
    const done = await workThrough(first.course, ({ where }) => /^Explain, page 1/.test(where))
    await first.closeTab()
    const second = await tools.visit(address, { context: first.context })
    await whole(second.course)
    expect(await look(second.course)).toEqual(done[done.length - 1])
    expect(await lookAgain(second.course, done)).toEqual(done)
    await workThrough(second.course, () => false)
    await turn(second.course, words.shell.toResults)
    await second.course.getByText(words.results.completed).waitFor()
    expect(await second.course.getByRole("button", { name: words.shell.saveAndExit }).count()).toBe(0)
    expect(first.complaints).toEqual([])
    expect(tools.lms.missing).toEqual([])
    await first.end()
  })

  it("is passed, and stays so", async () => {
    const address = await put(built.graded, place)
    const first = await tools.visit(address)
    await whole(first.course)
    await prepare(first.course)
    await takeTest(first.course, true)
    await finish(first.course)
    await verdict(first.course, words.results.passed)
    await saved(first.course)
    await first.closeTab()
    const second = await tools.visit(address, { context: first.context })
    await whole(second.course)
    await turn(second.course, words.shell.toResults)
    await verdict(second.course, words.results.passed)
    expect(first.complaints).toEqual([])
    await first.end()
  })

  it("says that nothing is kept where the browser keeps nothing", async () => {
    const { course, complaints, end } = await tools.visit(await put(built.graded, place), {
      before: () => {
        Storage.prototype.setItem = () => {
          throw new DOMException("Full", "QuotaExceededError")
        }
      },
    })
    await whole(course)
    await turn(course)
    await course.getByText(/^! Not saved since \d/).waitFor()
    expect(complaints).toEqual([])
    await end()
  })
})
