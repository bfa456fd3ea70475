import { readdirSync, readFileSync, statSync } from "node:fs"
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { Window } from "happy-dom"
import { describe, expect, it } from "vitest"
import { formatNames } from "../packaging/formats.ts"
import { type Diagnostic, formatDiagnostic } from "../src/diagnostic.ts"
import { activitiesIn } from "../src/learner/outline.ts"
import { contrast, leastContrast, lightenForDark, papers } from "../src/lesson/colour.ts"
import { formatDuration, parseDuration } from "../src/lesson/duration.ts"
import type { LessonFiles } from "../src/lesson/files.ts"
import { createSerializer } from "../src/lesson/html.ts"
import { cutAtWord, toCourseId, toId, toSlug } from "../src/lesson/ids.ts"
import { directionOf } from "../src/lesson/language.ts"
import { judge } from "../src/lesson/links.ts"
import { loadCourse } from "../src/lesson/load.ts"
import { parseMarkdown } from "../src/lesson/markdown.ts"
import { createMedia } from "../src/lesson/media.ts"
import type { Course } from "../src/lesson/model.ts"
import { nearest } from "../src/lesson/nearest.ts"
import { parsePercent } from "../src/lesson/percent.ts"
import { createReporter } from "../src/lesson/reporter.ts"
import { rules } from "../src/lesson/rules.ts"
import { loadLesson } from "../src/load-lesson.ts"

const mistakes = "tests/fixtures/mistakes"
const lessons = "tests/fixtures/lessons"

/** A lesson that is on no disk: its files by name. */
function inMemory(files: Readonly<Record<string, string | Uint8Array>>): LessonFiles {
  return {
    list: async () => Object.keys(files).filter((name) => !name.includes("/")),
    read: async (path, most) => {
      const content = files[path]
      if (content === undefined) return { problem: "missing" }
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content
      return bytes.length > most ? { problem: "large" } : { bytes }
    },
  }
}

/** A plan without a mistake, to be changed in one place. */
const soundPlan = readFileSync(`${mistakes}/attribute-value/lesson.md`, "utf8")

async function load(files: Readonly<Record<string, string | Uint8Array>>, name = "harbour") {
  return loadCourse(name, { files: inMemory({ "lesson.md": soundPlan, ...files }) })
}

/** The course of a lesson in which nothing is wrong. */
async function loadSound(lesson: string, files?: LessonFiles): Promise<Course> {
  const { course, diagnostics } = await loadCourse(lesson, files && { files })
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([])
  if (!course) throw new Error("no course")
  return course
}

const told = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ rule, place }) => `${rule} ${place.line}:${place.column}`)

const activitiesOf = (course: Course) =>
  course.phases.flatMap(({ pages }) =>
    pages.flatMap(({ blocks }) => activitiesIn(blocks).map(({ activity }) => activity)),
  )

const pageIds = (course: Course) => course.phases.flatMap(({ pages }) => pages.map(({ id }) => id))

