// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact"
import axe from "axe-core"
import { useState } from "preact/hooks"
import { afterEach, describe, expect, it } from "vitest"
import { Component } from "../modules/mlops-landscape/activities/lab/Lab.tsx"
import { contested, runOf } from "../modules/mlops-landscape/activities/lab/records.ts"
import { freshLab, fromAnswer, type LabState, toAnswer } from "../modules/mlops-landscape/activities/lab/state.ts"
import type { Answer } from "../src/lesson/model.ts"

afterEach(cleanup)

/** What the course holds of the lab. */
interface Held {
  answer?: Answer
  tries: number
}

/** Shows the lab in a course that keeps its work, from a state or from nothing, once it is ready. */
async function show(state?: Partial<LabState>, open = true) {
  const held: Held = { tries: 0, ...(state && { answer: toAnswer({ ...freshLab, ...state }) }) }
  const data = { intro: "<p>A lab.</p>", prompt: "Take it through its life.", description: "", attributes: {} }
  const activity = {
    ...{ kind: "lab", id: "lab", data, description: "", objectives: [], points: 0, attempts: 0, levels: 0 },
    ...{ required: true, reported: true, redraft: true, shape: { marks: [], texts: [] } },
  }

  function Page() {
    const [, count] = useState(0)
    const keep = (tries: number) => (answer: Answer) => {
      Object.assign(held, { answer, tries: held.tries + tries })
      count((before) => before + 1)
    }
    const { answer, tries } = held
    const work = answer && { answer, tries, first: 0, best: 0, handedIn: tries > 0, kept: [0, 0], cut: [false, false] }
    return (
      <main>
        <h1>Lab</h1>
        <Component
          activity={activity}
          kind={{} as never}
          work={work}
          open={open}
          workOn={() => undefined}
          isElsewhere={() => false}
          quotesFrom={() => []}
          onAnswer={keep(1)}
          onDraft={keep(0)}
          path={{ current: "core", all: ["core"], choose() {} }}
          keeping={() => ({ kept: 0, filled: 0, missing: false })}
        />
      </main>
    )
  }

  const shown = render(<Page />)
  await screen.findAllByRole("heading", { level: 2 })
  return { held, container: shown.container, state: () => fromAnswer(held.answer) }
}

function press(name: string | RegExp) {
  const button = screen.getByRole("button", { name })
  button.focus()
  fireEvent.click(button)
}
const tick = (name: string | RegExp) => fireEvent.click(screen.getByRole("checkbox", { name }))
const choose = (name: string | RegExp) => fireEvent.click(screen.getByRole("radio", { name }))
const pick = (name: string | RegExp, option: string) => {
  const select = screen.getByLabelText(name) as HTMLSelectElement
  const value = [...select.options].find(({ textContent }) => textContent?.replace(/\s/g, " ") === option)?.value
  fireEvent.change(select, { target: { value } })
}
function write(name: string | RegExp, value: string) {
  const field = screen.getByLabelText(name)
  field.focus()
  fireEvent.input(field, { target: { value } })
  fireEvent.blur(field)
}
const status = () =>
  screen
    .getAllByRole("status")
    .map(({ textContent }) => textContent)
    .join(" ")
    .replace(/\s+/g, " ")

