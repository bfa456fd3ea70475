import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import JSZip from "jszip"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildCourse } from "../src/build.ts"
import { run } from "../src/cli.ts"
import { comparePackages } from "../src/compare.ts"
import { readManifest } from "../src/lms/scorm-launch.ts"
import type { Json } from "../src/lms/statement-rules.ts"
import { startPreview } from "../src/preview/preview.ts"
import type { DeskState, LaunchAnswer, LaunchRequest, LrsState } from "../src/preview/protocol.ts"
import type { PreviewServer } from "../src/preview/server.ts"

let folder = ""
let lesson = ""
const running: PreviewServer[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lessonpack-preview-"))
  lesson = join(folder, "lesson")
  await cp("tests/fixtures/mistakes/numeric-value", lesson, { recursive: true })
  await writeFile(join(lesson, "engage.md"), "## Boats\n\nLook around.\n")
})
afterAll(async () => {
  for (const preview of running) await preview.close()
  await rm(folder, { recursive: true })
})

const usual: LaunchRequest = {
  ...{ format: "scorm12", layout: "course", page: "", learner: "Ada", mode: "normal", credit: "credit" },
}

async function open(path = lesson, store = join(folder, "store.db")) {
  const preview = await startPreview({ path, store })
  running.push(preview)
  const { origin, searchParams } = new URL(preview.url)
  const key = searchParams.get("key") ?? ""
  const ask = async <Answer>(name: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${origin}/api/${name}`, {
      headers: { "X-Key": key },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    })
    return response.json() as Promise<Answer>
  }
  return {
    ...{ origin, key, ask },
    launch: (more: Partial<LaunchRequest> = {}) => ask<LaunchAnswer>("launch", { ...usual, ...more }),
    async close() {
      await preview.close()
      running.splice(running.indexOf(preview), 1)
    },
  }
}

describe("the preview of a lesson", () => {
  it("offers its formats and layouts, and serves what it launches", async () => {
    const { ask, launch, close } = await open()
    const state = await ask<DeskState>("state")
    expect(state).toMatchObject({ title: "Lesson", isLive: true, problems: [] })
    expect(state.offers.map(({ format, layout }) => `${format} ${layout}`)).toEqual([
      ...["scorm12 course", "scorm12 phases", "scorm2004-3 course", "scorm2004-3 phases"],
      ...["scorm2004-4 course", "scorm2004-4 phases", "web course"],
    ])
    const { url, units, cmi } = await launch({ layout: "phases" })
    expect(units.map(({ page }) => page)).toEqual([
      "engage.html",
      "explore.html",
      "explain.html",
      "elaborate.html",
      "evaluate.html",
    ])
    expect(cmi).toMatchObject({ core: { student_id: "Ada", entry: "ab-initio" } })
    const page = await fetch(url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Boats")])
    await close()
  })

  it("keeps an attempt between runs, and forgets it when told to", async () => {
    const first = await open()
    const flat = { "cmi.core.exit": "suspend", "cmi.suspend_data": "A1" }
    const cmi = { core: { exit: "suspend" }, suspend_data: "A1" }
    const launch = { format: "scorm12", layout: "course", page: "index.html", learner: "Ada" }
    await first.ask("keep", { launch, cmi, flat, isOver: true })
    await first.close()

    const second = await open()
    expect(await second.launch()).toMatchObject({ cmi: { suspend_data: "A1", core: { entry: "resume" } } })
    expect(await second.launch({ learner: "Grace" })).toMatchObject({ cmi: { core: { entry: "ab-initio" } } })
    await second.ask("reset", { learner: "Ada" })
    expect(await second.launch()).toMatchObject({ cmi: { core: { entry: "ab-initio" } } })
    await second.close()
  })

  it("forgets one learner of xAPI, and nobody whose name begins so", async () => {
    const { ask, launch, close } = await open("tests/fixtures/lessons/graded")
    const registrationOf = async (learner: string) =>
      new URL((await launch({ format: "xapi", learner })).url).searchParams.get("registration")
    const [ada, adam] = [await registrationOf("Ada"), await registrationOf("Adam")]
    await ask("reset", { learner: "Ada" })
    expect(await registrationOf("Adam")).toBe(adam)
    expect(await registrationOf("Ada")).not.toBe(ada)
    await close()
  })

  it("forgets of a learner what the LRS holds, and of nobody else", async () => {
    const { ask, launch, close } = await open("tests/fixtures/lessons/graded")
    for (const learner of ["Ada", "Adam"]) {
      const query = new URL((await launch({ format: "xapi", learner })).url).searchParams
      const [actor = "", endpoint, Authorization = ""] = ["actor", "endpoint", "auth"].map(
        (name) => query.get(name) ?? "",
      )
      const headers = { Authorization, "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" }
      const activityId = query.get("activity_id") ?? ""
      const about = new URLSearchParams({ activityId, agent: actor, stateId: "work" })
      await fetch(`${endpoint}activities/state?${about}`, { method: "PUT", headers, body: "{}" })
      const statement = {
        id: crypto.randomUUID(),
        actor: JSON.parse(actor),
        verb: { id: "http://adlnet.gov/expapi/verbs/experienced", display: { en: "experienced" } },
        ...{ object: { id: activityId, objectType: "Activity" }, timestamp: new Date().toISOString() },
      }
      const body = JSON.stringify(statement)
      expect((await fetch(`${endpoint}statements`, { method: "POST", headers, body })).status).toBe(200)
    }
    await ask("reset", { learner: "Ada" })
    const { statements, documents } = await ask<LrsState>("lrs?from=0")
    expect(statements).toEqual([expect.objectContaining({ actor: expect.objectContaining({ name: "Adam" }) })])
    expect(documents.map(({ key }) => key)).toEqual([expect.stringContaining('"Adam"')])
    await close()
  })

  it("shows a change at once, and goes on with the last good version while there is a mistake", async () => {
    const { ask, launch, close } = await open()
    const until = async (isSo: (state: DeskState) => boolean) => {
      for (let waited = 0; waited < 100; waited++) {
        const state = await ask<DeskState>("state")
        if (isSo(state)) return state
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error("the lesson was not read again")
    }
    await writeFile(join(lesson, "engage.md"), ":::chioce\n:::\n")
    const { problems } = await until((state) => state.problems.length > 0)
    expect(problems.join()).toContain("directive-unknown")
    expect(await (await fetch((await launch()).url)).text()).toContain("Boats")
    await writeFile(join(lesson, "engage.md"), "## Ships\n\nLook around.\n")
    await until((state) => state.problems.length === 0 && state.revision > 0)
    expect(await (await fetch((await launch()).url)).text()).toContain("Ships")
    await close()
  })

  it("takes a file that is none of the lesson's, or says what it said before, for no change", async () => {
    const { ask, close } = await open()
    const asked = async () => (await ask<DeskState>("state")).revision
    for (const path of ["notes.txt", ".engage.md.swp", "engage.md"]) {
      const file = join(lesson, path)
      await writeFile(file, path === "engage.md" ? await readFile(file) : "none of the lesson's")
      await new Promise((resolve) => setTimeout(resolve, 1500))
      expect([path, await asked()]).toEqual([path, 0])
    }
    await close()
  })

  it("follows a folder that was away for a while, and one made anew in its place", async () => {
    const moving = join(folder, "moving")
    await cp(lesson, moving, { recursive: true })
    const { ask, launch, close } = await open(moving)
    const until = async (isSo: (state: DeskState) => boolean | Promise<boolean>) => {
      await expect.poll(async () => isSo(await ask<DeskState>("state")), { timeout: 10_000 }).toBe(true)
    }
    const says = async (text: string) => (await (await fetch((await launch()).url)).text()).includes(text)
    const goAway = [
      () => rename(moving, `${moving}-away`),
      () => cp(moving, `${moving}-away`, { recursive: true }).then(() => rm(moving, { recursive: true })),
    ]
    for (const [index, go] of goAway.entries()) {
      await go()
      await until(({ problems }) => problems.length > 0)
      await rename(`${moving}-away`, moving)
      await until(({ problems }) => problems.length === 0)
      await writeFile(join(moving, "engage.md"), `## Rafts ${index}\n\nLook around.\n`)
      await until(() => says(`Rafts ${index}`))
    }
    await close()
  })

  it("answers nobody but its own page", async () => {
    const { origin, key, close } = await open()
    expect((await fetch(`${origin}/api/state`)).status).toBe(403)
    expect((await fetch(`${origin}/?key=wrong`)).status).toBe(404)
    expect((await fetch(`${origin}/?key=${key}`)).status).toBe(200)
    expect((await fetch(`${origin}/content/1/../../package.json`)).status).toBe(404)
    const { hostname, port } = new URL(origin)
    expect(hostname).toBe("127.0.0.1")
    // A page elsewhere whose name leads to this machine is another host.
    const { request } = await import("node:http")
    const status = await new Promise((resolve, reject) => {
      const options = { hostname, port, path: `/?key=${key}`, headers: { host: "elsewhere.invalid" } }
      request(options, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end()
    })
    expect(status).toBe(403)
    await close()
  })
})