// Each folder is a lesson with one mistake, named after the rule that must catch it.
// Its report.txt is what the author reads: review a change to it as you would a change to a page.
describe("what an author reads", () => {
  for (const rule of readdirSync(mistakes)) {
    it(rule, async () => {
      const { course, diagnostics } = await loadLesson(`${mistakes}/${rule}`, { today: "2026-11-23" })
      expect(diagnostics.map((diagnostic) => diagnostic.rule)).toEqual([rule])
      expect(diagnostics.map(({ severity }) => severity)).toEqual([rules[rule as keyof typeof rules]])
      expect(course === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"))
      const report = diagnostics.map(formatDiagnostic).join("\n\n")
      await expect(report).toMatchFileSnapshot(`./fixtures/mistakes/${rule}/report.txt`)
    })
  }

  it("has a lesson for every rule", () => {
    const folders = readdirSync(mistakes).filter((name) => statSync(`${mistakes}/${name}`).isDirectory())
    expect(folders.toSorted()).toEqual(Object.keys(rules).toSorted())
  })

  it("holds every mistake of a lesson in one run, by file and place", async () => {
    const plan = soundPlan
      .replace("| Understanding |", "| Knowing-ish |")
      .replace("**Duration:** 10 minutes", "**Duration:** a while")
      .replace("(Learning Objective 2)", "(Learning Objective 7)")
    const { course, diagnostics } = await load({
      "lesson.md": plan,
      "engage.md": "## Boats\n\n:::chioce{#q}\nWhich?\n:::\n\n::: poll\n",
      "course.yaml": "attempts: often\npaths: [a, b]\nreprot: passed/failed\n",
    })
    expect(course).toBeUndefined()
    expect(told(diagnostics)).toEqual([
      "settings-value 1:11",
      "settings-unknown 3:1",
      "directive-unknown 3:1",
      "directive-syntax 7:1",
      "objective-level 10:1",
      "duration-unreadable 16:15",
      "alignment-unknown 44:5",
    ])
  })

  it("holds what is wrong with an activity's attributes beside what is wrong with its text", async () => {
    const engage = ":::choice\nWhich?\n\n- [ ] a\n- [ ] b\n:::\n\n:::reflection{#r1 points=5 words=abc}\n:::\n"
    const { diagnostics } = await load({ "engage.md": `## Boats\n\n${engage}` })
    expect(told(diagnostics).toSorted()).toEqual([
      "activity-attribute 10:1",
      "activity-prompt 10:1",
      "choice-no-answer 6:1",
      "id-missing 3:1",
      "points-unearned 10:1",
    ])
  })

  it("does not blame the points of a form for what else is wrong with it", async () => {
    const form =
      ':::form{#f1 points=4 formats="Song"}\nWrite it.\n\n| Part | Write |\n| --- | --- |\n| Why | It |\n:::\n'
    const { diagnostics } = await load({ "engage.md": `## Boats\n\n${form}` })
    expect(told(diagnostics)).toEqual(["form-formats 3:1"])
  })

  describe("tells a mistake once, and not what only follows from it", () => {
    const form =
      ":::form{#f1}\nWrite.\n\n| Part | Write | Words | From |\n| --- | --- | --- | --- |\n| Why | It | | 1 r1 |\n:::\n"
    const named = "pass: 80%\nmemo: {title: M, activities: [q1]}\n"
    it.each<[what: string, files: Record<string, string>, expected: string[]]>([
      [
        "an activity of the memo, and with the only points",
        { "engage.md": "## A\n\n:::choice{#q1}\nWhich?\n\n- [ ] a\n- [ ] b\n:::\n", "course.yaml": named },
        ["choice-no-answer 6:1"],
      ],
      [
        "an activity that serves an objective with a pass rule",
        {
          "engage.md": "## A\n\n:::choice{#q1 objective=1}\nWhich?\n\n- [ ] a\n- [ ] b\n:::\n",
          "course.yaml": "pass:\n  objectives:\n    O1: 80%\n",
        },
        ["choice-no-answer 6:1"],
      ],
      [
        "an activity with points on one path of all",
        {
          "engage.md": `## A\n\n${["foundations", "core", "advanced"]
            .map((path, at) => `:::choice{#q${at} path=${path}}\nWhich?\n\n- [${at > 0 ? "x" : " "}] a\n- [ ] b\n:::\n`)
            .join("\n")}`,
        },
        ["choice-no-answer 6:1"],
      ],
      [
        "an activity of an unknown kind",
        { "engage.md": "## A\n\n:::chioce{#q1}\nWhich?\n\n- [x] a\n- [ ] b\n:::\n", "course.yaml": named },
        ["directive-unknown 3:1"],
      ],
      [
        "what a form takes over from",
        { "engage.md": `## A\n\n:::reflection{#r1}\n:::\n\n${form}` },
        ["activity-prompt 3:1"],
      ],
      [
        "what something takes over from that lacks something itself",
        {
          "engage.md": `## A\n\n${form.replace("1 r1", "1 f2")}\n${form.replace("#f1", "#f2").replace("1 r1", "1 none")}`,
        },
        ["form-source 16:1"],
      ],
      [
        "what a plan that cannot be read would have had made",
        {
          "lesson.md": soundPlan.replace("| Understanding |", "| Knowing-ish |"),
          "engage.md": `## A\n\n${form.replace("1 r1", "1 explore_steps")}`,
          "course.yaml": "memo: {title: M, activities: [explore_steps]}\n",
        },
        ["objective-level 10:1"],
      ],
    ])("%s", async (_, files, expected) => {
      expect(told((await load(files)).diagnostics)).toEqual(expected)
    })

    it("and still what is not there at all", async () => {
      const { diagnostics } = await load({
        "engage.md": `## A\n\n:::reflection{#r1}\n:::\n\n${form.replace("1 r1", "1 r1, 1 r2")}`,
        "course.yaml": "memo: {title: M, activities: [r1, r3]}\n",
      })
      expect(diagnostics.map(({ rule, message }) => [rule, /"(r\d)"/.exec(message)?.[1]])).toEqual([
        ["memo-activity", "r3"],
        ["activity-prompt", undefined],
        ["form-source", "r2"],
      ])
    })
  })

  it("lets an objective have a mark of its own though it does not count towards the score", async () => {
    const { diagnostics } = await load({
      "engage.md": "## Boats\n\n:::choice{#q1 objective=1}\nWhich?\n\n- [x] a\n- [ ] b\n:::\n",
      "course.yaml": "pass:\n  score: 70%\n  objectives:\n    O1: 80%\n  formative: [1]\n",
    })
    expect(told(diagnostics)).toEqual([])
  })

  it("takes text beneath a duration for what it is, and not for a part of the duration", async () => {
    const { course, diagnostics } = await load({
      "lesson.md": soundPlan
        .replace("**Duration:** 1 hour\n", "**Duration:** 1 hour\n\nFor new staff.\n\nBring a pen.\n\n")
        .replace("**Learner Activities:** Look at a register.", "Look at a register."),
    })
    expect(told(diagnostics)).toEqual([])
    expect(course?.minutes).toBe(60)
    expect(course?.plan.introduction?.text).toBe("For new staff. Bring a pen.")
    expect(course?.plan.audience?.text).toBe("Clerks")
    expect(course?.plan.phases[0]).toMatchObject({ minutes: 10, learnerActivities: { text: "Look at a register." } })
  })

  it("takes no part of a duration for the whole", async () => {
    const two = await load({ "lesson.md": soundPlan.replace("1 hour\n", "30 minutes\n\n30 minutes\n\n") })
    expect(told(two.diagnostics)).toEqual(["duration-unreadable 3:15"])
    const joined = await load({ "lesson.md": soundPlan.replace("1 hour\n", "1 hour\n\n0 minutes\n\n") })
    expect(joined.course?.minutes).toBe(60)
  })

  it("asks of a diagram what it shows, and no question", async () => {
    const list = "- **Report**: comes in\n- **Entry**: is written\n"
    const { diagnostics } = await load({
      "engage.md": `## Boats\n\n:::diagram{type=flow}\n${list}:::\n\n:::diagram{type=lanes}\n| A | B |\n| --- | --- |\n| a | b |\n:::\n`,
    })
    const message = "This diagram does not say what it shows."
    expect(diagnostics.map((one) => [one.rule, one.message, one.remedy])).toEqual([
      ["activity-prompt", message, "Write a sentence above the list."],
      ["activity-prompt", message, "Write a sentence above the table."],
    ])
  })

  it("says of a phase's file that it is no plan, where the lesson lies beside it", async () => {
    const files = { "Explore.md": "# Explore\n\n## One\n\nRead it.\n" }
    const { course, diagnostics } = await load(files, "harbour/Explore.md")
    expect(course).toBeUndefined()
    expect(diagnostics.map(formatDiagnostic)).toEqual([
      "harbour/Explore.md:1:1 error phase-missing\n  Explore.md is the file of one phase, and no lesson plan.\n  To read the whole lesson, name its folder: harbour",
    ])
    const alone = await loadCourse("harbour/explore.md", { files: inMemory({ "explore.md": soundPlan }) })
    expect(alone.course?.title).toBe("Lesson")
  })

  it("points at the part of a form that takes over from nothing, and offers the nearest activity", async () => {
    const rows =
      "| Why | It | | 1 evidence |\n| How | It | | 1 evidnece |\n| When | It | | 1 evidence:gates |\n| Who | It | | 1 q1 |\n"
    const { diagnostics } = await load({
      "engage.md": `## A\n\n:::reflection{#evidence}\nWhat?\n:::\n\n:::sequencing{#q1}\nSort.\n\n1. a\n2. b\n:::\n\n:::form{#f1}\nWrite.\n\n| Part | Write | Words | From |\n| --- | --- | --- | --- |\n${rows}:::\n`,
    })
    expect(diagnostics.map(({ rule, place, remedy }) => [`${rule} ${place.line}:${place.column}`, remedy])).toEqual([
      ["form-source 20:1", 'Did you mean "evidence"?'],
      ["form-group 21:1", "Write evidence alone."],
      [
        "form-source 22:1",
        "Write the #id of an activity whose answers can be quoted: the author's guide lists their kinds.",
      ],
    ])
  })

  it("says that settings at the top of a plan are not read, and reads the plan beneath them", async () => {
    const front = "---\ntitle: Boats\ntags:\n  - sea\n---\n\n"
    const { course, diagnostics } = await load({
      "lesson.md": front + soundPlan.replace("| Analyzing |", "| Anylazing |"),
    })
    expect(course).toBeUndefined()
    expect(told(diagnostics)).toEqual(["section-unknown 1:1", "objective-level 17:1"])
    const ruled = await load({ "lesson.md": `---\n\n${soundPlan}\n\n---\n` })
    expect(ruled.diagnostics).toEqual([])
    expect(ruled.course?.title).toBe("Lesson")
  })

  it("says once what is wrong where phases are lines in bold", async () => {
    const { diagnostics } = await load({ "lesson.md": soundPlan.replace("### Engage", "**Engage**") })
    expect(told(diagnostics)).toEqual(["phase-missing 13:1"])
    expect(diagnostics[0]?.remedy).toContain('"### Engage"')
  })

  it("finds duration and audience in an overview, and phases by their nouns where they are timed", async () => {
    const plan = soundPlan
      .replace(
        /\*\*Duration:\*\* 1 hour\n\*\*Target Audience:\*\* Clerks\n/,
        "## Overview\n\n- **Duration**: 1 hour\n- **Audience**: Clerks\n",
      )
      .replace("## Lesson Structure\n", "")
      .replace("### Elaborate\n**Duration:** 10 minutes", "### Extend (10 min)")
    const { course, diagnostics } = await load({ "lesson.md": plan })
    expect(diagnostics).toEqual([])
    expect(course?.plan.audience?.text).toBe("Clerks")
    expect(course?.plan.phases.map(({ minutes }) => minutes)).toEqual([10, 15, 15, 10, 10])
  })

  it("tells many objectives that nothing assesses in one line", async () => {
    const rows = Array.from({ length: 6 }, (_, index) => `| Compare ${index + 3} registers | Analyzing |\n`).join("")
    const plan = soundPlan
      .replace("| Compare two registers | Analyzing |\n", (row) => row + rows)
      .replace("(Learning Objective 1)", "(Learning Objective 5)")
    const { diagnostics } = await load({ "lesson.md": plan })
    expect(told(diagnostics)).toEqual(["objective-unassessed 10:1"])
    expect(diagnostics[0]?.message).toBe("Nothing assesses 6 of the 8 objectives: 1, 3–4, 6–8.")
  })

  it("tells each kind of invisible character where it first stands, and leaves control characters out", async () => {
    const plan = soundPlan
      .replace("# Lesson", "# Les\u0007son\u202E")
      .replace("Look at a register", "Look\vat\u0001 a\u0002 register")
    const { course, diagnostics } = await load({ "lesson.md": plan })
    expect(told(diagnostics)).toEqual(["file-characters 1:6", "file-characters 1:10"])
    expect(course?.title).toBe("Lesson\u202E")
    expect(course?.plan.phases[0]?.learnerActivities?.text).toBe("Look at a register.")
  })

  it("is the same from whichever folder it is asked for", async () => {
    const near = await loadCourse(`${mistakes}/objective-level`)
    const far = await loadCourse(join(process.cwd(), mistakes, "objective-level"))
    expect(far.diagnostics).toEqual(near.diagnostics)
  })
})

describe("a lesson plan", () => {
  it("is read section by section", async () => {
    const { plan } = await loadSound("modules/mlops-landscape/lesson.md")
    expect(plan.title.text).toBe("Navigating the MLOps Landscape: Popular Platforms for AI Implementation")
    expect(plan.minutes).toBe(180)
    expect(plan.audience?.text).toMatch(/^Data scientists, .* organizations$/)
    expect(plan.objectives.map(({ level }) => level)).toEqual(["Analyzing", "Evaluating", "Creating"])
    expect(plan.phases.map(({ id, minutes }) => [id, minutes])).toEqual([
      ["engage", 20],
      ["explore", 45],
      ["explain", 40],
      ["elaborate", 50],
      ["evaluate", 25],
    ])
    for (const phase of plan.phases) {
      const { facilitatorActions, learnerActivities, resources, differentiation, technology } = phase
      const fields = [facilitatorActions, learnerActivities, resources, differentiation, technology]
      expect(fields.every((field) => field && field.text.length > 10)).toBe(true)
    }
    expect(plan.assessments.map(({ kind, objectives }) => [kind, objectives])).toEqual([
      ["formative", [1]],
      ["summative", [2, 3]],
    ])
    const counts = Object.entries(plan).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.length]] : []))
    expect(Object.fromEntries(counts)).toEqual({
      objectives: 3,
      keyConcepts: 9,
      priorKnowledge: 3,
      materials: 4,
      phases: 5,
      assessments: 2,
      differentiation: 2,
      connections: 3,
      applications: 3,
      metacognition: 3,
      extensions: 3,
      safety: 2,
      learnerReflections: 3,
      facilitatorReflections: 3,
      virtualAdaptations: 3,
      resources: 4,
      unknown: 0,
    })
  })

  it("gives every text its place", async () => {
    const { plan } = await loadSound("modules/mlops-landscape/lesson.md")
    const lines = readFileSync("modules/mlops-landscape/lesson.md", "utf8").split("\n")
    const proses = [plan.audience, plan.keyConcepts[4], plan.phases[2]?.technology, plan.facilitatorReflections[0]]
    for (const prose of proses) {
      const { line = 0, column = 0 } = prose?.place ?? {}
      expect(lines[line - 1]?.slice(column - 1).trim()).toBe(prose?.text)
    }
  })

  it("may have its headings in any order, case, wording and depth, and its fields as labels, lists, tables or headings", async () => {
    const { course, diagnostics } = await loadCourse(`${lessons}/shuffled`)
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ["section-unknown", 'Lessonpack does not know the section "Engage: Homework".'],
    ])
    const plan = course?.plan
    expect(plan?.introduction?.text).toBe("A short course for people who keep lists.")
    expect(plan?.audience?.text).toBe("Clerks and their managers")
    expect(plan?.objectives.map(({ html, level }) => [html, level])).toEqual([
      ["Analyse two registers", "Analyzing"],
      ["Say what a <em>register</em> is", "Understanding"],
      ["Judge whether a register is complete", "Evaluating"],
      ["Keep a register of your own", "Applying"],
    ])
    expect(plan?.phases.map(({ id, minutes, learnerActivities }) => [id, minutes, learnerActivities?.text])).toEqual([
      ["engage", 30, "Look at a register"],
      ["explore", 15, "Find three entries."],
      ["explain", 15, "Say what a register is"],
      ["elaborate", 10, "none"],
      ["evaluate", 20, "Look back, and say what you would do differently."],
    ])
    expect(plan?.phases[4]?.facilitatorActions?.text).toBe("Keep it short.")
    expect(plan?.assessments.map(({ kind, method, objectives }) => [kind, method.text, objectives])).toEqual([
      ["formative", "Three entries", [1, 2]],
      ["summative", "The comparison", [3, 4]],
    ])
    expect(plan?.learnerReflections.map(({ text }) => text)).toEqual(["What was new?"])
    expect(plan?.facilitatorReflections.map(({ text }) => text)).toEqual(["What would you change?"])
    expect(plan?.priorKnowledge.map(({ text }) => text)).toEqual(["Read a list", "Written a list on paper"])
    expect(plan?.unknown.map(({ heading, body }) => [heading.text, body.text])).toEqual([
      ["Engage: Homework", "Bring a register"],
    ])
  })

  it.each([
    [
      "a label in bold",
      "- Rope\n\n**For learners:**\n\n- Boots\n\n**For the facilitator:**\n\n- SECRET\n\n**For learners:** - Hats",
    ],
    ["a plain label", "Rope\n\nFacilitator: SECRET"],
    ["a label without a colon", "- Rope\n\nFacilitator notes\n\n- SECRET"],
    ["an item", "- Rope\n- **Trainer prompt:** SECRET\n  - SECRET\n- Boots\n  - Teacher: SECRET"],
    ["a heading with smaller ones", "- Rope\n\n### For teachers\n\n#### Keys\n\nSECRET"],
    ["a row", "| What | Which |\n| --- | --- |\n| Rope | long |\n| Facilitator | SECRET |"],
    ["a column", "| For learners | For the facilitator |\n| --- | --- |\n| Rope | SECRET |"],
    ["a quotation", "Rope\n\n> **Instructor note:** SECRET"],
    ["a line of a paragraph", "**Note:** Rope\n**Facilitator:** SECRET"],
  ])("keeps what is for the facilitator from learners: %s", async (_, text) => {
    const { course, diagnostics } = await load({
      "lesson.md": soundPlan
        .replace("## Lesson Structure", `## Materials\n\n${text}\n\n## Safety\n\n${text}\n\n## Lesson Structure`)
        .replace(
          "**Learner Activities:** Look at a register.",
          `**Learner Activities:** Look.\n\n${text.replace(/^###/gm, "####")}`,
        ),
    })
    const shown = JSON.stringify(course?.phases)
    expect(shown).toContain("Rope")
    expect(shown).not.toContain("SECRET")
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([])
    expect(JSON.stringify(course?.plan)).toContain("SECRET")
  })

  it("says nothing of what is for the facilitator in a section that is so anyhow", async () => {
    const text = "- More time\n- **For the facilitator:** a list of examples"
    const { diagnostics } = await load({
      "lesson.md": `${soundPlan}\n## Differentiation\n\n${text}\n\n## Adaptations for virtual learning\n\n${text}\n`,
    })
    expect(diagnostics).toEqual([])
  })

  it("leaves to learners what only mentions a facilitator", async () => {
    const text = "- Ask your instructor: she knows\n- A trainer: the shoe\n- Facilitator guide\n\n**Rope:** long"
    const { course, diagnostics } = await load({
      "lesson.md": soundPlan.replace("## Lesson Structure", `## Materials\n\n${text}\n\n## Lesson Structure`),
    })
    expect(course?.plan.materials.map(({ text }) => text)).toEqual([
      "Ask your instructor: she knows",
      "A trainer: the shoe",
      "Facilitator guide",
      "Rope: long",
    ])
    expect(diagnostics).toEqual([])
  })

  it("may ask learners and the facilitator under headings of their own", async () => {
    const questions = [
      "## Reflection Questions for Facilitators\n\n- What would you change?",
      "## Reflection Questions for Learners\n\n- What was new?",
    ]
    for (const some of [questions, questions.toReversed()]) {
      const { course, diagnostics } = await load({ "lesson.md": `${soundPlan}\n${some.join("\n\n")}\n` })
      expect(course?.plan.learnerReflections.map(({ text }) => text)).toEqual(["What was new?"])
      expect(course?.plan.facilitatorReflections.map(({ text }) => text)).toEqual(["What would you change?"])
      expect(diagnostics).toEqual([])
    }
  })

  it.each(["Students", "Learners", "Activity", "Learner Tasks", "What students do"])(
    "may say what learners do as %s",
    async (label) => {
      const plan = soundPlan.replace("**Learner Activities:** Look at a register.", `**${label}:** Look at a register.`)
      const { course, diagnostics } = await load({ "lesson.md": plan })
      expect(course?.plan.phases[0]?.learnerActivities?.text).toBe("Look at a register.")
      expect(diagnostics).toEqual([])
    },
  )

  it.each(["(15-20 minutes)", "(15 to 20 min)"])("does not guess a range in a heading: %s", async (range) => {
    const plan = soundPlan.replace("### Engage\n**Duration:** 10 minutes\n", `### Engage ${range}\n`)
    const { diagnostics } = await load({ "lesson.md": plan })
    expect(told(diagnostics).map((one) => one.split(" ")[0])).toEqual(["duration-unreadable"])
    expect(diagnostics[0]?.message).toContain("15")
  })

  it("goes by the label where a heading holds a range as well", async () => {
    const { course, diagnostics } = await load({
      "lesson.md": soundPlan.replace("### Engage", "### Engage (5 to 15 minutes)"),
    })
    expect(course?.plan.phases[0]?.minutes).toBe(10)
    expect(diagnostics).toEqual([])
  })

  it("quotes of what is no duration no more than its beginning", async () => {
    const plan = soundPlan.replace(
      "**Duration:** 10 minutes",
      `**Duration:** 15 to 20 minutes ${"and more ".repeat(20)}`,
    )
    const { diagnostics } = await load({ "lesson.md": plan })
    expect(diagnostics[0]?.message).toMatch(/^The duration "15 to 20 minutes and more .{5,25} …" cannot be read\.$/)
  })

  it("may have a table for a phase, with a head", async () => {
    const table = "| Field | Content |\n| --- | --- |\n| Learner Activities | Look at a register. |"
    const plan = soundPlan.replace("**Learner Activities:** Look at a register.", table)
    const { course, diagnostics } = await load({ "lesson.md": plan })
    expect(course?.plan.phases[0]?.learnerActivities?.text).toBe("Look at a register.")
    expect(diagnostics).toEqual([])
  })

  it("may have labels without colons, times in headings, and front matter that nobody asked for", async () => {
    const { course, diagnostics } = await loadCourse(`${lessons}/loose`)
    expect(diagnostics.map(({ rule, message }) => [rule, message])).toEqual([
      ["section-unknown", "The settings between the two lines of --- are not read."],
      ["phase-idle", "The phase Elaborate does not say what learners do."],
      [
        "section-unknown",
        'Lessonpack does not know the sections "Elaborate: What machines do", "The 5E Model", "Notes".',
      ],
    ])
    expect(course?.title).toBe("Title")
    expect(course?.plan.phases.map(({ minutes, learnerActivities }) => [minutes, learnerActivities?.text])).toEqual([
      [10, "Technology is everywhere: watch a video."],
      [50, "Do A; Do B"],
      [20, "Listen."],
      [30, undefined],
      [10, "Take the quiz."],
    ])
    expect(course?.plan.assessments.map(({ objectives }) => objectives)).toEqual([[1], [1, 2]])
  })

  it("may begin with a byte order mark and end its lines as Windows and old Macs do", async () => {
    const expected = await loadCourse("harbour", { files: inMemory({ "lesson.md": soundPlan }) })
    for (const ending of ["\r\n", "\r"]) {
      const changed = `\uFEFF${soundPlan.replaceAll("\n", ending)}`
      expect(await loadCourse("harbour", { files: inMemory({ "lesson.md": changed }) })).toEqual(expected)
    }
  })

  it("may group its objectives by level, or set the level apart in other ways", async () => {
    const { course } = await load({
      "lesson.md": soundPlan.replace(
        /\| Objective \|[\s\S]*?\n\n/,
        [
          "By the end learners will:",
          "### Remembering\n\n- List three boats (by name)\n- List the harbours – all of them",
          "**Level 5: Evaluation**\n\n1. Judge a register",
          "",
        ].join("\n\n"),
      ),
    })
    expect(course?.objectives).toEqual([
      { id: "O1", text: "List three boats (by name)", level: "Remembering" },
      { id: "O2", text: "List the harbours – all of them", level: "Remembering" },
      { id: "O3", text: "Judge a register", level: "Evaluating" },
    ])
  })

  it("needs no more than a title, objectives and five phases", async () => {
    const { course, diagnostics } = await loadCourse(`${lessons}/minimal/lesson.md`)
    expect(diagnostics.map(({ severity }) => severity)).not.toContain("error")
    expect(course?.title).toBe("Minimal")
    expect(course?.minutes).toBe(25)
    expect(course?.phases.every(({ pages }) => pages.length > 0)).toBe(true)
  })

  it("may be in a language written from right to left", async () => {
    const { course, diagnostics } = await loadCourse(`${lessons}/arabic`)
    expect(diagnostics.map(({ rule, severity }) => [rule, severity])).toEqual([["language-generated", "info"]])
    expect(course).toMatchObject({ id: "arabic", language: "ar", direction: "rtl", minutes: 150 })
    expect(course?.plan.assessments.map(({ objectives }) => objectives)).toEqual([[1], [2]])
    const [first, second] = course?.phases[0]?.pages ?? []
    expect(first?.title).toBe("ما هو السجل؟")
    expect(first?.id).toMatch(/^engage_page_[a-z0-9]+$/)
    expect(first?.blocks).toEqual([
      { type: "html", html: '<p>السجل قائمة. اقرأ <a href="#qayd_page">الفصل التالي</a>.</p>' },
    ])
    expect(second?.id).toBe("qayd_page")
  })

  it("keeps what is for facilitators away from learners", async () => {
    const course = await loadSound(`${lessons}/shuffled`)
    expect(course.plan.phases[4]?.facilitatorActions?.text).toBe("Keep it short.")
    expect(JSON.stringify(course.phases)).not.toMatch(/Keep it short|What would you change/)
    const withNotes = soundPlan.replace(
      "## Lesson Structure",
      "## Materials\n\n### For the trainer\n- The key\n\n### For learners\n- A pencil\n\n## Lesson Structure",
    )
    const { course: other } = await load({ "lesson.md": withNotes })
    expect(other?.plan.materials.map(({ text }) => text)).toEqual(["A pencil"])
    expect(JSON.stringify(other?.phases)).not.toContain("The key")
  })

  it("tells one mistake once, and nothing that only follows from it", async () => {
    const without = async (change: (plan: string) => string) =>
      told((await load({ "lesson.md": change(soundPlan) })).diagnostics)
    expect(await without((plan) => plan.slice(0, plan.indexOf("## Lesson Structure")))).toEqual([
      "phase-missing 1:1",
      "objective-unassessed 10:1",
      "objective-unassessed 11:1",
    ])
    expect(await without((plan) => plan.replace("**Duration:** 1 hour", "**Duration:** long"))).toEqual([
      "duration-unreadable 3:15",
    ])
    expect(await without(() => "Dear all,\n\nplease find the plan attached.\n")).toEqual([
      "plan-title 1:1",
      "plan-objectives 1:1",
      "phase-missing 1:1",
      "duration-missing 1:1",
    ])
  })

  it("knows what is no text in UTF-8", async () => {
    const rule = async (bytes: Uint8Array) => (await load({ "lesson.md": bytes })).diagnostics.map((one) => one.rule)
    expect(await rule(Buffer.from(soundPlan, "utf16le"))).toEqual(["file-binary"])
    expect(await rule(Buffer.from(`\uFEFF${soundPlan}`, "utf16le"))).toEqual(["file-encoding"])
    expect(await rule(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toEqual(["file-binary"])
    expect(await rule(new Uint8Array(5_000_001).fill(0x20))).toEqual(["file-large"])
    expect(await rule(new Uint8Array())).toEqual(["file-empty"])
  })

  it("that a program gone wild has made is refused, not choked on", async () => {
    const rulesOf = async (more: string) => {
      const { diagnostics } = await load({ "lesson.md": `${soundPlan}\n${more}` })
      return diagnostics.map(({ rule }) => rule)
    }
    expect(await rulesOf(">".repeat(100_000))).toEqual(["file-nested"])
    expect(await rulesOf(`${"- ".repeat(5_000)}x`)).toEqual(["file-nested"])
    expect(await rulesOf(Array.from({ length: 150 }, (_, depth) => `${" ".repeat(2 * depth)}- x`).join("\n"))).toEqual([
      "file-nested",
    ])
    const { diagnostics } = await load({ "engage.md": `## A\n\n${":::a\n".repeat(5_000)}` })
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["file-nested"])
  })
})

