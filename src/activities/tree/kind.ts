import type { Answer } from "../../lesson/model.ts"
import { optionComponents, optionId, sourceId } from "../ids.ts"
import type { Kind, Prompted } from "../kind.ts"
import { treeStrings } from "./strings.ts"

/** A decision tree: questions that lead to outcomes. */
export interface TreeData extends Prompted {
  /** Safe HTML of what else is said above the tree; empty where nothing is. */
  readonly beneath: string
  /** In the order in which a reader comes upon them, the first being where one starts. */
  readonly questions: readonly TreeQuestion[]
  /** What it may come to, as plain text. */
  readonly outcomes: readonly string[]
  /** What is said behind every outcome, as plain text; empty where nothing is. */
  readonly further: string
}

/** A question of a tree. */
export interface TreeQuestion {
  /** As plain text. */
  readonly q: string
  /** Where each of its answers leads: from 0 to the question with that number, below 0 to an outcome (-1 is the first). */
  readonly to: readonly number[]
  /** Its answers in words; absent where they are Yes and No. */
  readonly words?: readonly string[]
}

/** A mark for each question of the longest way: 0 when it is open, else the place of the answer from 1. */
export const tree: Kind<TreeData> = {
  name: "tree",
  shape(data) {
    const most = Math.max(...data.questions.map(({ to }) => to.length))
    return { marks: Array.from({ length: longestWay(data) }, () => most + 1), texts: [] }
  },
  levels() {
    return 0
  },
  score() {
    return 0
  },
  interaction(data, answer) {
    const { taken } = wayOf(data, answer)
    const response = taken.map(({ question, answer }) => `${sourceId(question)}[.]${optionId(answer)}`)
    return { type: "performance", response: response.join("[,]"), patterns: [] }
  },
  components({ questions }) {
    return {
      steps: optionComponents(
        questions.map(({ q }) => q),
        sourceId,
      ),
    }
  },
  print(data, answer) {
    const { taken, outcome } = wayOf(data, answer)
    const steps = taken.map(({ question, answer }) => {
      const asked = data.questions[question]
      return `${asked?.q ?? ""} ${wordsOf(asked)[answer] ?? ""}`
    })
    if (outcome === undefined) return steps
    const last = `${treeStrings.outcome}: ${data.outcomes[outcome] ?? ""}`
    return [...steps, last, ...(data.further ? [data.further] : [])]
  },
  quotes(data, answer) {
    const { outcome } = wayOf(data, answer)
    return outcome === undefined ? [] : [{ label: treeStrings.outcome, text: data.outcomes[outcome] ?? "", key: 0 }]
  },
  mostQuotes() {
    return 1
  },
}

/** The way that a learner has gone. */
export interface Way {
  /** The questions answered, and the place of each answer. */
  readonly taken: readonly { readonly question: number; readonly answer: number }[]
  /** The question that is open; absent at an outcome. */
  readonly question?: number
  /** The outcome that was reached. */
  readonly outcome?: number
}

/** Follows an answer through a tree, as far as it leads: one of an older course may lead nowhere. */
export function wayOf({ questions, outcomes }: Pick<TreeData, "questions" | "outcomes">, { marks }: Answer): Way {
  const taken: { question: number; answer: number }[] = []
  let question = 0
  for (const mark of marks) {
    const target = questions[question]?.to[mark - 1]
    if (target === undefined) break
    taken.push({ question, answer: mark - 1 })
    if (target < 0) return -target - 1 < outcomes.length ? { taken, outcome: -target - 1 } : { taken }
    question = target
  }
  return { taken, question }
}

/** The answers of a question in words. */
export function wordsOf(question: TreeQuestion | undefined): readonly string[] {
  return question?.words ?? [treeStrings.yes, treeStrings.no]
}

/** How many questions the longest way has. A tree has no rounds, so that each is asked once at most. */
function longestWay({ questions }: Pick<TreeData, "questions">): number {
  // Targets stand behind what leads to them, so that every way on is known when a question is looked at.
  const lengths: number[] = []
  for (let at = questions.length - 1; at >= 0; at--) {
    const on = questions[at]?.to.map((target) => (target > at ? (lengths[target] ?? 0) : 0)) ?? []
    lengths[at] = 1 + Math.max(0, ...on)
  }
  return lengths[0] ?? 0
}
