import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { irisOf } from "../src/learner/iris.ts"
import { learner, type StrictLrs, startLrs } from "../src/lms/lrs.ts"
import { readAgent } from "../src/tracking/launch-query.ts"
import { connectXapi } from "../src/tracking/xapi.ts"
import { pageEvent } from "./doubles/window.ts"
import { xapiWindow } from "./doubles/xapi-window.ts"
import { base, interaction, learnerAt, opened, outline, takeAll } from "./fixtures/xapi-learner.ts"
import { complaints } from "./judge-statements.ts"

const options = { outline, base, withText: false }
const iris = irisOf(base, outline.id)
const registration = "6f1c1c0e-6a44-4c68-9d9d-0d0c4bd0a6ce"
const auth = "Basic Zm9vOmJhcg=="

let lrs: StrictLrs
beforeEach(async () => {
  lrs = await startLrs()
  lrs.guests.add(auth)
})
afterEach(async () => {
  await lrs.close()
  expect(complaints(lrs.statements, base, [])).toEqual([])
})

type Tab = ReturnType<typeof xapiWindow>

async function launch(more: Record<string, string> = {}, tab?: Tab) {
  const query = new URLSearchParams({
    ...{ endpoint: lrs.endpoint, auth, actor: JSON.stringify(learner), registration },
    ...more,
  })
  const window = xapiWindow(`?${query}`, tab)
  return { window, connection: opened(await connectXapi(window, options)) }
}

const verbs = () => lrs.statements.map(({ verb }) => String(verb.id).split("/").pop())
const said = (verb: string) => lrs.statements.filter((it) => it.verb.id.endsWith(`/${verb}`))