describe("durations", () => {
  it.each([
    ["3 hours", 180],
    ["3 hrs", 180],
    ["1 hour 15 minutes", 75],
    ["1 hour, 15 minutes", 75],
    ["1 hour and 15 minutes", 75],
    ["90 min", 90],
    ["90-minute", 90],
    ["45 mins.", 45],
    ["1.5 hours", 90],
    ["1,5 h", 90],
    ["1½ hours", 90],
    ["½ hour", 30],
    ["1 h 30", 90],
    ["1h30", 90],
    ["1h30m", 90],
    ["2h 5min", 125],
    ["PT45M", 45],
    ["pt1h30m", 90],
    ["half an hour", 30],
    ["an hour and a half", 90],
    ["Two hours", 120],
    ["Forty-five minutes", 45],
    ["about 20 minutes", 20],
    ["~20 min", 20],
    ["3 hours (180 minutes)", 180],
    ["180 minutes in total", 180],
    ["20 Minuten", 20],
    ["2 Stunden 30 Minuten", 150],
    ["1 heure et 30 minutes", 90],
    ["٤٥ دقيقة", 45],
    ["ساعتان ونصف", 150],
    ["４５ 分", 45],
  ])("%s are %i minutes", (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes)
  })

  it.each([
    "",
    "20-30 minutes",
    "20 – 30 minutes",
    "20 to 30 minutes",
    "45",
    "a while",
    "2 days",
    "0 minutes",
    "minutes",
    "-5 minutes",
    "1,500 minutes",
    "30 minutes 1 hour",
    "1 hour 1 hour",
    "PT",
    "P1D",
    "1e3 minutes",
    "Infinity hours",
    "9999999 hours",
  ])("%j is no one length of time", (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), (minutes) => {
        expect(parseDuration(formatDuration(minutes))).toBe(minutes)
      }),
    )
  })

  it("of any text are whole minutes above nothing, or unreadable", () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom("1", "2", ".", ",", " ", "hour", "min", "and", "h", "-", "½"))
        .map((parts) => parts.join("")),
    )
    fc.assert(
      fc.property(text, (written) => {
        const minutes = parseDuration(written) ?? 1
        expect(Number.isInteger(minutes) && minutes >= 1).toBe(true)
      }),
    )
  })
})

