import { readFileSync } from "node:fs"
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { activitiesIn } from "../src/learner/outline.ts"
import type { LessonFiles } from "../src/lesson/files.ts"
import { loadCourse } from "../src/lesson/load.ts"
import type { Course } from "../src/lesson/model.ts"
import { thingsToDo } from "../src/lesson/things-to-do.ts"

async function courseOf(lesson: string): Promise<Course> {
  const { course, diagnostics } = await loadCourse(lesson)
  if (!course) throw new Error(JSON.stringify(diagnostics))
  return course
}

/** The course of the real plan with more files beside it. */
async function courseWith(files: Readonly<Record<string, string>>): Promise<Course> {
  const lesson = await mkdtemp(join(tmpdir(), "lessonpack-"))
  try {
    await cp("modules/mlops-landscape/lesson.md", join(lesson, "lesson.md"))
    for (const [name, content] of Object.entries(files)) await writeFile(join(lesson, name), content)
    return await courseOf(lesson)
  } finally {
    await rm(lesson, { recursive: true })
  }
}

const textOf = (course: Course) => JSON.stringify(course.phases.map(({ pages }) => pages))

describe("a course made of a bare plan", () => {
  it("keeps from learners what speaks to the facilitator", async () => {
    const course = await courseOf("modules/mlops-landscape/lesson.md")
    const text = textOf(course)
    for (const { facilitatorActions, differentiation, technology, resources } of course.plan.phases) {
      for (const prose of [facilitatorActions, differentiation, technology, resources])
        expect(text).not.toContain(prose?.text)
    }
    for (const { text: question } of course.plan.facilitatorReflections) expect(text).not.toContain(question)
    for (const { text: adaptation } of course.plan.virtualAdaptations) expect(text).not.toContain(adaptation)
  })

  it("shows learners everything of the plan that is for them", async () => {
    const course = await courseOf("modules/mlops-landscape/lesson.md")
    const { plan } = course
    const text = textOf(course)
    const forLearners = [
      ...plan.objectives,
      ...plan.keyConcepts,
      ...plan.priorKnowledge,
      ...plan.materials,
      ...plan.applications,
      ...plan.connections,
      ...plan.safety,
      ...plan.learnerReflections,
      ...plan.metacognition,
      ...plan.extensions,
      ...plan.resources,
      ...plan.phases.flatMap(({ learnerActivities }) => learnerActivities ?? []),
    ]
    expect(forLearners.length).toBeGreaterThan(40)
    for (const { html } of forLearners) expect(text).toContain(JSON.stringify(html).slice(1, -1).replace(/\.$/, ""))
  })

  it("asks how sure learners are of each objective at the start and at the end, and needs both", async () => {
    const course = await courseOf("modules/mlops-landscape/lesson.md")
    const required = course.phases.flatMap(({ id, pages }) =>
      pages.flatMap(({ blocks }) =>
        activitiesIn(blocks).flatMap(({ activity }) =>
          activity.required ? [[id, activity.kind, activity.objectives.join()]] : [],
        ),
      ),
    )
    expect(required).toEqual([
      ["engage", "poll", "O1"],
      ["engage", "poll", "O2"],
      ["engage", "poll", "O3"],
      ["evaluate", "poll", "O1"],
      ["evaluate", "poll", "O2"],
      ["evaluate", "poll", "O3"],
    ])
  })

  describe("says on its first page what completes it", () => {
    const choice = ":::choice{#gate}\nWhich?\n\n- [x] This\n- [ ] That\n:::\n"
    const twice = "say how sure you are of each objective, once at the start and once at the end."
    const open = "Under “My results” you see what is still open."
    const cases: [what: string, files: Readonly<Record<string, string>>, says: string][] = [
      ["as the plan alone has it", {}, `Open every page, and ${twice}`],
      [
        "with what an author scores in the middle",
        { "explore.md": `# Explore\n\n${choice}` },
        `Open every page, answer what counts (70% of the points to pass), and ${twice} ${open}`,
      ],
      [
        "with the author's pass mark, and no second self-assessment",
        { "evaluate.md": choice, "course.yaml": "pass: 80%\n" },
        `Open every page, answer what counts (80% of the points to pass), and say how sure you are of each objective at the start. ${open}`,
      ],
      [
        "with what is required and has no points",
        { "explore.md": ":::reflection{#r required}\nWhat?\n:::\n" },
        `Open every page, answer what counts, and ${twice} ${open}`,
      ],
      [
        "with a last phase that asks nothing",
        { "evaluate.md": "## Your verdict\n\nWhich platform, and why?\n" },
        "Open every page, and say how sure you are of each objective at the start.",
      ],
      [
        "where pages alone complete it",
        { "explore.md": choice, "course.yaml": "completion: pages\n" },
        `Open every page. To pass, earn 70% of the points. ${open}`,
      ],
      [
        "where pages do not count",
        { "explore.md": choice, "course.yaml": "completion: activities\n" },
        `Answer what counts (70% of the points to pass), and ${twice} ${open}`,
      ],
    ]
    for (const [what, files, says] of cases) {
      it(what, async () => {
        const course = await courseWith(files)
        const [welcome] = course.phases[0]?.pages ?? []
        expect(welcome?.id).toBe("engage_welcome")
        expect(JSON.stringify(welcome?.blocks)).toContain(`<dt>To complete it</dt><dd>${says}</dd>`)
      })
    }
  })

  it("lists the phases on its first page by the titles that an author gave them", async () => {
    const course = await courseWith({
      "explore.md": "# Explore: three <complaints> & you\n\n## One\n\nRead it.\n",
      "explain.md": "## No title\n\nRead it.\n",
    })
    const text = JSON.stringify(course.phases[0]?.pages[0]?.blocks)
    expect(
      [...text.matchAll(/<li>((?:Engage|Explore|Explain|Elaborate|Evaluate): [^<]*) <span/g)].map(([, title]) => title),
    ).toEqual([
      "Engage: begin with what you know",
      "Explore: three &lt;complaints&gt; &amp; you",
      "Explain: put it into words",
      "Elaborate: use it on a case",
      "Evaluate: see how far you have come",
    ])
  })

  it("has a page of its own for those new to the field, and one for those who know it", async () => {
    const course = await courseOf("modules/mlops-landscape/lesson.md")
    const pages = course.phases.flatMap(({ pages }) => pages).filter(({ paths }) => paths)
    expect(pages.map(({ id, paths }) => [id, paths])).toEqual([
      ["explore_groundwork", ["foundations"]],
      ["elaborate_further", ["advanced"]],
    ])
  })

  it("lets learners complete the glossary in their own words", async () => {
    const course = await courseOf("modules/mlops-landscape/lesson.md")
    expect(course.glossary.map(({ term }) => term)).toEqual(course.plan.keyConcepts.map(({ text }) => text))
    expect(course.glossary[3]?.answer).toEqual({ activity: "explain_concepts", text: 3 })
  })
})

