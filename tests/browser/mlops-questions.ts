import type { Frame } from "playwright-core"
import { activity, choose, match, order, write } from "./learner.ts"
import { words } from "./words.ts"

/** A way to answer a question. */
type Answering = (course: Frame, id: string) => Promise<void>

const chosen =
  (...labels: readonly string[]): Answering =>
  (course, id) =>
    choose(course, id, ...labels)
const written =
  (answer: string): Answering =>
  (course, id) =>
    write(course, id, answer)
const matched =
  (pairs: Readonly<Record<string, string>>): Answering =>
  (course, id) =>
    match(course, id, pairs)
const ordered =
  (...items: readonly string[]): Answering =>
  (course, id) =>
    order(course, id, items)

const [whole, part, cloud] = ["End-to-end platform", "Specialised tool", "Cloud-native service"]
const categories = {
  ...{ Dataiku: whole, DVC: part, "Azure Machine Learning": cloud },
  ...{ "Red Hat OpenShift AI": whole, KServe: part, "Amazon SageMaker AI": cloud },
}

const [gate, weight, nothing] = ["a gate", "a weighted criterion", "leave it out"]
const wishes = {
  ...{ "Restricted drawings": gate, "Staff already know": weight, "Decision logs are kept": gate },
  ...{ "Attractive dashboards": nothing, "Effort to leave": weight, "Millions of requests": nothing },
}

const chain = [
  ...["The decision-log entry", "The model version that answered", "The registry's entry", "The training run"],
  "The snapshot of the data",
]

const moves = [
  ...["Describe the decision", "Classify the data", "Agree on the weights", "Drop the candidates", "Score the rest"],
  ...["Prove the top two", "Test how sensitive"],
]

const exits = ["Every quarter, export a model", "A contract right to bulk export", "Pipeline steps as containers"]

/** Every question with a right answer: that one, and wrong ones, as many as there are tries. */
const questions: Readonly<Record<string, { readonly right: Answering; readonly wrong: readonly Answering[] }>> = {
  k1: { right: chosen("Training/serving skew"), wrong: [chosen("Overfitting")] },
  k2: { right: written("Data drift"), wrong: [written("overfitting")] },
  k3: { right: chosen("It carries its libraries"), wrong: [chosen("It becomes more accurate")] },
  k4: { right: chosen("Every change is built"), wrong: [chosen("A release every hour")] },
  k5: { right: chosen("It must give reasons"), wrong: [chosen("It is simpler")] },
  maturity: { right: chosen("Google 0; Microsoft 0"), wrong: [chosen("Google 1"), chosen("Google 2")] },

  a01: { right: chosen("Checks on incoming data"), wrong: [chosen("A more accurate algorithm")] },
  a02: { right: matched(categories), wrong: [matched({ ...categories, KServe: whole })] },
  a03: {
    right: chosen("Comparing training runs", "A list of model versions", "An endpoint that answers"),
    wrong: [chosen("The same features in training", "Running the weekly job")],
  },
  a04: { right: ordered(...chain), wrong: [ordered(...[...chain].reverse())] },
  a05: { right: chosen("Trying it out is allowed"), wrong: [chosen("It is free to use")] },
  a06: {
    right: chosen("Pipelines written", "Features defined", "Decision logs and lineage"),
    wrong: [chosen("Training data as Parquet")],
  },

  a07: { right: chosen("Check that the services"), wrong: [chosen("Nothing: the platform"), chosen("Ask for a copy")] },
  a08: { right: chosen("Record both gaps"), wrong: [chosen("Reject the product"), chosen("Build in the commercial")] },
  a09: {
    right: chosen("In this case the age", "Averaged over all sites"),
    wrong: [chosen("The model treats regions"), chosen("Heavy rain causes")],
  },
  a10: {
    right: matched(wishes),
    wrong: [weight, nothing].map((all) => matched(Object.fromEntries(Object.keys(wishes).map((wish) => [wish, all])))),
  },
  a11: { right: written("65"), wrong: [written("75"), written("260")] },
  a12: { right: chosen("Report a practical tie"), wrong: [chosen("Announce the first"), chosen("Add criteria")] },
  a13: {
    right: ordered(...moves),
    wrong: [ordered(...[...moves].reverse()), ordered("Score the rest")],
  },
  a14: {
    right: chosen(...exits, "Dated triggers"),
    wrong: [chosen("The vendor's promise"), chosen("Pickle files", "A second full platform")],
  },
}

/** Answers a question rightly, or wrongly as often as it may be tried. */
export async function answer(course: Frame, id: string, isRight: boolean): Promise<void> {
  const { right, wrong = [] } = questions[id] ?? {}
  for (const one of isRight ? [right] : wrong) {
    const again = activity(course, id).getByRole("button", { name: words.activities.tryAgain })
    if (await again.count()) await again.click()
    await one?.(course, id)
  }
}
