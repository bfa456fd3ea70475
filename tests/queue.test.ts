import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { browserClock } from "../src/tracking/clock.ts"
import { byteLength, type Delivery, leavingBytes, openQueue, type Queue } from "../src/tracking/queue.ts"
import { memoryStore, type Store } from "../src/tracking/storage.ts"
import { fakeWindow } from "./doubles/window.ts"

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 23, 10, 40) }))
afterEach(() => void vi.useRealTimers())

interface Thing {
  readonly id: string
  readonly text?: string
  readonly who?: string
}

/** An LRS as the queue sees it: it stores by id, and answers as it is told to. */
function lrs() {
  const stored: Thing[] = []
  const requests: { ids: string[]; isLeaving: boolean; at: number }[] = []
  const faults = {
    answers: [] as number[],
    wait: undefined as number | undefined,
    bad: new Set<string>(),
    largest: Number.POSITIVE_INFINITY,
    conflicts: false,
  }
  return {
    stored,
    requests,
    faults,
    async send(batch: readonly Thing[], isLeaving: boolean): Promise<Delivery> {
      requests.push({ ids: batch.map(({ id }) => id), isLeaving, at: Date.now() })
      const answer = faults.answers.shift()
      // An answer can be lost on the way back: it is 0, but what was sent is there.
      if (answer === -1) take(batch)
      if (answer !== undefined) {
        const status = Math.max(0, answer)
        return { status, reason: `told ${status}`, ...(faults.wait !== undefined && { wait: faults.wait }) }
      }
      if (byteLength(JSON.stringify(batch)) > faults.largest) return { status: 413, reason: "" }
      if (batch.some(({ id }) => faults.bad.has(id))) return { status: 400, reason: "" }
      if (faults.conflicts && batch.some(({ id }) => stored.some((it) => it.id === id)))
        return { status: 409, reason: "" }
      take(batch)
      return { status: 200, reason: "" }
    },
  }
  function take(batch: readonly Thing[]): void {
    for (const item of batch) if (!stored.some(({ id }) => id === item.id)) stored.push(item)
  }
}

function queueTo(target: ReturnType<typeof lrs>, store: Store = memoryStore(), more = {}): Queue<Thing> {
  const clock = browserClock(fakeWindow())
  return openQueue<Thing>({ send: target.send, store, key: "k", clock, random: () => 0.5, ...more })
}

const things = (count: number, from = 0): Thing[] =>
  Array.from({ length: count }, (_, index) => ({ id: `s${from + index}` }))
const ids = (items: readonly Thing[]) => items.map(({ id }) => id)