describe("what a plan contains is text", () => {
  const elements = new Set(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre code strong em del br hr div table thead tbody tr th td sup section a img".split(
      " ",
    ),
  )
  const attributes = new Set("href title class target rel src alt start scope id".split(" "))
  const { document } = new Window()

  /** What a browser makes of some HTML, and whether all of it is harmless. */
  function harmIn(html: string): string[] {
    const root = document.createElement("div")
    root.innerHTML = html
    return [...root.querySelectorAll("*")].flatMap((element) => {
      const name = element.tagName.toLowerCase()
      const harm = elements.has(name) ? [] : [`<${name}>`]
      for (const name of element.getAttributeNames()) {
        const value = element.getAttribute(name) ?? ""
        if (!attributes.has(name)) harm.push(name)
        if (name === "href" && !/^(?:https?:\/\/|mailto:|#|media\/)/.test(value)) harm.push(value)
        if (name === "src" && !/^media\/[a-z0-9-]+\.[a-z0-9]+$/.test(value)) harm.push(value)
        if (name === "target" && element.getAttribute("rel") !== "noopener") harm.push("target without rel")
      }
      return harm
    })
  }

  function serialize(source: string) {
    const markdown = parseMarkdown(source, "hostile.md")
    const media = createMedia(new Map([["x.png", { bytes: new Uint8Array() }]]))
    const serializer = createSerializer(markdown, media, createReporter())
    const inline = markdown.tree.children.flatMap((node) =>
      node.type === "paragraph" ? [serializer.inline(node.children)] : [],
    )
    return [serializer.html(markdown.tree.children), ...inline]
  }

  it("whatever HTML, scripts, addresses and templates it is made of", async () => {
    const { course, diagnostics } = await loadCourse(`${lessons}/hostile`)
    expect(new Set(diagnostics.map(({ rule }) => rule))).toEqual(
      new Set(["file-characters", "link-unsafe", "phase-idle"]),
    )
    if (!course) throw new Error("no course")
    expect(course.title).toBe(`<script>alert(1)</script> "Quotes" & {{template}} ]]> ${"$"}{x} </title>`)
    expect(course.plan.keyConcepts[2]?.text).toBe("\uFFFD\uFFFD<script> bell")
    expect(course.plan.phases[0]?.learnerActivities?.text).toContain(
      ":::choice{#x} at 10:30 :smile: a:b{onclick=x} ::leaf",
    )
    const strings: string[] = []
    JSON.stringify([course.phases, course.plan], (key, value) => {
      if (["html", "prompt", "intro"].includes(key)) strings.push(value)
      return value
    })
    expect(strings.length).toBeGreaterThan(20)
    // The course's own pages carry two elements more than authors may write: lists of facts, and marks of a level.
    const own = new Set(["<dl>", "<dt>", "<dd>", "<span>"])
    expect(strings.flatMap(harmIn).filter((harm) => !own.has(harm))).toEqual([])
    expect(JSON.stringify(course.plan)).not.toContain("a comment")
  })

  it("however it is put together", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          "<script>",
          "</script>",
          "<img src=x onerror=alert(1)>",
          "<svg/onload=x>",
          "<!--",
          "-->",
          "<a href='",
          "<",
          ">",
        ],
        ...[
          "[x](",
          "![x](",
          "[x]: ",
          "[x]",
          ")",
          "](",
          "javascript:",
          "JaVa\tScript:",
          "&#106;avascript:",
          "java&Tab;script:",
        ],
        ...[
          "data:text/html,",
          "vbscript:",
          "//evil.net",
          "\\\\evil.net",
          "https://e.org/",
          "x.png",
          '"',
          "'",
          "`",
          "```\n",
          "\n",
          "\n\n",
        ],
        ...[
          "\n- ",
          "\n1. ",
          "\n> ",
          "\n# ",
          "\n| a | b |\n| - | -: |\n| ",
          " | ",
          "[^1]",
          "\n[^1]: ",
          ":b[",
          "]{onclick=x}",
          "\n::c\n",
        ],
        ...[
          "\n:::d\n",
          "\n:::\n",
          "**",
          "_",
          "~~",
          "&lt;",
          "&#0;",
          "\u2028",
          "\u202e",
          "\0",
          "{{x}}",
          "$\u007Bx}",
          "- [x] ",
          "<https://e.org>",
        ],
      ),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        expect(serialize(pieces.join("")).flatMap(harmIn)).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  it("with colons where people write them", () => {
    const [html] = serialize("At 10:30, a:b, :smile:, :x[**y**]{z=1} and C::D.")
    expect(html).toBe("<p>At 10:30, a:b, :smile:, :x[**y**]{z=1} and C::D.</p>")
  })

  it("and tables, task lists, headings and notes have the form that players and screen readers need", () => {
    const [html = ""] = serialize(
      "### Deep\n\n|  | B |\n|:-:|--:|\n| a | 1 |\n\n- [x] done\n\nSo[^n].\n\n[^n]: Note.\n",
    )
    const root = document.createElement("div")
    root.innerHTML = html
    expect(root.querySelector("h3")?.textContent).toBe("Deep")
    expect(root.querySelector(".table-scroll > table thead th")?.getAttribute("scope")).toBe("col")
    expect(root.querySelector("tbody th")?.getAttribute("scope")).toBe("row")
    expect(root.querySelector("tbody td")?.className).toBe("align-right")
    expect(root.querySelector("li")?.textContent).toBe("☑ done")
    const mark = root.querySelector("sup a")
    expect(root.querySelector(mark?.getAttribute("href") ?? "none")?.textContent).toContain("Note.")
  })

  it.each([
    ["https://e.org/a b", "web"],
    ["HTTP://e.org", "web"],
    ["mailto:a@e.org", "mail"],
    ["#page", "page"],
    ["a/b.png?x#y", "file"],
    ["./a%20b.png", "file"],
    ["a/../b.png", "file"],
    ["../b.png", "outside"],
    ["a/../../b.png", "outside"],
    ["/etc/passwd", "outside"],
    ["C:\\a.png", "outside"],
    ["..%2fb.png", "outside"],
    ["//e.org", "unsafe"],
    ["\\\\e.org", "unsafe"],
    ["%5C%5Ce.org", "unsafe"],
    ["javascript:x", "unsafe"],
    [" \u0001java\nscript:x", "unsafe"],
    ["file:///etc/passwd", "unsafe"],
    ["data:,x", "unsafe"],
    ["blob:x", "unsafe"],
    ["http://", "unsafe"],
    ["", "unsafe"],
  ])("and the address %j leads to: %s", (address, to) => {
    expect(judge(address).to).toBe(to)
  })
})

