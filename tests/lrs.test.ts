import { randomUUID } from "node:crypto"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { learner, type StrictLrs, startLrs } from "../src/lms/lrs.ts"

// Packages of other tools may use all that xAPI 1.0.3 allows: the LRS that plays them must not refuse it.

const auth = "Basic Z3Vlc3Q6Z3Vlc3Q="
const activity = "http://example.org/course/1"
const registration = randomUUID()
let lrs: StrictLrs
beforeEach(async () => {
  lrs = await startLrs()
  lrs.guests.add(auth)
})
afterEach(() => lrs.close())

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly type?: string
  readonly headers?: Record<string, string>
}

async function ask(method: string, path: string, { body, type, headers }: Sent = {}) {
  const response = await fetch(lrs.endpoint + path, {
    method,
    headers: {
      "X-Experience-API-Version": "1.0.1",
      Authorization: auth,
      ...(type && { "Content-Type": type }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, text: bytes.toString(), bytes, headers: response.headers }
}

function statement(more: object = {}) {
  return {
    ...{ id: randomUUID(), actor: learner, verb: { id: "http://adlnet.gov/expapi/verbs/experienced" } },
    object: { id: activity, objectType: "Activity", definition: { name: { en: "Course" } } },
    ...{ timestamp: new Date().toISOString(), context: { registration } },
    ...more,
  }
}

const json = (value: unknown) => ({ type: "application/json", body: JSON.stringify(value) })
const agent = encodeURIComponent(JSON.stringify(learner))
const states = `activities/state?activityId=${encodeURIComponent(activity)}&agent=${agent}&registration=${registration}`

describe("the LRS takes statements", () => {
  it("one by one with PUT, under the id in the query", async () => {
    const { id, ...rest } = statement()
    expect((await ask("PUT", `statements?statementId=${id}`, json(rest))).status).toBe(204)
    expect((await ask("PUT", `statements?statementId=${id}`, json(rest))).status).toBe(204)
    expect(lrs.statements.map(({ id }) => id)).toEqual([id])
    expect((await ask("PUT", `statements?statementId=${id}`, json(statement()))).status).toBe(400)
    expect((await ask("PUT", "statements", json(statement()))).status).toBe(400)
  })

  it("without id and time, which it adds", async () => {
    const { id: _, timestamp: __, ...bare } = statement()
    const { status, text } = await ask("POST", "statements", json(bare))
    expect([status, JSON.parse(text)]).toEqual([200, [lrs.statements[0]?.id]])
    expect(lrs.statements[0]).toMatchObject({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      timestamp: expect.any(String),
    })
  })

  it.each<[string, object]>([
    ["of a group", { actor: { objectType: "Group", member: [learner] } }],
    ["on a person", { object: { ...learner, objectType: "Agent" } }],
    ["on another statement", { object: { objectType: "StatementRef", id: randomUUID() } }],
    [
      "that tell another",
      { object: { objectType: "SubStatement", actor: learner, verb: { id: "a:b" }, object: { id: activity } } },
    ],
    ["with a single activity in their context", { context: { contextActivities: { parent: { id: activity } } } }],
    ["with durations of milliseconds", { result: { duration: "PT1M4.250S" } }],
    ["with what an LRS sets itself", { stored: new Date().toISOString(), authority: learner }],
    [
      "with attachments elsewhere",
      {
        attachments: [
          {
            ...{ usageType: "http://example.org/proof", display: { en: "Proof" }, contentType: "text/plain" },
            ...{ length: 1, sha2: "ab", fileUrl: "http://example.org/proof.txt" },
          },
        ],
      },
    ],
  ])("%s", async (_, more) => {
    expect(await ask("POST", "statements", json(statement(more)))).toMatchObject({ status: 200 })
    expect(lrs.refusals).toEqual([])
  })

  it("before their attachments, in a message of several parts", async () => {
    const one = statement()
    const body = `--x\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(one)}\r\n--x\r\nX: y\r\n\r\nbytes\r\n--x--`
    expect((await ask("POST", "statements", { type: "multipart/mixed; boundary=x", body })).status).toBe(200)
    expect(lrs.statements.map(({ id }) => id)).toEqual([one.id])
  })

  it("and gives those that are asked for, the last first", async () => {
    const all = [statement(), statement({ verb: { id: "http://adlnet.gov/expapi/verbs/passed" } }), statement()]
    await ask("POST", "statements", json(all))
    const ids = async (query: string) =>
      JSON.parse((await ask("GET", `statements?${query}`)).text).statements.map(({ id }: { id: string }) => id)
    const sent = all.map(({ id }) => id)
    expect(await ids(`agent=${agent}`)).toEqual([...sent].reverse())
    expect(await ids(`activity=${encodeURIComponent(activity)}&limit=1`)).toEqual([sent[2]])
    expect(await ids("verb=http://adlnet.gov/expapi/verbs/passed")).toEqual([sent[1]])
    expect(await ids(`registration=${randomUUID()}`)).toEqual([])
    expect((await ask("GET", "statements?who=me")).status).toBe(400)
  })
})

describe("the LRS keeps documents", () => {
  it("of any media type, byte by byte", async () => {
    const bytes = Uint8Array.of(0, 255, 128, 1)
    await ask("PUT", `${states}&stateId=bin`, { type: "application/octet-stream", body: bytes })
    await ask("PUT", `${states}&stateId=text`, { type: "text/plain", body: "2M2k5060ab0" })
    await ask("PUT", `${states}&stateId=json`, json("a text"))
    const bin = await ask("GET", `${states}&stateId=bin`)
    expect([...bin.bytes, bin.headers.get("content-type")]).toEqual([...bytes, "application/octet-stream"])
    const text = await ask("GET", `${states}&stateId=text`)
    expect([text.text, text.headers.get("content-type")]).toEqual(["2M2k5060ab0", "text/plain"])
    expect((await ask("GET", `${states}&stateId=json`)).text).toBe('"a text"')
    expect(lrs.refusals).toEqual([])
  })

  it("lists them, and forgets one or all", async () => {
    for (const id of ["a", "b", "c"]) await ask("PUT", `${states}&stateId=${id}`, json({ id }))
    expect(JSON.parse((await ask("GET", states)).text)).toEqual(["a", "b", "c"])
    expect((await ask("DELETE", `${states}&stateId=b`)).status).toBe(204)
    expect(JSON.parse((await ask("GET", states)).text)).toEqual(["a", "c"])
    expect((await ask("GET", `${states}&stateId=b`)).status).toBe(404)
    expect((await ask("DELETE", states)).status).toBe(204)
    expect(JSON.parse((await ask("GET", states)).text)).toEqual([])
    expect(lrs.refusals).toEqual([])
  })

  it("merges JSON with JSON, and nothing else", async () => {
    await ask("PUT", `${states}&stateId=a`, json({ x: 1, y: 1 }))
    expect((await ask("POST", `${states}&stateId=a`, json({ y: 2 }))).status).toBe(204)
    expect(JSON.parse((await ask("GET", `${states}&stateId=a`)).text)).toEqual({ x: 1, y: 2 })
    expect((await ask("POST", `${states}&stateId=a`, { type: "text/plain", body: "y" })).status).toBe(400)
    expect((await ask("PUT", `${states}&stateId=a`, { type: "application/json", body: "{" })).status).toBe(400)
  })

  it.each([`agents/profile?agent=${agent}`, `activities/profile?activityId=${encodeURIComponent(activity)}`])(
    "at %s, where nothing is replaced unseen",
    async (place) => {
      const one = `${place}&profileId=p`
      expect((await ask("GET", one)).status).toBe(404)
      expect((await ask("PUT", one, { ...json({}), headers: { "If-None-Match": "*" } })).status).toBe(204)
      expect(JSON.parse((await ask("GET", place)).text)).toEqual(["p"])
      expect((await ask("PUT", one, json({ x: 1 }))).status).toBe(409)
      const etag = (await ask("GET", one)).headers.get("etag") ?? ""
      expect((await ask("PUT", one, { ...json({ x: 1 }), headers: { "If-Match": etag } })).status).toBe(204)
      expect((await ask("PUT", one, { ...json({ x: 2 }), headers: { "If-Match": etag } })).status).toBe(412)
      expect((await ask("GET", one)).text).toBe('{"x":1}')
      expect((await ask("DELETE", one)).status).toBe(204)
      expect(lrs.refusals).toHaveLength(1)
    },
  )
})

describe("the LRS tells", () => {
  it("what it knows of an activity and a person", async () => {
    await ask("POST", "statements", json(statement()))
    const known = await ask("GET", `activities?activityId=${encodeURIComponent(activity)}`)
    expect(JSON.parse(known.text)).toEqual({
      objectType: "Activity",
      id: activity,
      definition: { name: { en: "Course" } },
    })
    const unknown = await ask("GET", "activities?activityId=a:b")
    expect(JSON.parse(unknown.text)).toEqual({ objectType: "Activity", id: "a:b" })
    const person = JSON.parse((await ask("GET", `agents?agent=${agent}`)).text)
    expect(person).toEqual({ objectType: "Person", name: ["Ada Byron"], account: [learner.account] })
  })

  it("its version, with every answer", async () => {
    expect((await ask("GET", states)).headers.get("x-experience-api-version")).toBe("1.0.3")
  })
})