describe("a queue", () => {
  it("sends in order, many in one request", async () => {
    const target = lrs()
    const queue = queueTo(target)
    for (const thing of things(60)) queue.add(thing)
    expect(await queue.flush()).toEqual({ ok: true })
    expect(ids(target.stored)).toEqual(ids(things(60)))
    expect(target.requests).toHaveLength(2)
  })

  it("sends what begins or ends a session on its own", async () => {
    const target = lrs()
    const queue = queueTo(target, memoryStore(), { isAlone: ({ id }: Thing) => id === "s0" || id === "s3" })
    for (const thing of things(5)) queue.add(thing)
    await queue.flush()
    expect(target.requests.map(({ ids }) => ids)).toEqual([["s0"], ["s1", "s2"], ["s3"], ["s4"]])
  })

  it("takes 409 of a single statement for stored: its answer was lost the first time", async () => {
    const target = lrs()
    target.faults.conflicts = true
    target.faults.answers = [-1]
    const queue = queueTo(target)
    for (const thing of things(3)) queue.add(thing)
    expect(await queue.flush()).toMatchObject({ ok: false })
    await vi.advanceTimersByTimeAsync(5000)
    expect(ids(target.stored)).toEqual(["s0", "s1", "s2"])
    expect(queue.waiting).toEqual([])
    expect(queue.refused).toEqual([])
  })

  it("halves a batch that is too large, until it fits", async () => {
    const target = lrs()
    target.faults.largest = 40
    const queue = queueTo(target)
    for (const thing of things(16)) queue.add(thing)
    expect(await queue.flush()).toEqual({ ok: true })
    expect(ids(target.stored)).toEqual(ids(things(16)))
  })

  it("finds the bad one among many, sets it aside and goes on", async () => {
    const target = lrs()
    target.faults.bad = new Set(["s7"])
    const queue = queueTo(target)
    for (const thing of things(20)) queue.add(thing)
    expect(await queue.flush()).toEqual({ ok: true })
    expect(ids(target.stored)).toEqual(ids(things(20)).filter((id) => id !== "s7"))
    expect(ids(queue.refused)).toEqual(["s7"])
    expect(target.requests.length).toBeLessThan(20)
  })

  it("stops where it has no right, keeps everything, and says that only a new launch helps", async () => {
    for (const status of [401, 403]) {
      const target = lrs()
      const store = memoryStore()
      target.faults.answers = [status]
      const queue = queueTo(target, store)
      for (const thing of things(2)) queue.add(thing)
      expect(await queue.flush()).toMatchObject({ ok: false, lost: true })
      await vi.advanceTimersByTimeAsync(600_000)
      expect(await queue.flush("hurry")).toMatchObject({ ok: false, lost: true })
      expect(target.requests).toHaveLength(1)
      expect(ids(queueTo(target, store).waiting)).toEqual(["s0", "s1"])
    }
  })

  it("sets aside what is of a closed session, so that the new session goes on", async () => {
    const target = lrs()
    const store = memoryStore()
    queueTo(target, store).add({ id: "old" })
    const queue = queueTo(target, store, { isOld: ({ id }: Thing) => id === "old" })
    queue.add({ id: "new" })
    queue.addFirst({ id: "first" })
    target.faults.answers = [200, 403]
    expect(await queue.flush()).toEqual({ ok: true })
    expect(target.requests.map(({ ids }) => ids)).toEqual([["first"], ["old"], ["new"]])
    expect(ids(queue.refused)).toEqual(["old"])
  })

  it("gives up nothing vital: it lets the others pass and tries again, in requests of its own", async () => {
    const target = lrs()
    const store = memoryStore()
    target.faults.bad = new Set(["s1"])
    const queue = queueTo(target, store, { isVital: ({ id }: Thing) => id === "s1" })
    for (const thing of things(4)) queue.add(thing)
    expect(await queue.flush()).toMatchObject({ ok: false, lost: false })
    expect(ids(target.stored)).toEqual(["s0", "s2", "s3"])
    expect(ids(queue.waiting)).toEqual(["s1"])
    expect(queue.refused).toEqual([])
    // While a page is being left it must not keep the others out.
    queue.add({ id: "s4" })
    expect(await queue.leave()).toMatchObject({ ok: false })
    expect(ids(target.stored)).toContain("s4")
    const asked = target.requests.length
    expect(await queue.flush("hurry")).toMatchObject({ ok: false })
    expect(target.requests).toHaveLength(asked + 1)
    target.faults.bad.clear()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ids(target.stored)).toContain("s1")
    expect(queueTo(target, store).waiting).toEqual([])
  })

  it("sends nothing at all while what must be first is refused", async () => {
    const target = lrs()
    target.faults.bad = new Set(["s0"])
    const more = { isVital: ({ id }: Thing) => id === "s0" && "first", isAlone: ({ id }: Thing) => id === "s0" }
    const store = memoryStore()
    const queue = queueTo(target, store, more)
    for (const thing of things(3)) queue.add(thing)
    expect(await queue.flush()).toMatchObject({ ok: false, lost: true })
    await queue.leave()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(target.stored).toEqual([])
    expect(ids(queueTo(target, store, more).waiting)).toEqual(["s0", "s1", "s2"])
  })

  it("takes up what another tab has left, each thing once, behind what must be first", async () => {
    const target = lrs()
    const store = memoryStore()
    const more = { isVital: ({ id }: Thing) => id === "begin" && "first" }
    const one = queueTo(target, store, more)
    one.add({ id: "s0" })
    const two = queueTo(target, store, more)
    one.add({ id: "begin" })
    one.add({ id: "s1" }, "q1 100")
    two.rejoin()
    two.add({ id: "s2" }, "q1 100")
    two.add({ id: "s3" })
    await two.flush()
    expect(ids(target.stored)).toEqual(["begin", "s0", "s1", "s3"])
  })

  it("waits longer after each failure, not in step with others, and as long as the LRS asks", async () => {
    const target = lrs()
    target.faults.answers = [503, 0, 429, 500]
    const queue = queueTo(target)
    queue.add({ id: "s0" })
    void queue.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    const waits = target.requests.map(({ at }, index) => at - (target.requests[index - 1]?.at ?? at))
    expect(waits).toEqual([0, 1500, 3000, 6000, 12_000])
    target.faults.answers = [429]
    target.faults.wait = 90_000
    queue.add({ id: "s1" })
    await queue.flush()
    const asked = target.requests.length
    expect(await queue.flush()).toMatchObject({ ok: false, lost: false })
    await vi.advanceTimersByTimeAsync(89_000)
    expect(target.requests).toHaveLength(asked)
    await vi.advanceTimersByTimeAsync(2000)
    expect(queue.waiting).toEqual([])
  })

  it("tries at once when it is told to hurry", async () => {
    const target = lrs()
    target.faults.answers = [503]
    const queue = queueTo(target)
    queue.add({ id: "s0" })
    await queue.flush()
    expect(await queue.flush()).toMatchObject({ ok: false })
    expect(await queue.flush("hurry")).toEqual({ ok: true })
    expect(target.requests).toHaveLength(2)
  })

  it("survives a reload, without who is learning, and forgets what is sent", async () => {
    const target = lrs()
    const store = memoryStore()
    const keep = {
      pack: ({ who: _, ...rest }: Thing) => rest,
      unpack: (kept: Thing) => (kept.id === "s1" ? undefined : { ...kept, who: "Ada" }),
    }
    const queue = queueTo(target, store, { keep })
    for (const thing of things(3)) queue.add({ ...thing, who: "Ada" })
    expect(store.get("k")).not.toContain("Ada")
    const again = queueTo(target, store, { keep })
    await again.flush()
    expect(target.stored).toEqual([
      { id: "s0", who: "Ada" },
      { id: "s2", who: "Ada" },
    ])
    expect(queueTo(target, store, { keep }).waiting).toEqual([])
    expect(store.get("k")).toBeUndefined()
  })

  it("survives what somebody else wrote under its key, and a store that keeps nothing", async () => {
    for (const text of ["", "{", "[]", '{"items":[1,null,{"no":"id"}],"keys":[3]}']) {
      const store = memoryStore()
      store.set("k", text)
      expect(queueTo(lrs(), store).waiting).toEqual([])
    }
    const blocked: Store = { get: () => undefined, set: () => false, remove() {} }
    const target = lrs()
    const queue = queueTo(target, blocked)
    queue.add({ id: "s0" })
    expect(await queue.flush()).toEqual({ ok: true })
    expect(ids(target.stored)).toEqual(["s0"])
  })

  it("takes the same thing once only, in the next sitting too", async () => {
    const target = lrs()
    const store = memoryStore()
    const queue = queueTo(target, store)
    queue.add({ id: "a" }, "q1 100")
    queue.add({ id: "b" }, "q1 100")
    await queue.flush()
    queueTo(target, store).add({ id: "c" }, "q1 100")
    const again = queueTo(target, store)
    again.add({ id: "d" }, "q1 200")
    await again.flush()
    expect(ids(target.stored)).toEqual(["a", "d"])
  })

  it("at the end of a page sends at once as much as a browser carries, and leaves the rest to the next sitting", async () => {
    const target = lrs()
    const store = memoryStore()
    const queue = queueTo(target, store)
    const large = things(20).map((thing) => ({ ...thing, text: "ä".repeat(3000) }))
    for (const thing of large) queue.add(thing)
    const left = queue.leave()
    expect(target.requests).toHaveLength(1)
    expect(target.requests[0]?.isLeaving).toBe(true)
    await left
    expect(byteLength(JSON.stringify(target.stored))).toBeLessThanOrEqual(leavingBytes)
    expect(target.stored.length).toBeGreaterThan(5)
    const again = queueTo(target, store)
    await again.flush()
    expect(ids(target.stored)).toEqual(ids(large))
  })

  it("loses nothing, keeps the order and stores each once, whatever the LRS answers", async () => {
    const answers = fc.array(fc.constantFrom(0, -1, 200, 408, 413, 429, 500, 503), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        answers.map((list) => list.filter((status) => status !== 200)),
        fc.array(fc.constantFrom("add", "flush", "wait", "reload", "hurry"), { maxLength: 25 }),
        fc.boolean(),
        async (faults, steps, conflicts) => {
          const target = lrs()
          target.faults.answers = faults.filter((status) => status !== 413)
          target.faults.largest = faults.includes(413) ? 60 : Number.POSITIVE_INFINITY
          target.faults.conflicts = conflicts
          const store = memoryStore()
          let queue = queueTo(target, store)
          let count = 0
          for (const step of steps) {
            if (step === "add") queue.add({ id: `s${count++}` })
            else if (step === "wait") await vi.advanceTimersByTimeAsync(3000)
            else if (step === "reload") {
              queue.close()
              queue = queueTo(target, store)
            } else {
              void queue.flush(step === "hurry" ? "hurry" : undefined)
              await vi.advanceTimersByTimeAsync(1)
            }
          }
          target.faults.answers = []
          void queue.flush("hurry")
          await vi.advanceTimersByTimeAsync(300_000)
          expect(ids(target.stored)).toEqual(ids(things(count)))
          expect(queue.waiting).toEqual([])
          expect(queue.refused).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe("the length of a text", () => {
  it("is counted in bytes of UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(byteLength(text)).toBe(Buffer.byteLength(text, "utf8"))
      }),
    )
  })
})
