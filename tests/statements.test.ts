import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { registry } from "../src/activities/registry.ts"
import { interactionUnder, irisOf } from "../src/learner/iris.ts"
import type { Outline, OutlineActivity } from "../src/learner/outline.ts"
import {
  isFailureUntold,
  nothingTold,
  type Seen,
  type StatementContext,
  statementsFor,
  type Told,
  verdictStatement,
} from "../src/learner/statements.ts"
import { cmi5, extensionIri, progressExtension } from "../src/learner/vocabulary.ts"
import { type Json, statementFaults } from "../src/lms/statement-rules.ts"
import { toIsoDuration } from "../src/tracking/duration.ts"
import type { Interaction } from "../src/tracking/record.ts"
import { uuidOf } from "../src/tracking/uuid.ts"
import { type Sample, samples } from "./activity-samples.ts"
import { fakeWindow } from "./doubles/window.ts"
import { base, outline } from "./fixtures/xapi-learner.ts"
import { complaints } from "./judge-statements.ts"
import { parseActivities } from "./parse-activity.ts"

const iris = irisOf(base, outline.id)
const now = Date.UTC(2026, 10, 23, 10, 40)
const moment = { now, sessionTime: 90_000 }
const launched = "https://lms.agency.gov/activities/41"

const plain: StatementContext = {
  ...{ outline, iris },
  actor: { objectType: "Agent", account: { homePage: "https://lms.agency.gov", name: "7f3a" } },
  registration: "6f1c1c0e-6a44-4c68-9d9d-0d0c4bd0a6ce",
  activity: { id: iris.course, type: "course" },
  uuid: uuidOf(fakeWindow({ crypto: globalThis.crypto })),
  duration: toIsoDuration,
}
const under5: StatementContext = {
  ...plain,
  activity: { id: launched, type: "course" },
  cmi5: {
    template: {
      contextActivities: { grouping: [{ id: `${base}/courses/graded/unit` }] },
      extensions: { [cmi5.sessionId]: "s1" },
    },
    masteryScore: 0.7,
  },
}

const seen: Seen = { completed: false, success: "unknown", progress: 0, location: "", objectives: [] }
const tell = (told: Told, record: Partial<Seen>, context = plain, interactions: readonly Interaction[] = []) =>
  statementsFor(told, { ...seen, ...record }, interactions, context, moment)
const verbsOf = (statements: readonly { verb: { id: string } }[]) =>
  statements.map(({ verb }) => verb.id.split("/").pop())

/** What the reader of a lesson and a kind make of a sample, answered as it says. */
function answered(markdown: string, answer: (typeof samples)[number]["answer"], files?: Sample["files"]) {
  const { activities } = parseActivities(markdown, files)
  const activity = activities[activities.length - 1]
  const kind = activity && registry.kind(activity.kind)
  if (!activity || !kind) throw new Error("the sample holds no activity")
  const level = kind.score(activity.data, answer)
  const interaction: Interaction = {
    id: activity.id,
    ...kind.interaction(activity.data, answer),
    description: activity.description,
    objectives: ["O2", "O3"],
    result: activity.levels === 0 ? "neutral" : level === activity.levels ? "correct" : "incorrect",
    ...{ weighting: activity.points, time: now - 5000, latency: 4200, position: 0, attempt: 2 },
    ...(activity.levels > 0 && { scaled: level / activity.levels }),
    ...(kind.components && { components: kind.components(activity.data) }),
  }
  const { place: _, data: __, description: ___, ...rest } = activity
  return { interaction, outline: outlineWith(rest) }
}

function outlineWith(activity: OutlineActivity): Outline {
  return {
    ...outline,
    phases: outline.phases.map((phase) => ({
      ...phase,
      pages: phase.pages.map((page) => (phase.id === "explain" ? { ...page, activities: [activity] } : page)),
    })),
  }
}