describe("a phase file", () => {
  it("gives pages, blocks and activities", async () => {
    const course = await loadSound(`${lessons}/authored`)
    const explore = course.phases[1]
    expect(explore?.title).toBe("The harbour")
    expect(explore?.pages.map(({ id, title, paths }) => [id, title, paths])).toEqual([
      ["explore_start", "The harbour", undefined],
      ["boats", "Boats & registers", ["core", "advanced"]],
      ["explore_in_depth", "In depth", undefined],
    ])
    expect(explore?.pages[0]?.blocks).toEqual([
      {
        type: "html",
        html: '<p>What stands before the first page.</p>\n<p><img src="media/boat.svg" alt="A boat" title="In May"></p>',
      },
    ])
    expect(explore?.pages[1]?.blocks.map((block) => (block.type === "html" ? block.html : block.type))).toEqual([
      '<p>Read <a href="media/boats.txt">the list</a>, <a href="#explore_in_depth">the other page</a> or ' +
        '<a href="https://registers.org/" class="external" target="_blank" rel="noopener">the web</a>.</p>',
      "activity",
      "<h2>A heading two levels down</h2>",
      "activity",
    ])
    const [path] = explore?.pages[2]?.blocks ?? []
    expect(path).toMatchObject({ type: "path", paths: ["foundations"] })
    expect(path?.type === "path" && path.blocks[0]).toEqual({ type: "html", html: "<p>Take your time at 10:30.</p>" })
    const chosen = activitiesOf(course).filter(({ place }) => place.file.endsWith("explore.md"))
    expect(
      chosen.map(({ id, objectives, points, attempts, required, reported }) =>
        [id, objectives.join(" "), points, attempts, required, reported].join("|"),
      ),
    ).toEqual([
      "q_1|O1 O2|3|0|true|true",
      "how_sure||0|0|false|true",
      "q_2|O1 O2|3|2|false|true",
      "explore_in_depth_reflection_1||0|0|false|false",
      "unclear||0|0|true|true",
      "how_sure_now||0|0|false|true",
    ])
    expect(chosen.map(({ shape, levels }) => [shape.marks, shape.texts, levels])).toEqual([
      [[2], [], 1],
      [[3], [], 0],
      [[2], [], 1],
      [[], [0], 0],
      [[], [0], 0],
      [[3], [], 0],
    ])
    expect(chosen[5]?.description).toBe("How sure are you?")
  })

  it("brings only the files that learners see, under names that every LMS takes", async () => {
    const course = await loadSound(`${lessons}/authored`)
    expect([...course.media.keys()]).toEqual(["media/boat.svg", "media/boats.txt", "media/logo-1.svg"])
    expect(course.theme.logo).toEqual({ file: "media/logo-1.svg", alt: "The harbour" })
    const { course: other } = await load({
      "engage.md": "## A\n\n![a](Bild.JPEG) ![b](b/bild.jpg) ![c](CON.png) ![d](日本.png) ![e](Ä%20(1).png)\n",
      ...{ "Bild.JPEG": "1", "b/bild.jpg": "2", "CON.png": "3", "日本.png": "4", "Ä (1).png": "5", "other.png": "6" },
    })
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    expect([...(other?.media ?? [])].map(([name, bytes]) => [name, text(bytes)])).toEqual([
      ["media/a-1.png", "5"],
      ["media/bild-2.jpg", "2"],
      ["media/bild.jpg", "1"],
      ["media/file-con.png", "3"],
      ["media/file.png", "4"],
    ])
  })

  it("may have a name with capitals, and no pages but what stands in it", async () => {
    const { course, diagnostics } = await load({ "Engage.md": "Look at the boats.\n" })
    expect(diagnostics).toEqual([])
    expect(course?.phases[0]?.title).toBe("Engage")
    expect(course?.phases[0]?.pages).toEqual([
      { id: "engage_start", title: "Engage", blocks: [{ type: "html", html: "<p>Look at the boats.</p>" }] },
    ])
  })

  it("gives pages ids that are safe, unique and lasting", async () => {
    const page = '## Häuser & "Gärten"\n\ntext\n\n'
    const { course } = await load({
      "engage.md": `${page}${page}## 日本\n\ntext\n\n## ${"Long ".repeat(30)}\n\ntext\n`,
    })
    const ids = pageIds(course as Course).filter((id) => id.startsWith("engage"))
    expect(ids.slice(0, 2)).toEqual(["engage_hauser_garten", "engage_hauser_garten_2"])
    expect(ids.every((id) => /^[a-z][a-z0-9_]{0,63}$/.test(id))).toBe(true)
    const { course: later } = await load({ "engage.md": `## New\n\ntext\n\n${page}## 日本\n\ntext\n` })
    expect(pageIds(later as Course)).toContain(ids[2])
  })

  it("tells what is wrong behind an activity that was not closed, too", async () => {
    const { diagnostics } = await load({
      "engage.md": [
        "## One\n\n:::choice{#a}\nWhich?\n\n- [x] A\n- [ ] B\n",
        "## Two\n\n:::choice{#b points=lots}\nWhich?\n\n- [x] A\n- [ ] B\n:::\n",
        "## Three\n\n:::path{for=core}\n:::reflection\nWhat?\n:::\n:::\n",
        "## Four\n\n:::nothing\nText with [a link](javascript:x).\n:::",
      ].join("\n"),
    })
    expect(told(diagnostics)).toEqual([
      "directive-unclosed 3:1",
      "attribute-value 11:1",
      "directive-unclosed 21:1",
      "directive-unknown 28:1",
      "link-unsafe 29:11",
    ])
  })

  it("may quote headings within an activity, as long as they are no pages", async () => {
    const quote = ":::reflection\n> ## Not a page\n\n### Nor this\n\nWhat do you think?\n:::\n"
    const { course, diagnostics } = await load({ "engage.md": `## A\n\n${quote}` })
    expect(diagnostics).toEqual([])
    expect(activitiesOf(course as Course)[0]?.data).toMatchObject({ prompt: "What do you think?" })
  })

  it.each([
    [":::choice {#a}\nWhich?\n:::", "directive-syntax 3:1"],
    [":::choice Which?\n:::", "directive-syntax 3:1"],
    [":choice", "directive-syntax 3:1"],
    ["Text\n\n:::", "directive-syntax 5:1"],
    ["::path{for=core}", "directive-syntax 3:1"],
    ["Text\n\n::page{#a}", "directive-misplaced 5:1"],
    ["> :::reflection\n> What?\n> :::", "directive-misplaced 3:3"],
    [":::reflection{points=2}\nWhat?\n:::", "points-unearned 3:1 id-missing 3:1"],
    [":::reflection{attempts=16}\nWhat?\n:::", "attribute-value 3:1"],
    [":::reflection{required=maybe}\nWhat?\n:::", "attribute-value 3:1"],
    [":::reflection{objective=O9}\nWhat?\n:::", "objective-unknown 3:1"],
    [':::reflection{path=","}\nWhat?\n:::', "attribute-value 3:1"],
    [":::reflection{.wide}\nWhat?\n:::", "attribute-unknown 3:1"],
    [":::constructor\nWhat?\n:::", "directive-unknown 3:1"],
    [`:::reflection{#${"x".repeat(65)}}\nWhat?\n:::`, "id-invalid 3:1"],
  ])("reports %j", async (markdown, expected) => {
    const { diagnostics } = await load({ "engage.md": `## A\n\n${markdown}\n` })
    expect(told(diagnostics).join(" ")).toBe(expected)
  })

  it("keeps ids unique whatever their case, and those of made pages too", async () => {
    const poll = (id: string) => `:::poll{#${id}}\nSure?\n\n- Yes\n- No\n:::\n\n`
    const { diagnostics } = await load({
      "explore.md": `## A\n\n${poll("a-1")}${poll("A_1")}`,
      "explain.md": `## B\n\n${poll("a_1")}${poll("before-1")}`,
    })
    expect(diagnostics.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`)).toEqual([
      "id-twice harbour/explain.md:3",
      "id-twice harbour/explain.md:10",
      "id-twice harbour/explore.md:10",
    ])
  })

  it("may ask again what a made page asked before", async () => {
    const { course, diagnostics } = await load({ "evaluate.md": "## Again\n\n::poll{#now again=before-1}\n" })
    expect(diagnostics).toEqual([])
    const [again] = activitiesOf(course as Course).filter(({ id }) => id === "now")
    expect(again?.data).toMatchObject({ again: "before_1" })
    expect(again?.shape.marks).toEqual([5])
  })

  it("holds that no path skips what the record needs", async () => {
    const choice = (id: string, points: number) =>
      `:::choice{#${id} objective=1 points=${points}}\nWhich?\n\n- [x] A\n- [ ] B\n:::\n`
    const onPaths = (points: readonly number[]) =>
      ["foundations", "core", "advanced"].map(
        (path, index) => `::::path{for=${path}}\n${choice(`q${index}`, points[index] ?? 0)}::::\n`,
      )
    const rulesOf = async (points: readonly number[]) => {
      const { diagnostics } = await load({ "engage.md": `## A\n\n${onPaths(points).join("\n")}` })
      return diagnostics.map(({ rule }) => rule)
    }
    expect(await rulesOf([2, 2, 2])).toEqual([])
    expect(await rulesOf([2, 2, 1])).toEqual(["path-record"])
  })
})

describe("course.yaml", () => {
  it("settles what the course is", async () => {
    const course = await loadSound(`${lessons}/authored`)
    expect(course).toMatchObject({
      id: "registers",
      version: "2.1",
      language: "en-GB",
      direction: "ltr",
      baseIri: "https://training.harbour.gov/courses",
      description: "How to keep a register.",
      rules: {
        pass: 0.8,
        objectives: { O2: 0.6 },
        formative: ["O1"],
        attempts: 2,
        completion: "activities",
        report: "passed/incomplete",
      },
      formats: ["scorm12", "web"],
    })
    expect(course.theme.accent?.light).toBe("#005ea2")
  })

  it("may be left out", async () => {
    const { course } = await load({}, "Hafen & Register (2)")
    expect(course).toMatchObject({
      id: "hafen-register-2",
      version: "1.0.0",
      language: "en",
      direction: "ltr",
      description: "Explain what a register is; Compare two registers",
      paths: ["foundations", "core", "advanced"],
      rules: {
        objectives: {},
        formative: [],
        firstTries: [],
        attempts: 0,
        completion: "both",
        report: "passed/failed",
      },
      theme: {},
      formats: formatNames,
    })
    expect(course?.rules).not.toHaveProperty("pass")
    expect(course).not.toHaveProperty("baseIri")
  })

  it("has short forms, and empty settings that settle nothing", async () => {
    const { course, diagnostics } = await load({
      "course.yaml": "# nothing yet\nversion:\npass: 65 %\npaths: Slow, fast\nattempts: unlimited\n",
      "engage.md":
        "## A\n\n:::choice{#q path=slow points=0}\nWhich?\n\n- [x] A\n- [ ] B\n:::\n\n:::numeric{#n}\nHow many?\n\n- [x] 2\n:::\n",
    })
    expect(diagnostics).toEqual([])
    expect(course).toMatchObject({ version: "1.0.0", paths: ["slow", "fast"], rules: { pass: 0.65, attempts: 0 } })
  })

  it.each([
    ["pass: 70.5%", "settings-value 1:7"],
    ["pass: {score: high, objectives: {O1: 0%}}", "settings-value 1:15 settings-value 1:38"],
    ["pass: [70%]", "settings-value 1:7"],
    ["theme:\n  accent: #8a1c1c", "settings-value 2:3"],
    ["theme:\n  accent: {light: #8a1c1c\n  }", "settings-value 2:12"],
    ["version: # not yet", ""],
    ["pass:\n  objectives:\n    first: 60%", "settings-value 3:5"],
    ["base: harbour.gov", "settings-value 1:7"],
    ["base: http://localhost:8080/x", ""],
    ["language: English!", "settings-value 1:11"],
    ["id: Big Boats", "settings-value 1:5"],
    ["memo: {title: M, activities: {harbour: }}", "settings-value 1:40"],
    ["memo: {title: M, activities: {harbour: Ours}}", "memo-activity 1:31"],
    ["memo: {title: M, note: [a], activities: [harbour]}", "settings-value 1:24 memo-activity 1:42"],
    ["id: [a]", "settings-value 1:5"],
    ["paths: {a: b}", "settings-value 1:8"],
    ["paths: [a, b, a]", "settings-value 1:8"],
    ["formats: [scorm12, scorm13]", "settings-value 1:20"],
    ["theme: {accent: blue}", "settings-value 1:17"],
    ['theme: {accent: {light: "#005ea2", dark: "#005ea2"}}', "theme-contrast 1:42"],
    ["theme: {logo: logo.png}", "settings-value 1:15 file-missing 1:15"],
    ["theme: {logo: ../logo.png, logo-alt: Us}", "file-outside 1:15"],
    ["just words", "settings-syntax 1:1"],
    ["- a\n- b", "settings-syntax 1:1"],
    ["a: 'x\nb: c", "settings-syntax 2:5"],
    ["id: a\n---\nid: b", "settings-syntax 2:1"],
    [
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
      [
        "settings-unknown 1:1",
        "settings-unknown 2:1",
        "settings-alias 2:8",
        "settings-alias 2:12",
        "settings-unknown 3:1",
        "settings-alias 3:5",
        "settings-alias 3:9",
      ].join(" "),
    ],
    ["__proto__: {a: b}\nconstructor: x", "settings-unknown 1:1 settings-unknown 2:1"],
    [`x: ${"[".repeat(15_000)}`, "settings-syntax"],
  ])("%j is judged: %s", async (yaml, expected) => {
    const { diagnostics } = await load({ "course.yaml": yaml })
    expect(told(diagnostics.filter(({ rule }) => rule !== "pass-unscored")).join(" ")).toMatch(
      new RegExp(`^${expected}${expected === "settings-syntax" ? "" : "$"}`),
    )
  })

  it("may be anything at all, and something can always be said about it", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        "pass",
        "theme",
        ":",
        ": ",
        "\n",
        "  ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "#",
        '"',
        "|",
        "%",
        "70%",
      ),
    )
    return fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { course, diagnostics } = await load({ "course.yaml": pieces.join("") })
        expect(course === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"))
      }),
      { numRuns: 60 },
    )
  })
})