describe("what a package is given", () => {
  it("opens nothing of the desk, and no page elsewhere can run it", async () => {
    const { key, launch, close } = await open("tests/fixtures/lessons/graded")
    const answer = await launch({ format: "xapi" })
    const query = new URL(answer.url).searchParams
    const [, secret = ""] = (query.get("auth") ?? "").split(" ")
    expect(Buffer.from(secret, "base64").toString()).toMatch(/^preview:.{32}$/)
    expect(JSON.stringify(answer) + Buffer.from(secret, "base64").toString()).not.toContain(key)
    const documents = `${query.get("endpoint")}activities/state?${new URLSearchParams({
      ...{ activityId: query.get("activity_id") ?? "", agent: query.get("actor") ?? "" },
    })}`
    const headers = { "X-Experience-API-Version": "1.0.3" }
    expect((await fetch(documents, { headers })).status).toBe(401)
    expect((await fetch(documents, { headers: { ...headers, Authorization: `Basic ${secret}` } })).status).not.toBe(401)
    expect((await fetch(answer.url)).headers.get("cross-origin-resource-policy")).toBe("same-origin")
    await close()
  })
})

describe("the preview of a package", () => {
  it("launches it as it is, with what its manifest says", async () => {
    const out = join(folder, "out")
    const { packages } = await buildCourse({ lesson: "tests/fixtures/lessons/graded", out, formats: ["scorm12"] })
    const { ask, launch, close } = await open(packages[0]?.file)
    expect(await ask("state")).toMatchObject({ isLive: false, offers: [{ format: "scorm12", label: "SCORM 1.2" }] })
    const { outline, url } = await launch()
    expect(outline).toMatchObject({ id: "graded" })
    expect((await fetch(url)).status).toBe(200)
    await close()
  })

  it("knows it by what is in it, whatever it is called", async () => {
    const out = join(folder, "renamed")
    const { packages } = await buildCourse({ lesson: "tests/fixtures/lessons/graded", out, formats: ["scorm12"] })
    const renamed = join(out, "graded.pif")
    await writeFile(renamed, await readFile(packages[0]?.file ?? ""))
    const { ask, close } = await open(renamed)
    expect(await ask("state")).toMatchObject({ offers: [{ format: "scorm12" }] })
    await close()
  })

  it("takes one whose description was changed by hand as another tool's", async () => {
    const { packages } = await buildCourse({
      ...{ lesson: "tests/fixtures/lessons/graded", out: join(folder, "changed"), formats: ["scorm12"] },
    })
    const file = packages[0]?.file ?? ""
    const original = await readFile(file)
    const outline = { phases: [], kinds: [], rows: [], objectives: [], paths: [], rules: {} }
    const odd = [
      { lessonpack: 1, format: "constructor", layout: "course", units: [{ page: "", item: "", outline }] },
      {
        ...{ lessonpack: 1, format: "scorm12", layout: "course" },
        units: [{ page: "index.html", item: "", outline: { ...outline, phases: [{ pages: 5 }] } }],
      },
      {
        ...{ lessonpack: 1, format: "scorm12", layout: "course" },
        units: [
          {
            page: "index.html",
            item: "",
            outline: { ...outline, rows: undefined, phases: [{ pages: [["p", "P", [["a", 0]]]] }] },
          },
        ],
      },
    ]
    for (const description of odd) {
      const zip = await JSZip.loadAsync(original)
      zip.file("lessonpack.json", JSON.stringify(description))
      const changed = join(folder, "changed.zip")
      await writeFile(changed, await zip.generateAsync({ type: "uint8array" }))
      const { launch, close } = await open(changed)
      const { offer, outline } = await launch()
      expect([offer.label, outline]).toEqual(["SCORM 1.2", undefined])
      await close()
      const [older, newer] = [await readFile(file), await readFile(changed)]
      const comparison = await comparePackages({ name: "a.zip", data: older }, { name: "b.zip", data: newer })
      expect(comparison.verdict).toBe("with-care")
    }
  })

  it("says plainly that nothing can be launched", async () => {
    const file = join(folder, "nothing.zip")
    const zip = new JSZip()
    zip.file(
      "imsmanifest.xml",
      `<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
        <metadata><schemaversion>1.2</schemaversion></metadata>
        <organizations><organization><item><title>Boats</title></item></organization></organizations><resources/></manifest>`,
    )
    await writeFile(file, await zip.generateAsync({ type: "uint8array" }))
    const { origin, key, close } = await open(file)
    const headers = { "X-Key": key }
    const answer = await fetch(`${origin}/api/launch`, { method: "POST", headers, body: JSON.stringify(usual) })
    expect(await answer.text()).toBe(
      "There is nothing to launch: no item of imsmanifest.xml leads to a resource with a page.",
    )
    await close()
  })

  it.each([
    ["there.html", "The package does not hold there.html."],
    ["https://training.agency.gov/a.html", "The package launches https://training.agency.gov/a.html."],
  ])("says in its place that %s cannot be shown", async (href, words) => {
    const file = join(folder, "page.zip")
    const zip = new JSZip()
    zip.file(
      "imsmanifest.xml",
      `<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
        <metadata><schemaversion>1.2</schemaversion></metadata>
        <organizations><organization><item identifierref="R"><title>Boats</title></item></organization></organizations>
        <resources><resource identifier="R" href="${href}"/></resources></manifest>`,
    )
    await writeFile(file, await zip.generateAsync({ type: "uint8array" }))
    const { launch, close } = await open(file)
    const page = await fetch((await launch()).url, { headers: { "Sec-Fetch-Dest": "iframe" } })
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining(words)])
    await close()
  })

  it("knows how the LRS was made to fail, also when the desk is loaded again", async () => {
    const { ask, close } = await open()
    expect((await ask<DeskState>("state")).trouble).toEqual({})
    await ask("trouble", { status: 500 })
    expect((await ask<DeskState>("state")).trouble).toEqual({ status: 500 })
    await close()
  })

  it("hands an AU what its course structure says, and takes the learner back", async () => {
    const zip = new JSZip()
    const text = (name: string) => `<${name}><langstring lang="en">Boats</langstring></${name}>`
    zip.file(
      "cmi5.xml",
      `<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
        <course id="https://training.agency.gov/boats">${text("title")}${text("description")}</course>
        <au id="https://training.agency.gov/boats/au" moveOn="Passed" masteryScore="0.8">${text("title")}${text("description")}
        <url>index.html</url><launchParameters>chapter=3&amp;x</launchParameters><entitlementKey>bought</entitlementKey></au>
        <au id="https://training.agency.gov/boats/more">${text("title")}${text("description")}<url>more.html</url></au>
      </courseStructure>`,
    )
    for (const page of ["index.html", "more.html"]) zip.file(page, "<!doctype html><title>Boats</title>")
    const file = join(folder, "boats.zip")
    await writeFile(file, await zip.generateAsync({ type: "uint8array" }))
    const { launch, close } = await open(file)
    const toldAt = async (page: string) => {
      const { url } = await launch({ format: "cmi5", page, learner: "Grace Hopper" })
      const query = new URL(url).searchParams
      const token = (await (await fetch(query.get("fetch") ?? "", { method: "POST" })).json()) as {
        "auth-token": string
      }
      const [agent = "", endpoint] = [query.get("actor") ?? "", query.get("endpoint")]
      expect(JSON.parse(agent)).toMatchObject({ name: "Grace Hopper" })
      const { activityId = "", registration = "" } = Object.fromEntries(query)
      const about = new URLSearchParams({ activityId, registration, agent, stateId: "LMS.LaunchData" })
      const headers = { Authorization: `Basic ${token["auth-token"]}`, "X-Experience-API-Version": "1.0.3" }
      return (await fetch(`${endpoint}activities/state?${about}`, { headers })).json() as Promise<Json>
    }
    const told = await toldAt("index.html")
    expect(told).toMatchObject({ moveOn: "Passed", masteryScore: 0.8, launchParameters: "chapter=3&x" })
    expect(told.entitlementKey).toEqual({ courseStructure: "bought" })
    expect(Object.keys(told.contextTemplate.extensions)).toEqual([expect.stringContaining("sessionid")])
    const back = await fetch(told.returnURL)
    expect([back.status, await back.text()]).toEqual([200, expect.stringContaining("The session has ended")])
    const other = await toldAt("more.html")
    expect([other.moveOn, other.launchParameters, other.masteryScore]).toEqual(["NotApplicable", undefined, undefined])
    await close()
  })

  it("says what is wrong with a file that is none", async () => {
    const file = join(folder, "none.zip")
    await writeFile(file, await readFile("package.json"))
    await expect(open(file)).rejects.toThrow(/zip-unreadable/)
    await expect(open(join(folder, "absent.zip"))).rejects.toThrow(/file-missing/)
  })
})