async function expectAccessible(container: Element) {
  const options = { rules: { "color-contrast": { enabled: false } } }
  const { violations } = await axe.run(container, options)
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

const all = [true, true, true, true, true, true]
const quarter = { inputs: all, table: 0, penalty: 0 }
const year = { ...quarter, table: 1 }
const withoutIncome = { ...year, inputs: [false, ...all.slice(1)] }
const registered: Partial<LabState> = { runs: [quarter, year], compared: [1, 2], versions: [2] }
const inUse: Partial<LabState> = {
  ...registered,
  ...{
    looked: [true, true, false, false],
    approver: 2,
    isApproved: true,
    whyApproved: "Fair to both groups.",
    weeks: 1,
  },
}
const alerted: Partial<LabState> = { ...inUse, weeks: 6, alertWeek: 6, receiver: 2 }
const traced: Partial<LabState> = { ...alerted, trace: [1, 2, 2, 1], isTraced: true }

describe("the lab", () => {
  it("is taken from the first run to the last decision", async () => {
    const { held, state, container } = await show()
    expect(container.querySelectorAll("input:checked")).toHaveLength(0)
    choose(/A quarter/)
    for (const input of ["Income", /People/, "Self-employed", /Months/, /document/, /Earlier/]) tick(input)
    choose(/Weak/)
    press("Train")
    expect(status()).toContain("Run 1 is recorded. On cases it has not seen, 82 of 100 decisions are right.")
    choose(/A year/)
    press("Train")
    tick("Income")
    press("Train")
    expect(state().runs).toHaveLength(3)

    press("Go on to step 2")
    expect(document.activeElement?.textContent).toBe("Step 2 of 8: Compare two runs")
    pick("First run", "Run 1")
    pick("Second run", "Run 2")
    press("Look at the figures by group")
    expect(status()).toContain(
      "Run 1 sends 16 of 100 self-employed people without a problem a visit, and 8 of 100 of the",
    )

    press("Go on to step 3")
    pick("Run to register", "Run 2")
    press("Register as version 1")
    pick("Run to register", "Run 3")
    press("Register as version 2")
    press("Go on to step 4")
    press("Look at the figures by group of run 3")
    choose(/service manager/)
    write(/Why may it be used/, "It is fair to both groups.")
    press("Approve")
    expect(state()).toMatchObject({ isApproved: true, whyApproved: "It is fair to both groups.", versions: [2, 3] })
    expect(document.activeElement?.textContent).toMatch(/^Versions 1 and 2 are approved/)

    press("Go on to step 5")
    press("Deploy version 1")
    expect(status()).toContain("version 1 has scored 2,300 cases.")
    press("Go on to step 6")
    choose(/Tomas/)
    for (let week = 2; week <= 6; week++) press("Next week")
    expect(status()).toContain("Week 6, from 17 March: the index of the income field is 0.21: act.")
    press("Raise the alert")
    expect(status()).toContain("614 self-employed people without a problem had been sent a visit.")

    press("Go on to step 7")
    const { id } = contested(runOf(year), 6)
    write(/Look up a case number/, id)
    expect(status()).toContain("Income 18,480 (+56.5)")
    pick(/Which version/, "Version 1")
    pick(/Which run/, "Run 2")
    pick(/Which data/, runOf(year).data)
    pick(/What moved/, "Income")
    press("Check")
    press("Go on to step 8")
    choose(/Turn yearly into monthly/)
    expect(status()).toContain("Needless visits to the self-employed: 8 of 100, instead of 93 of 100.")
    expect(held.tries).toBe(0)
    write(/Why this/, "The field was wrong.")
    press("Keep this decision")
    expect(held.tries).toBe(1)
    expect(state()).toMatchObject({ isDecided: true, whyDecided: "The field was wrong." })
    expect(container.textContent).toContain("Registered run 3 as version 2.")
    await expectAccessible(container)
  })

  it("tells what it is about at its first step, and a click away from there on", async () => {
    const { container } = await show({ runs: [quarter] })
    const about = container.querySelector("details") as HTMLDetailsElement
    expect(about.textContent).toContain("A lab.")
    expect(about.textContent).toContain("Veldane is fictional.")
    expect(about.open).toBe(true)
    cleanup()
    const later = await show({ runs: [quarter, year] })
    expect(later.container.querySelector("details")?.open).toBe(false)
    press(/^1 Track/)
    expect(later.container.querySelector("details")?.open).toBe(true)
    press("Go on to step 2")
    expect(later.container.querySelector("details")?.open).toBe(false)
    expect(later.container.querySelector(".question")?.textContent).toBe("Take it through its life.")
  })

  it("records no run twice, none without settings, and no fifth", async () => {
    const { state } = await show({ runs: [quarter] })
    press("Train")
    expect(status()).toContain("Choose the data to train on first.")
    choose(/A quarter/)
    press("Train")
    expect(status()).toContain("Choose at least one thing")
    for (const input of ["Income", /People/, "Self-employed", /Months/, /document/, /Earlier/]) tick(input)
    press("Train")
    expect(status()).toContain("Choose how strongly it is held back.")
    choose(/Weak/)
    press("Train")
    expect(status()).toContain("Run 1 has the same data, code and settings.")
    for (const input of ["Income", /People/, /Months/, /Earlier/]) {
      tick(input)
      press("Train")
    }
    expect(state().runs).toHaveLength(4)
    expect(status()).toContain("The lab keeps 4 runs")
  })

  it("is not approved before the figures by group were looked at, by its own trainer, or without a reason", async () => {
    const { state } = await show(registered)
    press("Approve")
    for (const reason of [/by group were looked at/, /did not train it/, /reason is written/]) {
      expect(status()).toMatch(reason)
    }
    choose(/You, who trained it/)
    write(/Why may it be used/, "It is fair.")
    press("Look at the figures by group of run 2")
    press("Approve")
    expect(status()).toContain("The gate refuses. Not met: somebody approves who did not train it.")
    expect(state().isApproved).toBe(false)
    choose(/second data scientist/)
    press("Approve")
    expect(state().isApproved).toBe(true)
  })

  it("does not approve a model that is no better than the simple rule", async () => {
    const { state } = await show({
      ...registered,
      ...{ runs: [quarter, { ...year, penalty: 2 }], looked: [true, true, true, true] },
      ...{ approver: 2, whyApproved: "I like it much." },
    })
    press("Approve")
    expect(status()).toContain("Not met: decides more cases rightly than the simple rule")
    expect(state().isApproved).toBe(false)
  })

  it("closes an alert that nothing has caused", async () => {
    const { state } = await show({ ...inUse, weeks: 2 })
    press("Raise the alert")
    expect(status()).toContain("Choose who receives the alert first.")
    choose(/web team/)
    press("Raise the alert")
    expect(status()).toContain("Week 2: somebody looks and finds nothing.")
    expect(state().alertWeek).toBe(0)
  })

  it("gives no week away by what its buttons look like, until none is left to wait for", async () => {
    const looks = () =>
      ["Next week", "Raise the alert"].map((name) => screen.queryByRole("button", { name })?.className ?? "")
    for (const weeks of [1, 3, 4, 11]) {
      await show({ ...inUse, weeks })
      expect(looks(), `week ${weeks}`).toEqual(["button", "button-outline"])
      cleanup()
    }
    await show({ ...inUse, weeks: 12 })
    expect(looks()).toEqual(["", "button"])
  })

  it("tells of no letter, no harm and no repair where the model does not look at the income", async () => {
    const blind = { ...inUse, runs: [quarter, withoutIncome] }
    await show({ ...blind, weeks: 10 })
    press("Next week")
    expect(status()).toContain("Week 11: no letter comes.")
    expect(status()).toMatch(/of the problems it finds only 2\d of 100\./)
    choose(/Tomas/)
    press("Raise the alert")
    expect(status()).toContain("None of them because of the form")
    expect(status()).not.toMatch(/letter (arrives|came)/)
    cleanup()

    await show({ ...traced, ...{ runs: blind.runs, versions: [2, 1], trace: [1, 2, 2, 5] } })
    for (const [decision, said] of [
      [/Roll back/, "version 2 reads the income, which version 1 left out"],
      [/Turn yearly into monthly/, "The code is mended, but your model does not look at the income."],
      [/newest data/, "months and years in one field, but your model does not look at it"],
    ] as const) {
      choose(decision)
      expect(status()).toContain(said)
    }
  })

  it("says which links of the trace are not right yet", async () => {
    const { state } = await show(alerted)
    pick(/Which version/, "Version 1")
    pick(/Which run/, "Run 1")
    pick(/What moved/, "Income")
    press("Check")
    expect(status()).toContain("Not right yet: Which run is behind that version? Which data was that run trained on?")
    expect(status()).not.toContain("Which version decided?")
    expect(state().isTraced).toBe(false)
    write(/Look up a case number/, "V-99-0001")
    expect(status()).toContain("The log has no case with this number.")
  })

  it("has nothing to go back to when one version is registered", async () => {
    const { held } = await show(traced)
    choose(/Roll back/)
    expect(status()).toContain("There is nothing to go back to.")
    write(/Why this/, "Back to the old one.")
    press("Keep this decision")
    expect(held.tries).toBe(0)
  })

  it("wants a decision, and a reason for it", async () => {
    const { held } = await show(traced)
    press("Keep this decision")
    expect(status()).toContain("Choose what happens next first.")
    choose(/Switch the model off/)
    press("Keep this decision")
    expect(status()).toContain("Write a sentence that says why.")
    expect(held.tries).toBe(0)
  })

  it.each([
    [{}, 1],
    [{ runs: [quarter, year] }, 2],
    [{ runs: [quarter, year], compared: [1, 2] as const }, 3],
    [registered, 4],
    [{ ...inUse, weeks: 0 }, 5],
    [inUse, 6],
    [alerted, 7],
    [traced, 8],
  ] satisfies [Partial<LabState>, number][])("goes on where it was left, without barriers: %#", async (state, step) => {
    const { container } = await show(state)
    const titles = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)
    expect(titles[0]).toMatch(new RegExp(`^Step ${step} of 8`))
    const steps = within(screen.getByRole("navigation", { name: "Steps of the lab" }))
    expect(steps.getAllByRole("button")).toHaveLength(step)
    await expectAccessible(container)
  })

  it("shows in review all that was done, with nothing left to operate", async () => {
    const { container } = await show({ ...traced, decision: 2, isDecided: true, whyDecided: "Mend the field." }, false)
    expect(container.querySelectorAll("button, input, select, textarea, summary")).toHaveLength(0)
    for (const shown of ["Run 2", "Fair to both groups.", "614 self-employed", "V-06-0013", "Mend the field."]) {
      expect(container.textContent).toContain(shown)
    }
    await expectAccessible(container)
  })

  it("shows in review how far it was taken", async () => {
    const { container } = await show(registered, false)
    expect(container.querySelectorAll("button, input, select, textarea, summary")).toHaveLength(0)
    expect(container.textContent).toContain("This step was not done.")
    expect(container.textContent).not.toContain("Decision V-")
  })

  it("is cleared only when that is confirmed", async () => {
    const { state } = await show(traced)
    press("Start the lab again")
    press("Keep it")
    expect(state().runs).toHaveLength(2)
    expect(document.activeElement?.textContent).toBe("Start the lab again")
    press("Start the lab again")
    press("Clear it")
    expect(state().runs).toHaveLength(0)
    expect(screen.getByRole("heading", { level: 2 }).textContent).toMatch(/^Step 1/)
  })
})