describe("a lesson on a disk", () => {
  it("is found by its folder or by its plan, and says so when it is not there", async () => {
    expect((await loadSound(`${lessons}/minimal`)).id).toBe("minimal")
    expect((await loadSound(`${lessons}/minimal/lesson.md`)).id).toBe("lesson")
    expect((await loadCourse("nowhere")).diagnostics.map(formatDiagnostic)).toEqual([
      expect.stringMatching(/^nowhere\/lesson\.md:1:1 error file-missing\n/),
    ])
    expect((await loadCourse("nowhere/plan.md")).diagnostics.map(({ place }) => place.file)).toEqual([
      "nowhere/plan.md",
    ])
  })

  it("tells that the files beside a plan named alone are not read", async () => {
    const { course, diagnostics } = await loadCourse(`${lessons}/arabic/lesson.md`)
    expect(diagnostics.map(({ rule, place }) => `${rule} ${place.file}`)).toEqual([
      `file-unused ${lessons}/arabic/course.yaml`,
      `file-unused ${lessons}/arabic/engage.md`,
    ])
    expect(course?.language).toBe("en")
  })

  it("takes nothing from outside of its folder, even through links", async () => {
    const root = await mkdtemp(join(tmpdir(), "lessonpack-"))
    try {
      const folder = join(root, "lesson")
      await mkdir(folder)
      await writeFile(join(root, "secret.txt"), "secret")
      await writeFile(join(folder, "lesson.md"), soundPlan)
      await writeFile(join(folder, "inside.txt"), "inside")
      await writeFile(
        join(folder, "engage.md"),
        "## A\n\n[a](linked.txt) [b](alias.txt) [c](..%2fsecret.txt) [d](folder.txt)\n",
      )
      await mkdir(join(folder, "folder.txt"))
      await symlink(join(root, "secret.txt"), join(folder, "linked.txt"))
      await symlink(join(folder, "inside.txt"), join(folder, "alias.txt"))
      const { diagnostics } = await loadCourse(folder)
      expect(told(diagnostics)).toEqual(["file-outside 3:1", "file-outside 3:32", "file-missing 3:53"])
      await symlink(join(root, "secret.txt"), join(folder, "explore.md"))
      expect(told((await loadCourse(folder)).diagnostics)).toContain("file-outside 1:1")
    } finally {
      await rm(root, { recursive: true })
    }
  })

  it("of 500 questions is read whole", async () => {
    const questions = Array.from(
      { length: 500 },
      (_, index) =>
        `:::choice{#q${index} objective=1}\nWhich is number ${index}?\n\n- [x] This\n- [ ] That\n- [ ] None\n:::\n`,
    )
    const pages = Array.from(
      { length: 50 },
      (_, page) => `## Page ${page}\n\n${questions.slice(page * 10, page * 10 + 10).join("\n")}`,
    )
    const { course } = await load({ "explore.md": pages.join("\n") })
    expect(activitiesOf(course as Course).filter(({ kind }) => kind === "choice")).toHaveLength(500)
  })
})

