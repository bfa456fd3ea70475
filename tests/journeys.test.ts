import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { LearnerEvent } from "../src/learner/events.ts"
import { mergeStates } from "../src/learner/merge.ts"
import { activitiesOf, type Outline, pagesOf } from "../src/learner/outline.ts"
import { toRecord } from "../src/learner/record.ts"
import { reduce } from "../src/learner/reduce.ts"
import { decodeWork } from "../src/learner/saved-work.ts"
import { freshState, type LearnerState } from "../src/learner/state.ts"
import { learner, startLrs } from "../src/lms/lrs.ts"
import { strictScorm12 } from "../src/lms/scorm12.ts"
import { strictScorm2004 } from "../src/lms/scorm2004.ts"
import { connectCmi5 } from "../src/tracking/cmi5.ts"
import type { Connection, Refusal } from "../src/tracking/record.ts"
import { connectScorm12 } from "../src/tracking/scorm12.ts"
import { connectScorm2004 } from "../src/tracking/scorm2004.ts"
import { connectXapi } from "../src/tracking/xapi.ts"
import { fakeWindow } from "./doubles/window.ts"
import { xapiWindow } from "./doubles/xapi-window.ts"
import { base, outline } from "./fixtures/xapi-learner.ts"

// Whole journeys: a learner answers, the other side breaks down and comes back, pages are loaded anew, the course is replaced by
// its next version. Whatever the order, the other side holds in the end what the learner did, and nothing ever went down.

/** The next version of the course: the questions of its first page are gone, and a page stands before all others. */
const next: Outline = {
  ...outline,
  phases: outline.phases.map((phase, index) =>
    index > 0
      ? phase
      : {
          ...phase,
          pages: [
            { id: "new_page", title: "New", activities: [] },
            ...phase.pages.map((page) => ({ ...page, activities: [] })),
          ],
        },
  ),
}

type Step =
  | { readonly do: "event"; readonly event: LearnerEvent }
  | { readonly do: "break" | "mend" | "reload" | "replace" }

const activities = activitiesOf(outline)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...activities), fc.boolean()).map(([{ id, levels, shape }, isRight]): Step => {
      const marks = shape.marks.map((values) => (isRight ? values - 1 : 0))
      const answer = { marks, texts: shape.texts.map(() => (isRight ? "yes" : "no")) }
      return { do: "event", event: { type: "answered", activity: id, answer, level: isRight ? levels : 0 } }
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...pagesOf(outline))
      .map(({ id }): Step => ({ do: "event", event: { type: "visited", page: id } })),
  },
  fc.constantFrom<Step>({ do: "break" }, { do: "mend" }, { do: "reload" }, { do: "replace" }),
)

/** The other side of a course. */
interface OtherSide {
  connect(course: Outline): Promise<Connection | Refusal | undefined>
  /** Breaks down, or works again. */
  break(isBroken: boolean): void
  close(): Promise<void>
}

const registration = "6f1c1c0e-6a44-4c68-9d9d-0d0c4bd0a6ce"

