import { choosePath } from "../activities/choose-path/kind.ts"
import { poll } from "../activities/poll/kind.ts"
import { reflection } from "../activities/reflection/kind.ts"
import { steps } from "../activities/steps/kind.ts"
import { escapeHtml } from "../escape-html.ts"
import { activitiesOn } from "../learner/outline.ts"
import { generated as text } from "../player/generated-strings.ts"
import {
  activity,
  choicePoll,
  pathData,
  questionData,
  reflectionData,
  scalePoll,
  stepsData,
} from "./generated-activity.ts"
import {
  type Block,
  type CourseRules,
  type LessonPlan,
  type Page,
  type Phase,
  type PhaseId,
  type PlanPhase,
  type Prose,
  phaseIds,
  type Term,
} from "./model.ts"

/** What a phase without a file of its own must know of the rest. */
export interface GenerateContext {
  /** Phases that have a file: their pages are not generated, and nothing here may rely on what is in them. */
  readonly authored: ReadonlySet<PhaseId>
  /** Names of the course's learning paths, easiest first. */
  readonly paths: readonly string[]
}

/**
 * Makes pages of what the plan alone says, for one learner without a facilitator: an opening for each phase, its learner
 * activities as steps with a place to write, the plan's questions as reflections, its concepts to be put into the
 * learner's own words, and a self-assessment before and after. What speaks to the facilitator stays out.
 */
export function generatePages(plan: LessonPlan, context: GenerateContext): ReadonlyMap<PhaseId, readonly Page[]> {
  return new Map(phaseIds.map((id) => [id, pagesOf(id, plan, context)]))
}

/**
 * The glossary of a course: its key concepts, which learners put into their own words in the generated Explain phase. Where
 * an author wrote that phase, nobody explains them, and there is none.
 */
export function generateGlossary(plan: LessonPlan, { authored }: GenerateContext): readonly Term[] {
  if (authored.has("explain")) return []
  return plan.keyConcepts.map((concept, index) => ({
    id: `term_${index + 1}`,
    term: (concept.parts ?? concept).text,
    answer: { activity: conceptsId, text: index },
  }))
}

/** Id of the first page, which is made once the rest of the course is read. */
export const welcomeId = "engage_welcome"

/** The phases with a first page in front of them that tells of them all; as they are where an author wrote the first. */
export function addWelcome(
  plan: LessonPlan,
  phases: readonly Phase[],
  rules: CourseRules,
  { authored }: GenerateContext,
): readonly Phase[] {
  if (authored.has("engage")) return phases
  const welcome = welcomePage(plan, phases, toComplete(phases, rules, authored))
  return phases.map((phase) => (phase.id === "engage" ? { ...phase, pages: [welcome, ...phase.pages] } : phase))
}

const conceptsId = "explain_concepts"
const knownId = "engage_known"

function pagesOf(id: PhaseId, plan: LessonPlan, context: GenerateContext): readonly Page[] {
  const phase = plan.phases.find((phase) => phase.id === id)
  if (!phase) return []
  const opening = openingPage(phase)
  switch (id) {
    case "engage":
      return present(startPage(plan, context), opening, applicationsPage(plan))
    case "explore":
      return present(safetyPage(plan), groundworkPage(plan, context), opening, connectionsPage(plan))
    case "explain":
      return present(opening, conceptsPage(plan))
    case "elaborate":
      return present(opening, furtherPage(plan, context))
    case "evaluate":
      return present(opening, reflectionPage(plan), metacognitionPage(plan), afterPage(plan, context), nextPage(plan))
  }
}

/** What the course as it is asks of learners before it counts as complete, and as passed. */
function toComplete(phases: readonly Phase[], rules: CourseRules, authored: ReadonlySet<PhaseId>): string {
  const needsAnswers = rules.completion !== "pages"
  const counting = phases
    .filter(({ id }) => authored.has(id))
    .some(({ pages }) => activitiesOn(pages).some(({ required }) => required))
  const answers = needsAnswers && counting
  const mark = rules.pass === undefined ? undefined : `${Math.round(rules.pass * 100)}%`
  return [
    text.todo([
      ...(rules.completion === "activities" ? [] : [text.openPages]),
      ...(answers ? [text.answerCounting(mark)] : []),
      // The second self-assessment stands in the generated Evaluate phase only.
      ...(needsAnswers ? [authored.has("evaluate") ? text.sayBefore : text.sayTwice] : []),
    ]),
    ...(mark !== undefined && !answers ? [text.toPass(mark)] : []),
    ...(answers || mark !== undefined ? [text.stillOpen] : []),
  ].join(" ")
}