describe("lists within lists", () => {
  const nested =
    "- Look at it\n  - Find the *date*\n  - Find the name\n- Discuss it with a partner, then rest\n  1. What is it for?"
  const plan = readFileSync("tests/fixtures/mistakes/attribute-value/lesson.md", "utf8")
    .replace("**Learner Activities:** Look at a register.", `**Learner Activities:**\n\n${nested}`)
    .concat(
      `\n## Real-World Applications\n\n${nested}\n\n## Reflection Questions\n\n${nested}\n\n## Key Concepts\n\n${nested}\n`,
    )
  const load = async () => {
    const bytes = new TextEncoder().encode(plan)
    const files: LessonFiles = {
      list: async () => ["lesson.md"],
      read: async (path) => (path === "lesson.md" ? { bytes } : { problem: "missing" }),
    }
    const { course, diagnostics } = await loadCourse("nested", { files })
    if (!course) throw new Error(JSON.stringify(diagnostics))
    return course
  }

  it("are one thing to do an item, with the inner list beneath it", async () => {
    const course = await load()
    const opening = course.phases[0]?.pages.find(({ id }) => id === "engage_opening")
    const data = activitiesIn(opening?.blocks ?? []).map(({ activity }) => activity.data)
    expect(data).toMatchObject([
      {
        steps: [
          { html: "Look at it", beneath: "<ul>\n<li>Find the <em>date</em></li>\n<li>Find the name</li>\n</ul>" },
          { html: "Discuss it with a partner, then rest", beneath: "<ol>\n<li>What is it for?</li>\n</ol>" },
        ],
      },
    ])
    expect(course.glossary.map(({ term }) => term)).toEqual(["Look at it", "Discuss it with a partner, then rest"])
  })

  it("leave nothing in a label that no label may hold", async () => {
    const course = await load()
    const labels = course.phases.flatMap(({ pages }) =>
      pages.flatMap(({ blocks }) =>
        activitiesIn(blocks).flatMap(({ activity }) => {
          const {
            prompt,
            steps = [],
            options = [],
          } = activity.data as {
            prompt: string
            steps?: { html: string }[]
            options?: { html: string }[]
          }
          return [prompt, ...steps.map(({ html }) => html), ...options.map(({ html }) => html)]
        }),
      ),
    )
    expect(labels).toContain("Look at it Find the date; Find the name")
    for (const label of labels) expect(label).not.toMatch(/<(?:p|ul|ol|li|div)\b/)
  })
})