describe("a launch without cmi5", () => {
  it("is none without an endpoint and an actor", async () => {
    for (const query of [
      "",
      "?endpoint=https://lrs.agency.gov",
      `?actor=${encodeURIComponent(JSON.stringify(learner))}`,
    ]) {
      expect(await connectXapi(xapiWindow(query), options)).toBeUndefined()
    }
  })

  it("tells who launches it that it has no right to the LRS", async () => {
    const query = new URLSearchParams({ endpoint: lrs.endpoint, auth: "Basic no", actor: JSON.stringify(learner) })
    expect(await connectXapi(xapiWindow(`?${query}`), options)).toHaveProperty("refused")
  })

  it("finds the resources of an endpoint with or without a slash, and with a query of its own", async () => {
    for (const endpoint of [lrs.endpoint, lrs.endpoint.slice(0, -1), `${lrs.endpoint}?tenant=7`]) {
      await launch({ endpoint, registration: crypto.randomUUID() }).catch(() => {})
    }
    expect(verbs()).toEqual(["initialized", "initialized", "initialized"].slice(0, lrs.statements.length))
    const strange = lrs.requests.filter(({ path }) => !/^\/xapi\/(about|statements|activities\/state)$/.test(path))
    expect(strange).toEqual([])
  })

  it("says completed and passed of the course itself, with the registration (Opigno needs it)", async () => {
    const { connection } = await launch()
    await takeAll(learnerAt(connection), true)
    await connection.finish(0)
    for (const verb of ["completed", "passed"]) {
      expect(said(verb)).toHaveLength(1)
      expect(said(verb)[0]).toMatchObject({ object: { id: iris.course }, context: { registration } })
    }
    expect(verbs()[0]).toBe("initialized")
    expect(verbs().at(-1)).toBe("terminated")
    expect(JSON.stringify(lrs.statements)).not.toContain("/cmi5/context/")
    expect(lrs.refusals).toEqual([])
  })

  it("goes on the next day: resumed, and nothing said twice", async () => {
    const first = await launch()
    const who = learnerAt(first.connection)
    await who.visit("engage_start")
    await who.answer("engage_q1", true)
    await first.connection.finish(0)
    const second = await launch()
    const again = learnerAt(second.connection)
    expect([...again.state().work.keys()]).toEqual(["engage_q1"])
    await takeAll(again, true)
    await second.connection.finish(0)
    expect(
      verbs().filter((verb) => /initialized|resumed|suspended|terminated|completed|passed/.test(verb ?? "")),
    ).toEqual([...["initialized", "suspended", "resumed", "completed", "passed", "terminated"]])
    expect(lrs.refusals).toEqual([])
  })

  it("says failed of each round that failed, when it failed", async () => {
    const { connection } = await launch()
    const who = learnerAt(connection)
    await takeAll(who, false)
    await who.settle()
    expect(said("failed")).toHaveLength(1)
    await who.retake()
    await who.answer("evaluate_q1", false)
    await who.settle()
    expect(said("failed")).toHaveLength(2)
    await who.retake()
    await who.answer("evaluate_q1", true)
    await connection.finish(0)
    expect(said("passed")).toHaveLength(1)
    expect(said("failed")).toHaveLength(2)
  })

  it("brings what an earlier sitting of this browser could not send, in its order", async () => {
    const first = await launch()
    const who = learnerAt(first.connection)
    lrs.faults.isDown = true
    await who.visit("engage_start")
    await who.answer("engage_q1", true)
    lrs.faults.isDown = false
    await launch({}, first.window)
    expect(verbs()).toEqual(["initialized", "resumed", "experienced", "progressed", "answered", "progressed"])
    expect(said("answered")).toHaveLength(1)
  })

  it("says a status once, and an objective, when the LRS was away for all of the end", async () => {
    const first = await launch()
    const who = learnerAt(first.connection)
    lrs.faults.isDown = true
    await takeAll(who, true)
    lrs.faults.isDown = false
    const second = await launch({}, first.window)
    await second.connection.write(who.record(), [], 0)
    await second.connection.finish(0)
    expect([said("completed").length, said("passed").length]).toEqual([1, 1])
    for (const verb of ["mastered", "progressed"]) {
      const things = said(verb).map(({ object, result }) => JSON.stringify([object.id, result.extensions]))
      expect(things.length).toBeGreaterThan(0)
      expect(new Set(things).size).toBe(things.length)
    }
    expect(lrs.refusals).toEqual([])
  })

  it("says a failure once, when it waited and nothing of it was noted", async () => {
    const first = await launch()
    const who = learnerAt(first.connection)
    lrs.faults.isDown = true
    await takeAll(who, false)
    await who.settle()
    lrs.faults.isDown = false
    const second = await launch({}, first.window)
    await second.connection.write(who.record(), [], 0)
    await second.connection.finish(0)
    expect(said("failed")).toHaveLength(1)
  })

  it("says nothing that another tab has said since this one was opened", async () => {
    const first = await launch()
    const second = await launch({}, first.window)
    const who = learnerAt(first.connection)
    await takeAll(who, true)
    await first.connection.finish(0, true)
    await second.connection.write(who.record(), [], 0)
    await second.connection.finish(0)
    expect([said("completed").length, said("passed").length]).toEqual([1, 1])
    expect(new Set(said("mastered").map(({ object }) => object.id)).size).toBe(said("mastered").length)
    expect(lrs.refusals).toEqual([])
  })

  it("says all of it again to a store that was emptied, whatever the browser remembers", async () => {
    const first = await launch()
    await takeAll(learnerAt(first.connection), true)
    await first.connection.finish(0)
    lrs.statements.length = 0
    lrs.documents.clear()
    const second = await launch({}, first.window)
    await takeAll(learnerAt(second.connection), true)
    await second.connection.finish(0)
    expect([said("completed").length, said("passed").length]).toEqual([1, 1])
    expect(said("mastered").length).toBeGreaterThan(0)
  })

  it("is told to the LRS when the page is left", async () => {
    const { connection, window } = await launch()
    const who = learnerAt(connection)
    await who.visit("engage_start")
    window.dispatchEvent(pageEvent("pagehide", false))
    await connection.finish(0)
    await expect.poll(verbs).toContain("suspended")
  })

  it("speaks 2.0 to an LRS that speaks nothing else, whose documents have conditions", async () => {
    lrs.versions = ["2.0.0"]
    const { connection } = await launch()
    await takeAll(learnerAt(connection), true)
    expect(await connection.finish(0)).toEqual({ ok: true })
    expect(
      new Set(
        lrs.requests
          .filter(({ path }) => !path.endsWith("about"))
          .map(({ headers }) => headers["x-experience-api-version"]),
      ),
    ).toEqual(new Set(["2.0.0"]))
    expect(lrs.refusals).toEqual([])
  })

  it("works where scripts cannot see ETags", async () => {
    const { window, connection } = await launch()
    const fetch = window.fetch
    window.fetch = async (address, request) => {
      const response = await fetch(address, request)
      const headers = new Headers(response.headers)
      headers.delete("ETag")
      const text = await response.text()
      return new Response(response.status === 204 ? null : text, { status: response.status, headers })
    }
    await takeAll(learnerAt(connection), true)
    expect(await connection.finish(0)).toEqual({ ok: true })
  })

  it("sends what a learner writes only where the author turned it on", async () => {
    for (const withText of [false, true]) {
      const window = xapiWindow(
        `?${new URLSearchParams({ endpoint: lrs.endpoint, auth, actor: JSON.stringify(learner), registration })}`,
      )
      const connection = opened(await connectXapi(window, { ...options, withText }))
      const writing = { ...interaction("engage_q1", true), patterns: [], response: `my own words ${withText}` }
      const { scaled: _, components: __, ...rest } = writing
      await connection.write(
        learnerAt(connection).record(),
        [
          { ...rest, type: "long-fill-in", result: "neutral" },
          { ...rest, type: "fill-in", result: "incorrect", time: rest.time + 1 },
        ],
        0,
      )
    }
    expect(JSON.stringify(lrs.statements)).not.toContain("my own words false")
    expect(lrs.statements.filter(({ result }) => result?.response === "my own words true")).toHaveLength(2)
  })

  it("takes a page turn in two requests, or three where the LRS keeps its ETags to itself", async () => {
    for (const namesNewEtags of [true, false]) {
      lrs.faults.namesNewEtags = namesNewEtags
      const { connection } = await launch({ registration: crypto.randomUUID() })
      const who = learnerAt(connection)
      await who.visit("engage_start")
      const before = lrs.requests.length
      await who.visit("explore_start")
      expect(lrs.requests.length - before).toBe(namesNewEtags ? 2 : 3)
    }
  })
})