function welcomePage(plan: LessonPlan, course: readonly Phase[], complete: string): Page {
  const objectives = plan.objectives.map(
    ({ html, level }) => `<li>${html} <span class="level">${text.levels[level]}</span></li>`,
  )
  const facts = [
    [text.time, `${escapeHtml(text.duration(plan.minutes))}. ${text.sittings}`],
    ...(plan.audience ? [[text.audience, plan.audience.html]] : []),
    ...(plan.priorKnowledge.length > 0 ? [[text.helps, `${listOf(plan.priorKnowledge)}<p>${text.knownHow}</p>`]] : []),
    ...(plan.materials.length > 0 ? [[text.materials, listOf(plan.materials)]] : []),
    [text.toComplete, complete],
  ]
  const phases = plan.phases.map(({ id, minutes }) => {
    const { name, promise } = text.phases[id]
    const title = course.find((phase) => phase.id === id)?.title ?? name
    const shown = title === name ? `${name}: ${promise}` : title
    return `<li>${escapeHtml(shown)} <span class="level">${escapeHtml(text.duration(minutes))}</span></li>`
  })
  return page(welcomeId, plan.title.text, [
    ...(plan.introduction ? [html(`<div class="lead">${plan.introduction.html}</div>`)] : []),
    html(`<h2>${text.objectives}</h2><ol>${objectives.join("")}</ol>`),
    html(`<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("")}</dl>`),
    html(`<h2>${text.way}</h2><ol>${phases.join("")}</ol>`),
  ])
}

/** What the learner brings, the path that follows from it, and how sure they are of each objective. */
function startPage(plan: LessonPlan, { paths }: GenerateContext): Page {
  const [first] = plan.priorKnowledge
  const items = plan.priorKnowledge
  return page("engage_start", text.start, [
    ...(first ? [activity(steps, knownId, first.place, stepsData(text.known, items))] : []),
    ...(first && paths.length > 1
      ? [activity(choosePath, "engage_path", first.place, pathData(knownId, items.length, paths))]
      : []),
    html(`<h2>${text.before}</h2><p>${text.beforeHow}</p>`),
    ...selfAssessment(plan, "before"),
  ])
}

/** Why the phase, how long, what to do; and its learner activities, a step for each thing to do. */
function openingPage(phase: PlanPhase): Page {
  const { name, why, promise } = text.phases[phase.id]
  const own = phase.learnerActivities
  // One thing to do stands in its box to tick already.
  const isSaid = phase.tasks.length === 1 && phase.tasks[0]?.text.toLowerCase() === bare(own?.text ?? "").toLowerCase()
  const isForGroup =
    phase.id === "engage" ||
    /\b(?:groups?|pairs?|partners?|teams?|classmates?|class|peers?|discuss)\b/i.test(own?.text ?? "")
  return page(`${phase.id}_opening`, `${name}: ${promise}`, [
    html(
      `<p class="lead">${why}</p><dl><dt>${text.time}</dt><dd>${escapeHtml(text.duration(phase.minutes))}</dd></dl>`,
    ),
    ...(own
      ? [
          html(
            `<h2>${text.task}</h2>${isSaid ? "" : `<div>${own.html}</div>`}${isForGroup ? `<p>${text.aloneHow}</p>` : ""}`,
          ),
          ...(phase.tasks.length > 0
            ? [activity(steps, `${phase.id}_steps`, own.place, stepsData(text.steps, phase.tasks, text.notes))]
            : []),
        ]
      : []),
  ])
}

function bare(sentence: string): string {
  return sentence.trim().replace(/[.;]$/, "")
}

function applicationsPage(plan: LessonPlan): Page | undefined {
  const { applications } = plan
  const [first] = applications
  if (!first) return undefined
  return page("engage_applications", text.applications, [
    ...(applications.length > 1
      ? [activity(poll, "engage_closest", first.place, choicePoll(text.closest, applications))]
      : [html(listOf(applications))]),
    activity(reflection, "engage_why", first.place, reflectionData(text.closestWhy)),
  ])
}

function safetyPage(plan: LessonPlan): Page | undefined {
  const [first] = plan.safety
  if (!first) return undefined
  return page("explore_safety", text.safety, [
    html(`<p>${text.safetyWhy}</p>`),
    activity(steps, "explore_safety_read", first.place, stepsData(text.safetyRead, plan.safety)),
    activity(reflection, "explore_safety_own", first.place, reflectionData(text.safetyOwn)),
  ])
}