const sides: Readonly<Record<string, () => Promise<OtherSide>>> = {
  "SCORM 1.2": async () => {
    const lms = strictScorm12()
    let isBroken = false
    lms.breakdown = () => (isBroken ? "throws" : undefined)
    return {
      connect: () =>
        connectScorm12(fakeWindow({ API: lms.launch() }) as unknown as Window, {
          report: "passed/failed",
          limit: 4096,
        }),
      break: (broken) => {
        isBroken = broken
      },
      close: async () => expect(lms.violations).toEqual([]),
    }
  },
  "SCORM 2004": async () => {
    const lms = strictScorm2004()
    let isBroken = false
    lms.breakdown = () => (isBroken ? "refuses" : undefined)
    return {
      connect: () =>
        connectScorm2004(fakeWindow({ API_1484_11: lms.launch() }) as unknown as Window, {
          ...{ report: "passed/failed", limit: 64_000, alone: true },
        }),
      break: (broken) => {
        isBroken = broken
      },
      close: async () => expect(lms.violations).toEqual([]),
    }
  },
  cmi5: async () => {
    const lrs = await startLrs()
    return {
      connect: (course) => {
        const { query } = lrs.launch({ registration })
        const words = { noReload: "Do not reload this page." }
        return connectCmi5(xapiWindow(query), { outline: course, base, withText: false, words })
      },
      break: (isDown) => Object.assign(lrs.faults, { isDown }),
      async close() {
        await lrs.close()
        expect(lrs.refusals).toEqual([])
      },
    }
  },
  xAPI: async () => {
    const lrs = await startLrs()
    const auth = "Basic Zm9vOmJhcg=="
    lrs.guests.add(auth)
    const query = new URLSearchParams({ endpoint: lrs.endpoint, auth, actor: JSON.stringify(learner), registration })
    return {
      connect: (course) => connectXapi(xapiWindow(`?${query}`), { outline: course, base, withText: false }),
      break: (isDown) => Object.assign(lrs.faults, { isDown }),
      async close() {
        await lrs.close()
        expect(lrs.refusals).toEqual([])
      },
    }
  },
}

const rank = { unknown: 0, failed: 1, passed: 2 }

async function travel(side: OtherSide, steps: readonly Step[]): Promise<void> {
  let course = outline
  /** What this browser keeps of what the other side did not take. */
  let journal: string | undefined
  let best = { completed: false, success: 0 }
  let connection: Connection | undefined
  let state: LearnerState = freshState

  async function open(): Promise<void> {
    side.break(false)
    const opened = await side.connect(course)
    if (!opened || "refused" in opened) throw new Error(`no session: ${opened?.refused}`)
    connection = opened
    const { completed, success } = opened.launch.held
    // What is known of a status only grows, whoever tells.
    expect(Number(completed)).toBeGreaterThanOrEqual(Number(best.completed))
    expect(rank[success]).toBeGreaterThanOrEqual(best.success)
    best = { completed, success: rank[success] }
    const theirs = decodeWork(course, opened.launch.savedWork) ?? freshState
    const ours = journal === undefined ? undefined : decodeWork(course, journal)
    state = ours ? mergeStates(course, theirs, ours) : theirs
    await write()
  }

  async function write(): Promise<void> {
    const record = toRecord(course, state)
    const result = await connection?.write(record, [], 1000)
    journal = result?.ok ? undefined : record.savedWork
  }

  /** What the learner did last with each activity that both versions have. */
  const done = new Map<string, number>()
  const kept = activitiesOf(next).map(({ id }) => id)
  await open()
  for (const step of steps) {
    switch (step.do) {
      case "event": {
        state = reduce(course, state, step.event)
        if (step.event.type === "answered" && kept.includes(step.event.activity)) {
          done.set(step.event.activity, state.work.get(step.event.activity)?.tries ?? 0)
        }
        await write()
        break
      }
      case "break":
        side.break(true)
        break
      case "mend":
        side.break(false)
        await write()
        break
      case "reload":
        await open()
        break
      case "replace":
        course = course === outline ? next : outline
        await open()
        break
    }
  }
  await open()
  const last = await side.connect(course)
  if (!last || "refused" in last) throw new Error("no session")
  const held = decodeWork(course, last.launch.savedWork)
  for (const [id, tries] of done) expect([id, held?.work.get(id)?.tries]).toEqual([id, tries])
}

describe.each(Object.keys(sides))("a journey with %s", (name) => {
  it("loses nothing, whatever breaks, is loaded anew or replaced on the way", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const side = await sides[name]?.()
        if (!side) throw new Error(`nobody plays ${name}`)
        await travel(side, steps)
        await side.close()
      }),
      { numRuns: name.startsWith("SCORM") ? 200 : 40 },
    )
  })
})