describe("the opening of a phase", () => {
  const opening = async (activities: string) => {
    const plan = readFileSync("tests/fixtures/mistakes/section-unknown/lesson.md", "utf8")
      .replace(/## Homework[\s\S]*?(?=## Lesson)/, "")
      .replace("Find three entries.", activities)
    const course = await courseWith({ "lesson.md": plan })
    const page = course.phases[1]?.pages.find(({ id }) => id === "explore_opening")
    return page?.blocks.flatMap((block) => (block.type === "html" ? [block.html] : [])).join("") ?? ""
  }

  it("says a single thing to do once, at its box to tick", async () => {
    expect(await opening("Find three entries.")).not.toContain("Find three entries")
    expect(await opening("Find three entries. Look at them again.")).toContain("Find three entries")
  })

  it("says how somebody alone does what was meant for a group", async () => {
    expect(await opening("In small groups, find three entries.")).toContain("was written for a group")
    expect(await opening("Find three entries.")).not.toContain("was written for a group")
  })
})

describe("what a plan says to do", () => {
  it.each([
    ["Analyze the case study, apply selection criteria, and justify platform choices", 3],
    ["In small groups, investigate assigned platforms, documenting key features", 1],
    ["Read the letter. Write down what went wrong.", 2],
    ["Discuss, share, and compare", 1],
    ["Lire la lettre et noter les causes", 1],
    ["Talk to Dr. Smith, the head of AI at St. Mary's, about e.g. DevOps in the U.S. government", 1],
    ["Note the key points (e.g. what it costs you, and who takes the risks). Read Fig. 3.", 2],
    ["Look at A. B. Jones et al. 2020. Then write to her.", 2],
    ["Read this, etc. and go on", 1],
  ])("%s: is %i to tick off", (text, count) => {
    expect(thingsToDo(text)).toHaveLength(count)
  })

  it("loses no word of it", () => {
    const text = "Present group findings, engage in Q&A, and take notes on other platforms presented"
    const words = (some: string) => some.toLowerCase().match(/[\w&]+/g) ?? []
    expect(words(thingsToDo(text).join(" "))).toEqual(
      words(text).filter((word, at, all) => !(word === "and" && all[at + 1] === "take")),
    )
  })
})