/** For those new to the field: what the plan takes as known, to be looked up first. */
function groundworkPage(plan: LessonPlan, { paths }: GenerateContext): Page | undefined {
  const [easiest] = paths
  const [first] = plan.priorKnowledge
  if (!first || !easiest || paths.length < 2) return undefined
  const items = plan.priorKnowledge
  return {
    ...page("explore_groundwork", text.groundwork, [
      html(`<p>${text.groundworkWhy}</p>`),
      activity(
        steps,
        "explore_groundwork_steps",
        first.place,
        stepsData(text.groundworkHow, items, text.groundworkNote),
      ),
    ]),
    paths: [easiest],
  }
}

function connectionsPage(plan: LessonPlan): Page | undefined {
  const [first] = plan.connections
  if (!first) return undefined
  const items = plan.connections
  return page("explore_connections", text.connections, [
    activity(
      steps,
      "explore_connections_steps",
      first.place,
      stepsData(text.connectionsHow, items, text.connectionsNote),
    ),
  ])
}

function conceptsPage(plan: LessonPlan): Page | undefined {
  const [first] = plan.keyConcepts
  if (!first) return undefined
  const items = plan.keyConcepts
  return page("explain_glossary", text.concepts, [
    html(`<p>${text.conceptsHow}</p>`),
    activity(steps, conceptsId, first.place, stepsData(text.conceptsTick, items, text.ownWords)),
  ])
}

/** For those who know the field: the plan's extension activities, while the case is at hand. */
function furtherPage(plan: LessonPlan, { paths }: GenerateContext): Page | undefined {
  const [first] = plan.extensions
  const hardest = paths[paths.length - 1]
  if (!first || !hardest || paths.length < 2) return undefined
  const items = plan.extensions
  return {
    ...page("elaborate_further", text.further, [
      activity(steps, "elaborate_further_steps", first.place, stepsData(text.furtherHow, items, text.notes)),
    ]),
    paths: [hardest],
  }
}

function reflectionPage(plan: LessonPlan): Page | undefined {
  return questionsPage("evaluate_reflection", text.reflection, plan.learnerReflections)
}

function metacognitionPage(plan: LessonPlan): Page | undefined {
  return questionsPage("evaluate_thinking", text.metacognition, plan.metacognition)
}

function questionsPage(id: string, title: string, questions: readonly Prose[]): Page | undefined {
  if (questions.length === 0) return undefined
  const blocks = questions.map((question, index) =>
    activity(reflection, `${id}_${index + 1}`, question.place, questionData(question)),
  )
  return page(id, title, [html(`<p>${text.reflectionHow}</p>`), ...blocks])
}

/** The self-assessment once more, beside what was said at the start. */
function afterPage(plan: LessonPlan, context: GenerateContext): Page {
  const isCompared = !context.authored.has("engage")
  return page("evaluate_after", text.after, [
    html(`<p>${isCompared ? text.afterHow : text.beforeHow}</p>`),
    ...selfAssessment(plan, "after", isCompared),
  ])
}

function nextPage(plan: LessonPlan): Page {
  const blocks = [
    ...(plan.extensions.length > 0 ? [html(`<h2>${text.extensions}</h2>${listOf(plan.extensions)}`)] : []),
    ...(plan.resources.length > 0 ? [html(`<h2>${text.resources}</h2>${listOf(plan.resources)}`)] : []),
    activity(reflection, "evaluate_plan", plan.title.place, reflectionData(text.plan)),
  ]
  return page("evaluate_next", text.next, blocks)
}

/** How sure the learner is of each objective: required, and told to the LMS, since it is all that a bare plan can measure. */
function selfAssessment(plan: LessonPlan, when: "before" | "after", isCompared = false): readonly Block[] {
  return plan.objectives.map((objective, index) => {
    const number = index + 1
    const data = isCompared ? scalePoll(objective, `before_${number}`) : scalePoll(objective)
    return activity(poll, `${when}_${number}`, objective.place, data, {
      required: true,
      reported: true,
      objectives: [`O${number}`],
    })
  })
}

function present(...pages: readonly (Page | undefined)[]): readonly Page[] {
  return pages.filter((page) => page !== undefined)
}

function page(id: string, title: string, blocks: readonly Block[]): Page {
  return { id, title, blocks }
}

function html(content: string): Block {
  return { type: "html", html: content }
}

function listOf(items: readonly Prose[]): string {
  return `<ul>${items.map(({ html }) => `<li>${html}</li>`).join("")}</ul>`
}