describe("what is launched of a manifest", () => {
  const manifest = (items: string, resources: string) =>
    `<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
      <organizations>${items}</organizations><resources>${resources}</resources></manifest>`

  it("is read however another tool wrote it", () => {
    const { edition, items } = readManifest(
      manifest(
        "<item><title>All</title><item identifierref='r(1)' parameters='?unit=1'><title>Boats &amp; bridges</title></item></item>",
        "<resource href='a&amp;b.html' identifier='r(1)'/>",
      ),
    )
    expect(edition).toBe("scorm12")
    expect(items.map(({ page, title }) => [page, title])).toEqual([
      ["", "All"],
      ["a&b.html?unit=1", "Boats & bridges"],
    ])
  })

  it.each([
    ["index.html", "", "index.html"],
    ["index.html", "#end", "index.html#end"],
    ["index.html?a=1", "&b=2", "index.html?a=1&b=2"],
  ])("%s with the parameters %s is %s", (href, parameters, page) => {
    const item = `<item identifierref="r" parameters="${parameters.replace("&", "&amp;")}"><title>x</title></item>`
    const { items } = readManifest(manifest(item, `<resource identifier="r" href="${href}"/>`))
    expect(items.map(({ page }) => page)).toEqual([page])
  })
})

describe("the command", () => {
  it.each([
    ["a package that is not there", ["absent.zip"], 1, /absent\.zip, or it cannot be read/],
    ["a store that cannot be one", [".", "--store", "package.json/x.db"], 2, /^error: .*package\.json.* --store\.\n$/],
  ])("says what is wrong with %s", async (_, args, code, said) => {
    const told: string[] = []
    const error = (text: string) => told.push(text)
    expect(await run(["preview", "--no-open", ...args], { out: () => {}, error, isInteractive: false })).toBe(code)
    expect(told.join("")).toMatch(said)
  })
})
