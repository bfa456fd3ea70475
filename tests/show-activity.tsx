import { act, fireEvent, render, screen, within } from "@testing-library/preact"
import axe from "axe-core"
import { useState } from "preact/hooks"
import { expect } from "vitest"
import type { ActivityComponent, Keeping, Kind, Prompted } from "../src/activities/kind.ts"
import { kinds, modulesOf, registry } from "../src/activities/registry.ts"
import type { Outline } from "../src/learner/outline.ts"
import { reduce } from "../src/learner/reduce.ts"
import { freshState, type LearnerState, mayTry, pathOf } from "../src/learner/state.ts"
import type { Activity } from "../src/lesson/model.ts"
import { quotesOf } from "../src/player/quotes.ts"
import { parseActivities, paths } from "./parse-activity.ts"

/** The component of every kind in the registry, by the kind's name. */
const components = new Map(
  await Promise.all(
    Object.keys(kinds).map(async (kind) => {
      const { path, name } = modulesOf(kind).component
      const module: Record<string, unknown> = await import(/* @vite-ignore */ `../src/activities/${path}.tsx`)
      return [kind, module[name] as ActivityComponent<Prompted>] as const
    }),
  ),
)

/** What the course holds about the learner, after each thing the learner did. */
export interface Course {
  readonly state: () => LearnerState
  readonly activity: Activity<Prompted>
  /** Leaves the page and comes back to it. */
  readonly comeBack: () => void
  readonly container: Element
}

/** Shows the activities of some Markdown on one page of a course that keeps the learner's work as every course does. */
export function show(
  markdown: string,
  options: {
    readonly review?: boolean
    readonly state?: LearnerState
    readonly keeping?: Keeping
    readonly files?: Readonly<Record<string, string>> | undefined
  } = {},
): Course {
  const { activities, told } = parseActivities(markdown, options.files)
  expect(told).toEqual([])
  const page = { id: "page", title: "Page", activities }
  const outline: Outline = {
    ...{ id: "test", version: "1", build: "0", title: "Test", language: "en", direction: "ltr", minutes: 5 },
    ...{ objectives: [], paths, glossary: false, capacity: 4096, salt: 0 },
    rules: { objectives: {}, formative: [], firstTries: [], attempts: 0, completion: "pages", report: "passed/failed" },
    phases: [{ id: "engage", title: "Engage", minutes: 5, pages: [page] }],
  }
  let state = options.state ?? freshState
  let redraw = () => {}

  function Page() {
    const [, count] = useState(0)
    redraw = () => count((before) => before + 1)
    return (
      <main>
        <h1>Page</h1>
        {activities.map((activity) => {
          const kind = registry.kind(activity.kind)
          const Component = components.get(activity.kind)
          if (!kind || !Component) throw new Error(`no component for ${activity.kind}`)
          const work = state.work.get(activity.id)
          const dispatch = (event: Parameters<typeof reduce>[2]) => {
            state = reduce(outline, state, event)
            redraw()
          }
          return (
            <section key={activity.id} id={`activity-${activity.id}`}>
              <Component
                activity={activity}
                kind={kind}
                work={work}
                open={!options.review && mayTry(activity, work)}
                workOn={(id) => state.work.get(id)}
                isElsewhere={() => false}
                quotesFrom={(source) => {
                  const activity = activities.find(({ id }) => id === source.id)
                  return quotesOf(
                    source,
                    registry.kind(source.kind) as Kind<never> | undefined,
                    activity,
                    state.work.get(source.id),
                  )
                }}
                onAnswer={(answer) => {
                  const level = kind.score(activity.data, answer)
                  dispatch({ type: "answered", activity: activity.id, answer, level })
                }}
                onDraft={(answer) => dispatch({ type: "drafted", activity: activity.id, answer })}
                path={{
                  current: pathOf(outline, state),
                  all: paths,
                  choose: (path) => dispatch({ type: "chose-path", path }),
                }}
                keeping={() => options.keeping ?? { kept: 0, filled: 0, missing: false }}
              />
            </section>
          )
        })}
      </main>
    )
  }

  const page1 = render(<Page />)
  const activity = activities[activities.length - 1]
  if (!activity) throw new Error("nothing to show")
  return {
    state: () => state,
    activity,
    container: page1.container,
    comeBack() {
      page1.unmount()
      page1.rerender(<Page />)
    },
  }
}

/** Texts of a course in another language than the interface's that no element marks as such (WCAG 3.1.2). */
export function unmarked({ container }: Course, texts: readonly string[]): readonly string[] {
  const elements = [...container.querySelectorAll("main *")].filter(({ childNodes }) =>
    [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && texts.includes(node.textContent?.trim() ?? "")),
  )
  expect(elements.length).toBeGreaterThanOrEqual(texts.length)
  return elements.filter((element) => !element.closest("main [lang]")).map(({ outerHTML }) => outerHTML)
}

export const option = (name: string | RegExp) => screen.getByRole("radio", { name }) as HTMLInputElement
export const box = (name: string | RegExp) => screen.getByRole("checkbox", { name }) as HTMLInputElement
export const field = (name: string | RegExp) => screen.getByLabelText(name) as HTMLInputElement
export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }))
export const status = (course: Course) =>
  within(course.container as HTMLElement)
    .getAllByRole("status")
    .map(({ textContent }) => textContent)
    .join(" ")
    .trim()

/** Writes into a field as a learner does, and leaves it. */
export function write(element: HTMLElement, value: string) {
  element.focus()
  fireEvent.input(element, { target: { value } })
  fireEvent.change(element)
  act(() => element.blur())
}

export function choose(label: string, target: string) {
  const select = field(label) as unknown as HTMLSelectElement
  const wanted = [...select.options].find((one) => one.textContent === target)
  fireEvent.change(select, { target: { value: wanted?.value } })
}

/** Expects that axe finds no barrier in what is shown. */
export async function expectAccessible(course: Course) {
  const { violations } = await axe.run(course.container, {
    // Colours are a matter of the stylesheet, which this document does not have.
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
}