describe("a lesson in which anything was changed", () => {
  const sources: Readonly<Record<string, string>> = {
    "lesson.md": readFileSync("modules/mlops-landscape/lesson.md", "utf8"),
    "explore.md": readFileSync(`${lessons}/authored/explore.md`, "utf8"),
    "course.yaml": "pass:\n  score: 70%\n  objectives: {O2: 60%}\ntheme:\n  accent: '#005ea2'\n",
    "Boats.TXT": "Boats",
    "pictures/boat.svg": "<svg/>",
  }
  const line = fc.oneof(
    fc.constantFrom(
      ...[
        "## Boats",
        "# B",
        "### Engage",
        "#### Explain (20 min)",
        "## Reflection",
        "**Duration:** 3",
        ":::",
        "::::",
        ":::path{for=core}",
      ],
      ...[
        ":::choice{#q_1}",
        "::poll{again=q-1}",
        "::page{#boats}",
        "- [x] A",
        "- A",
        "  - Alignment: (Objectives 1 and 9)",
        "1. B",
        "> ",
        "| a | b |",
      ],
      ...[
        "| - | - |",
        "<script>",
        "[x](javascript:x)",
        "![](x.png)",
        "",
        "    ",
        "\t",
        "---",
        "pass: x",
        "[^1]: note",
        "\u0000",
        "\u2028",
      ],
    ),
    fc.string({ maxLength: 20 }),
  )
  const change = fc.record({
    file: fc.constantFrom("lesson.md", "explore.md", "course.yaml"),
    at: fc.nat(200),
    drop: fc.nat(3),
    line,
  })

  it("gives a course whose ids are safe and unique, or says why there is none", () => {
    return fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const files = { ...sources }
        for (const { file, at, drop, line } of changes) {
          const lines = (files[file] ?? "").split("\n")
          lines.splice(at % (lines.length + 1), drop, line)
          files[file] = lines.join("\n")
        }
        const { course, diagnostics } = await loadCourse("harbour", { files: inMemory(files) })
        expect(course === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"))
        for (const { place, message, remedy, rule } of diagnostics) {
          expect(place.line >= 1 && place.column >= 1 && message.length > 10 && remedy.length > 5).toBe(true)
          expect(Object.keys(rules)).toContain(rule)
        }
        if (!course) return
        const ids = activitiesOf(course).map(({ id }) => id.toLowerCase())
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => toId(id) === id)).toBe(true)
        const pages = pageIds(course)
        expect(new Set(pages).size).toBe(pages.length)
        expect(pages.every((id) => /^[a-z][a-z0-9_]*$/.test(id))).toBe(true)
        expect(course.phases.map(({ pages }) => pages.length > 0)).toEqual(Array(5).fill(true))
      }),
      { numRuns: 50 },
    )
  })
})

