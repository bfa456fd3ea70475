import type { Frame, Locator } from "playwright-core"
import { activity } from "./learner.ts"

/** Takes the lab from its first run to the day its version is approved. */
export async function trainAndApprove(course: Frame): Promise<void> {
  const lab = labOf(course)
  await lab.choose(/^A quarter/)
  for (const input of ["Income", "People in the household", "Self-employed", "Months at the address"]) {
    await lab.tick(input)
  }
  for (const input of ["A document is missing", "Earlier findings"]) await lab.tick(input)
  await lab.choose(/^Weak/)
  await lab.press("Train")
  await lab.choose(/^A year/)
  await lab.press("Train")
  await lab.press("Go on to step 2")
  await lab.pick("First run", "Run 1")
  await lab.pick("Second run", "Run 2")
  await lab.press("Look at the figures by group")
  await lab.press("Go on to step 3")
  await lab.pick("Run to register", "Run 2")
  await lab.press("Register as version 1")
  await lab.press("Go on to step 4")
  await lab.choose(/^The service manager/)
  await lab.write(/^Why may it be used/, "It is right in 83 of 100 cases, and I looked at both groups.")
  await lab.press("Approve")
  await lab.press("Go on to step 5")
}

/** Goes on from there to the last decision. */
export async function runAndRepair(course: Frame): Promise<void> {
  const lab = labOf(course)
  await lab.press("Deploy version 1")
  await lab.press("Go on to step 6")
  for (let week = 2; week <= 6; week++) await lab.press("Next week")
  await lab.choose(/^Tomas/)
  await lab.press("Raise the alert")
  await lab.press("Go on to step 7")

  // What is asked for stands in the complaint and in the records, and there it is looked up.
  const complaint = await lab.section.getByRole("blockquote").innerText()
  await lab.write("Look up a case number", /V-\d\d-\d{4}/.exec(complaint)?.[0] ?? "")
  await lab.section.getByRole("table", { name: "What the log says" }).waitFor()
  await lab.section.getByText("The records", { exact: true }).click()
  const registry = lab.section.getByRole("table", { name: "The registry" })
  const data = await registry.getByRole("row", { name: /^Data/ }).getByRole("cell").first().innerText()
  await lab.pick("Which version decided?", "Version\u00a01")
  await lab.pick("Which run is behind that version?", "Run 2")
  await lab.pick("Which data was that run trained on?", data.trim())
  await lab.pick("What moved its score most?", "Income")
  await lab.press("Check")
  await lab.press("Go on to step 8")
  await lab.choose(/^Turn yearly into monthly/)
  await lab.write("Why this, in one sentence?", "The field was wrong, and a new version must read it rightly.")
  await lab.press("Keep this decision")
  await lab.section.getByRole("heading", { name: "What you did" }).waitFor()
}

/** The lab as a learner operates it. */
function labOf(course: Frame) {
  const section: Locator = activity(course, "lab")
  return {
    section,
    press: (name: string) => section.getByRole("button", { name, exact: true }).click(),
    choose: (name: RegExp) => section.getByRole("radio", { name }).check(),
    tick: (name: string) => section.getByRole("checkbox", { name, exact: true }).check(),
    pick: (label: string, option: string) => section.getByLabel(label).selectOption({ label: option }),
    write: (label: string | RegExp, text: string) => section.getByLabel(label).fill(text),
  }
}