describe("a statement about an answer", () => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    "of a %s is sound, with its definition whole",
    (_, sample) => {
      const { interaction, outline } = answered(sample.markdown, sample.answer, sample.files)
      for (const context of [
        { ...plain, outline },
        { ...under5, outline },
      ]) {
        const { statements } = tell(nothingTold, {}, { ...context, withText: true }, [interaction])
        const [statement] = JSON.parse(JSON.stringify(statements)) as Json[]
        expect(statementFaults(statement)).toEqual([])
        expect(complaints([statement ?? {}], base, [launched])).toEqual([])
        const { definition } = statement?.object ?? {}
        const lists = ["choices", "scale", "source", "target", "steps"]
        const ids = new Set(lists.flatMap((name) => (definition[name] ?? []).map(({ id }: Json) => id)))
        const isList = /^(choice|likert|matching|sequencing|performance)$/.test(definition.interactionType)
        expect(ids.size > 0).toBe(isList)
        if (isList) {
          // An analyst can read every id of the response and of the pattern in the lists beside it; of a step its name.
          const used = [statement?.result.response, ...(definition.correctResponsesPattern ?? [])]
          const unknown = used
            .flatMap((text) => String(text).split("[,]"))
            .flatMap((part) => (definition.steps ? part.split("[.]").slice(0, 1) : part.split("[.]")))
            .filter((id) => id !== "" && !ids.has(id))
          expect(unknown).toEqual([])
        }
      }
    },
  )

  it("says what it was worth, which try it was, how long it took, and when", () => {
    const { interaction } = answered(samples[0]?.markdown ?? "", { marks: [1], texts: [] })
    const { statements } = tell(nothingTold, {}, plain, [{ ...interaction, weighting: 4, scaled: 0.3 }])
    expect(statements[0]).toMatchObject({
      timestamp: new Date(now - 5000).toISOString(),
      result: {
        success: true,
        duration: "PT4.2S",
        score: { scaled: 0.3, raw: 1.2, min: 0, max: 4 },
        extensions: { [extensionIri(iris, "attempt")]: 2 },
      },
    })
  })

  it("stands beneath its phase and objectives, with the highest level of Bloom's taxonomy", () => {
    const { interaction, outline } = answered(samples[0]?.markdown ?? "", { marks: [1], texts: [] })
    const [statement] = tell(nothingTold, {}, { ...plain, outline }, [interaction]).statements
    expect(statement?.context?.contextActivities?.parent?.map(({ id }) => id)).toEqual([
      ...[iris.phase("explain"), iris.objective("O2"), iris.objective("O3")],
    ])
    expect(statement?.context?.contextActivities?.grouping?.map(({ id }) => id)).toContain(iris.course)
    expect(statement?.context?.revision).toBe("1.0.0")
    expect(statement?.object).toMatchObject({
      id: iris.interaction("explain", interaction.id),
      definition: { extensions: { [extensionIri(iris, "bloom-level")]: "Evaluating" } },
    })
  })

  it("under cmi5 speaks of the AU's own interaction, and beside it of the author's", () => {
    const { interaction, outline } = answered(samples[0]?.markdown ?? "", { marks: [1], texts: [] })
    const [statement] = tell(nothingTold, {}, { ...under5, outline }, [interaction]).statements
    expect(statement?.object).toMatchObject({ id: interactionUnder(launched, interaction.id) })
    expect(statement?.context?.contextActivities?.other).toEqual([
      { objectType: "Activity", id: iris.interaction("explain", interaction.id) },
    ])
  })
})