describe("names", () => {
  it("of courses are safe for files and for every LMS", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(toCourseId(name)).toMatch(/^[a-z][a-z0-9-]{0,39}$/)
      }),
    )
    expect(toCourseId("2026 Spring – MLOps")).toBe("course-2026-spring-mlops")
  })

  it("of courses stay apart where their letters have no Latin form", () => {
    const ids = ["课程", "日本", "2024 课程", "2024 日本", "Курс A", "Раздел A", "A"].map(toCourseId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^(?:course|a)(?:-[a-z0-9]+)*$/)
    expect(toCourseId("課程")).toBe(toCourseId("課程"))
    expect(toCourseId("Häuser & Œuvres 2")).toBe("hauser-oeuvres-2")
  })

  it("of activities keep to the one form that every LMS takes", () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        expect(toId(written) ?? "x").toMatch(/^[A-Za-z][A-Za-z0-9_]{0,63}$/)
      }),
    )
    expect(toId("my-question")).toBe("my_question")
    expect(toId("1st")).toBeUndefined()
  })

  it("made of words are cut between words", () => {
    expect(toSlug("Straße nach Łódź", "_", 40)).toBe("strasse_nach_lodz")
    expect(toSlug("one two three", "-", 8)).toBe("one-two")
    expect(cutAtWord("one two three", 9)).toBe("one two")
    expect(cutAtWord("one two three", 7)).toBe("one two")
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 4, max: 50 }), (text, most) => {
        const cut = cutAtWord(text, most)
        expect(cut.length).toBeLessThanOrEqual(most)
        expect(text.startsWith(cut)).toBe(true)
        expect(/[\uD800-\uDBFF]$/.test(cut)).toBe(false)
      }),
    )
  })

  it("that are nearly right are recognised", () => {
    expect(nearest("chioce", ["choice", "matching"])).toBe("choice")
    expect(nearest("objectives", ["objective", "points"])).toBe("objective")
    expect(nearest("xyz", ["choice", "matching"])).toBeUndefined()
  })
})

describe("colours, shares and languages", () => {
  it("measures contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5)
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2)
    expect(contrast("#ffffff", "#ffffff")).toBe(1)
  })

  it("makes any accent readable on dark paper", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`)
    fc.assert(
      fc.property(colour, (accent) => {
        expect(contrast(lightenForDark(accent), papers.dark)).toBeGreaterThanOrEqual(leastContrast)
      }),
    )
  })

  it("reads shares as whole percents", () => {
    expect(["70%", "70 %", "70", "0.7", "0.70", "1", "100%", "0.07"].map(parsePercent)).toEqual([
      0.7, 0.7, 0.7, 0.7, 0.7, 1, 1, 0.07,
    ])
    expect(
      ["0", "0%", "101%", "70.5%", "0.705", "-5%", "x", "", "1e1"]
        .map(parsePercent)
        .every((share) => share === undefined),
    ).toBe(true)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (percent) => {
        expect(parsePercent(`${percent}%`)).toBe(percent / 100)
      }),
    )
  })

  it("knows which languages are written from right to left", () => {
    expect(["ar", "he", "fa-IR", "ur", "az-Arab", "ps"].map(directionOf)).toEqual(Array(6).fill("rtl"))
    expect(["en", "de-AT", "ar-Latn", "az", "zh-Hant", "ku"].map(directionOf)).toEqual(Array(6).fill("ltr"))
  })
})