describe("the actor of a launch", () => {
  it("is taken exactly as it is", () => {
    for (const actor of [
      learner,
      { mbox: "mailto:ada@agency.gov" },
      { openid: "https://id.agency.gov/ada", name: "Ada" },
      { objectType: "Agent", mbox_sha1sum: "0a4d55a8d778e5022fab701977c5d840bbc486d0" },
    ]) {
      expect(readAgent(JSON.stringify(actor))).toEqual(actor)
    }
  })

  it("is brought into today's form when it has an older one", () => {
    const account = [{ accountServiceHomePage: "https://lms.agency.gov", accountName: "7f3a" }]
    expect(readAgent(JSON.stringify({ name: ["Ada"], account }))).toEqual({
      name: "Ada",
      account: { homePage: "https://lms.agency.gov", name: "7f3a" },
    })
    expect(readAgent(JSON.stringify({ name: ["Ada"], mbox: ["mailto:ada@agency.gov"] }))).toEqual({
      name: "Ada",
      mbox: "mailto:ada@agency.gov",
    })
    expect(readAgent(JSON.stringify({ mbox: ["ada@agency.gov"] }))).toEqual({ mbox: "mailto:ada@agency.gov" })
  })

  it("is nobody where it names nobody", () => {
    for (const text of [null, "", "{", "[]", "{}", '{"name":"Ada"}', '{"mbox":[]}', '{"account":{"name":"x"}}', "3"]) {
      expect(readAgent(text)).toBeUndefined()
    }
  })
})