describe("what an LRS is told of a record", () => {
  const objective = (id: string, success: "unknown" | "failed" | "passed") => ({
    ...{ id, description: "", completed: success !== "unknown", success },
    ...(success !== "unknown" && { scaled: 0.8 }),
  })

  it("is each page that is opened, and how far it went", () => {
    const first = tell(nothingTold, { location: "engage_start", progress: 0.104 })
    expect(verbsOf(first.statements)).toEqual(["experienced", "progressed"])
    expect(first.statements[1]?.result?.extensions).toEqual({ [progressExtension]: 10 })
    expect(tell(first.told, { location: "engage_start", progress: 0.104 }).statements).toEqual([])
    expect(verbsOf(tell(first.told, { location: "explore_start", progress: 0.05 }).statements)).toEqual(["experienced"])
    expect(tell(nothingTold, { location: "a page that is gone" }).statements).toEqual([])
  })

  it("is each objective once, when it is reached", () => {
    const first = tell(nothingTold, { objectives: [objective("O1", "passed"), objective("O2", "failed")] })
    expect(first.statements.map(({ object }) => "id" in object && object.id)).toEqual([iris.objective("O1")])
    const later = tell(first.told, { objectives: [objective("O1", "passed"), objective("O2", "passed")] })
    expect(later.statements.map(({ object }) => "id" in object && object.id)).toEqual([iris.objective("O2")])
  })

  it("is a score only where it agrees with the LMS's mark", () => {
    const scored = (verb: "passed" | "failed", scaled: number) =>
      verdictStatement(verb, scaled, under5, moment).result?.score?.scaled
    expect([scored("passed", 0.7), scored("passed", 0.69), scored("failed", 0.69), scored("failed", 0.7)]).toEqual([
      ...[0.7, undefined, 0.69, undefined],
    ])
  })

  it("never repeats itself nor takes anything back, whatever records follow each other", () => {
    const record = fc.record({
      completed: fc.boolean(),
      success: fc.constantFrom("unknown", "failed", "passed"),
      scaled: fc.double({ min: 0, max: 1, noNaN: true }),
      progress: fc.double({ min: 0, max: 1, noNaN: true }),
      location: fc.constantFrom("", "engage_start", "explore_start", "gone"),
      failedRound: fc.integer({ min: 1, max: 3 }),
      objectives: fc.tuple(
        ...["O1", "O2"].map((id) => fc.constantFrom("unknown", "failed", "passed").map((it) => objective(id, it))),
      ),
    }) satisfies fc.Arbitrary<Seen>
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (records) => {
        let told = nothingTold
        const all: Json[] = []
        for (const it of records) {
          const telling = statementsFor(told, it, [], under5, moment)
          // What was told once is not told by the same record again.
          expect(statementsFor(telling.told, it, [], under5, moment).statements).toEqual([])
          told = telling.told
          all.push(...JSON.parse(JSON.stringify(telling.statements)))
          if (isFailureUntold(told, it)) told = { ...told, failedRound: it.failedRound }
          expect(isFailureUntold(told, it)).toBe(false)
        }
        const count = (verb: string) => all.filter((it) => it.verb.id.endsWith(`/${verb}`)).length
        expect(count("completed")).toBe(records.some(({ completed }) => completed) ? 1 : 0)
        expect(count("passed")).toBe(records.some(({ success }) => success === "passed") ? 1 : 0)
        expect(count("mastered")).toBeLessThanOrEqual(2)
        const progress = all.flatMap((it) => it.result?.extensions?.[progressExtension] ?? [])
        expect(progress).toEqual([...new Set(progress)].sort((a, b) => a - b))
        expect(all.flatMap((it) => statementFaults(it))).toEqual([])
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      }),
    )
  })

  it("holds all that the launch data's template holds, unchanged", () => {
    const template = {
      contextActivities: {
        category: [{ id: "https://lms.agency.gov/c" }],
        parent: [{ id: "https://lms.agency.gov/p" }],
      },
      platform: "LMS",
      language: "fr",
      extensions: { [cmi5.sessionId]: "s2", "https://lms.agency.gov/e": { deep: [1] } },
    }
    const context: StatementContext = { ...under5, cmi5: { template } }
    for (const { context: sent } of tell(nothingTold, { location: "engage_start", completed: true }, context)
      .statements) {
      expect(sent).toMatchObject({ platform: "LMS", language: "fr", extensions: template.extensions })
      expect(sent?.contextActivities?.category).toContainEqual(template.contextActivities.category[0])
      expect(sent?.contextActivities?.parent).toContainEqual(template.contextActivities.parent[0])
    }
  })
})

describe("the IRIs of a course", () => {
  it("stand beneath the author's base, however it is written, and hold neither version nor file", () => {
    for (const written of [base, `${base}/`, `${base}//`]) {
      const made = irisOf(written, "mlops")
      expect([made.course, made.phase("engage"), made.interaction("engage", "q1"), made.objective("O1")]).toEqual([
        `${base}/courses/mlops`,
        `${base}/courses/mlops/phases/engage`,
        `${base}/courses/mlops/phases/engage/interactions/q1`,
        `${base}/courses/mlops/objectives/O1`,
      ])
    }
  })

  it("tell everything apart", () => {
    const made = irisOf(base, "mlops")
    const all = [made.course, made.unit, made.block, made.profile, made.phase("engage"), made.page("engage", "a")]
    expect(new Set(all).size).toBe(all.length)
  })
})

describe("an id", () => {
  it("is a random UUID, without a secure context too", () => {
    for (const contents of [{ crypto: globalThis.crypto }, {}]) {
      const uuid = uuidOf(fakeWindow(contents))
      const made = Array.from({ length: 500 }, uuid)
      expect(new Set(made).size).toBe(500)
      expect(made.every((it) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(it))).toBe(
        true,
      )
    }
  })
})
