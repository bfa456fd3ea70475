import { readFileSync } from "node:fs"
import type { Frame, Locator } from "playwright-core"
import { parse } from "yaml"
import { activity } from "./learner.ts"
import { words } from "./words.ts"

/** What a learner who reads the case well comes to: the same file tells the lesson what it reckons with. */
interface Reference {
  readonly scale: readonly string[]
  readonly candidates: readonly { readonly id: string; readonly name: string }[]
  readonly criteria: readonly { readonly id: string; readonly name: string }[]
  readonly gates: readonly { readonly id: string }[]
  readonly levels: readonly Level[]
}
interface Level {
  readonly gates: readonly string[]
  readonly conditions?: Readonly<Record<string, { readonly candidates: readonly string[]; readonly text: string }>>
  readonly fails?: Readonly<Record<string, readonly string[]>>
  readonly scores: Readonly<Record<string, readonly number[]>>
  readonly given?: { readonly gates: object; readonly criteria: object }
}

const reference = parse(readFileSync("modules/mlops-landscape/data/matrix.yaml", "utf8")) as Reference
const text = words.activities.matrix

/** Marks the gates as the case of a level has them, and shares out the weights. */
export async function gatesAndWeights(course: Frame, place: number): Promise<void> {
  const matrix = activity(course, "a15")
  const level = reference.levels[place]
  for (const { id } of reference.gates) {
    if (level?.given && id in level.given.gates) continue
    const gate = matrix.getByRole("group", { name: new RegExp(`^${id} `) })
    if (!level?.gates.includes(id)) {
      await gate.getByRole("radio", { name: text.notRequired }).check()
      continue
    }
    await gate.getByRole("radio", { name: text.required, exact: true }).check()
    const condition = level.conditions?.[id]
    const exceptions = [
      ...(condition?.candidates ?? []).map((candidate) => [candidate, "passes on a condition"] as const),
      ...(level.fails?.[id] ?? []).map((candidate) => [candidate, "fails"] as const),
    ]
    for (const [candidate, result] of exceptions) {
      await gate.getByLabel(text.resultLabel(nameOf(candidate), id)).selectOption({ label: result })
    }
    if (condition) await gate.getByLabel(text.condition).fill(condition.text)
    await gate.getByRole("button", { name: text.passRestLabel(id) }).click()
  }
  await next(matrix, 1)
  await matrix.getByRole("button", { name: "Balanced", exact: true }).click()
  await matrix.getByText(text.sumRight).waitFor()
  await next(matrix, 2)
}

/** Scores as one reading of the evidence has it, runs other weights, chooses who wins, and hands in. */
export async function scoreAndChoose(course: Frame, place: number, winner: string): Promise<void> {
  const matrix = activity(course, "a15")
  const level = reference.levels[place]
  await matrix.getByRole("button", { name: /^3 Scores/ }).click()
  for (const [index, { id, name }] of reference.criteria.entries()) {
    if (level?.given && id in level.given.criteria) continue
    const criterion = matrix.locator("details", { hasText: new RegExp(`^${id} ${name}`) })
    if ((await criterion.getAttribute("open")) === null) await criterion.getByText(`${id} ${name}`).click()
    for (const candidate of reference.candidates) {
      const score = level?.scores[candidate.id]?.[index]
      if (score === undefined) continue
      const field = criterion.getByLabel(text.scoreOf(nameOf(candidate.id), name), { exact: true })
      await field.selectOption({ label: `${score}: ${reference.scale[score]}` })
    }
    if (index > 2) continue
    await criterion
      .getByLabel(new RegExp(`^${text.evidence} .${winner} `))
      .fill(`${name}: its documentation, March 2026. For our region: check with vendor.`)
  }
  await next(matrix, 3)
  await matrix.getByText(new RegExp(`^First: ${winner} .* with `)).waitFor()
  await matrix.getByRole("button", { name: text.run("Control and exit first") }).click()
  await next(matrix, 4)
  await matrix.getByLabel(text.choice).selectOption({ label: nameOf(winner) })
  await handIn(course)
  await matrix.getByText("It earns 8 of 8 points.").waitFor()
}

/** Shares out the weights and hands that in, as if it were all. */
export async function weightsAlone(course: Frame): Promise<void> {
  const matrix = activity(course, "a15")
  await matrix.getByRole("button", { name: /^2 Weights/ }).click()
  await matrix.getByRole("button", { name: "Small team first", exact: true }).click()
  await matrix.getByRole("button", { name: /^5 Choice/ }).click()
  await handIn(course)
}

async function next(matrix: Locator, step: number): Promise<void> {
  await matrix.getByRole("button", { name: text.next(text.steps[step] ?? ""), exact: true }).click()
}

async function handIn(course: Frame): Promise<void> {
  await activity(course, "a15")
    .getByRole("button", { name: /^Hand in/ })
    .click()
}

/** How the matrix calls a candidate. */
function nameOf(candidate: string): string {
  return `${candidate} ${reference.candidates.find(({ id }) => id === candidate)?.name}`
}
