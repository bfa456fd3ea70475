import type { Node, Paragraph } from "mdast"
import { suggest } from "../../lesson/nearest.ts"
import { checkData } from "../data.ts"
import type { DataFile, KindParser } from "../kind.ts"
import { requirePrompt } from "../parts.ts"
import type { TreeData, TreeQuestion } from "./kind.ts"
import { type TreeFile, treeSchema } from "./schema.ts"

/**
 * Reads a decision tree from the file that `data` names. The first paragraph says what it decides; what follows stands
 * beneath it.
 */
export const treeParser: KindParser<TreeData> = {
  attributes: ["data"],
  defaultPoints: 0,
  defaultAttempts: 0,
  parse(directive, context) {
    const children: readonly Node[] = directive.children
    const first = children.find((node): node is Paragraph => node.type === "paragraph")
    const others = children.filter((node) => node !== first)
    const prompted = {
      intro: "",
      prompt: first ? context.inline(first.children) : "",
      description: first ? context.text(first) : "",
    }
    const isAsked = requirePrompt(prompted, directive, context)
    const file = context.data(directive)
    const written = file && checkData(file, treeSchema)
    const read = file && written && readTree(written, file)
    if (!isAsked || !read) return undefined
    return { ...prompted, beneath: others.length > 0 ? context.html(others) : "", ...read }
  },
}

type ReadTree = Pick<TreeData, "questions" | "outcomes" | "further">

/** A tree whose every way ends in an outcome, and of which every part can be reached; nothing after a mistake was told. */
function readTree(written: TreeFile, file: DataFile): ReadTree | undefined {
  if (!hasTargets(written, file)) return undefined
  const order = inOrder(written, file)
  if (!order || !isReached(written, order, file)) return undefined
  const outcomes = Object.keys(written.outcomes).filter((name) => order.outcomes.has(name))
  const placeOf = (name: string) =>
    order.questions.includes(name) ? order.questions.indexOf(name) : -outcomes.indexOf(name) - 1
  const questions = order.questions.map((name): TreeQuestion => {
    const question = written.nodes[name]
    const answers = question && "answers" in question ? question.answers : undefined
    return {
      q: question?.q ?? "",
      to: targetsOf(written, name).map(placeOf),
      ...(answers && { words: Object.keys(answers) }),
    }
  })
  return { questions, outcomes: outcomes.map((name) => written.outcomes[name] ?? ""), further: written.then ?? "" }
}

function targetsOf({ nodes }: TreeFile, name: string): readonly string[] {
  const node = nodes[name]
  if (!node) return []
  return "answers" in node ? Object.values(node.answers) : [node.yes, node.no]
}

/** Every answer leads to something that there is. */
function hasTargets(written: TreeFile, file: DataFile): boolean {
  const { start, nodes, outcomes } = written
  const names = [...Object.keys(nodes), ...Object.keys(outcomes)]
  let isRight = true
  const check = (path: readonly string[], target: string, known: readonly string[]) => {
    if (known.includes(target)) return
    isRight = false
    const message = `${path.join(".")} leads to "${target}", which there is not.`
    file.report(path, "error", "tree-target", message, suggest(target, known))
  }
  check(["start"], start, Object.keys(nodes))
  for (const [name, node] of Object.entries(nodes)) {
    const answers = "answers" in node ? Object.entries(node.answers) : Object.entries({ yes: node.yes, no: node.no })
    for (const [word, target] of answers) {
      check(["nodes", name, ...("answers" in node ? ["answers"] : []), word], target, names)
    }
  }
  return isRight
}

interface Order {
  readonly questions: readonly string[]
  readonly outcomes: ReadonlySet<string>
}

/** The questions in an order in which each stands before those that it leads to; nothing where they go round. */
function inOrder(written: TreeFile, file: DataFile): Order | undefined {
  const done: string[] = []
  const outcomes = new Set<string>()
  const open: string[] = []
  let round: string | undefined
  const visit = (name: string) => {
    if (!Object.hasOwn(written.nodes, name)) outcomes.add(name)
    else if (open.includes(name)) round ??= name
    else if (!done.includes(name)) {
      open.push(name)
      // Backwards, since what is found last will stand first.
      for (const target of [...targetsOf(written, name)].reverse()) visit(target)
      open.pop()
      done.unshift(name)
    }
  }
  visit(written.start)
  if (round === undefined) return { questions: done, outcomes }
  const message = `Whoever answers "${round}" may come back to it.`
  const remedy = "Let every answer lead on, until an outcome is reached."
  file.report(["nodes", round], "error", "tree-cycle", message, remedy)
  return undefined
}

/** Every question and every outcome can be reached. */
function isReached({ nodes, outcomes, start }: TreeFile, order: Order, file: DataFile): boolean {
  const lost = [
    ...Object.keys(nodes).flatMap((name) => (order.questions.includes(name) ? [] : [["nodes", name]])),
    ...Object.keys(outcomes).flatMap((name) => (order.outcomes.has(name) ? [] : [["outcomes", name]])),
  ]
  for (const path of lost) {
    const message = `No way from "${start}" leads to "${path[1]}".`
    file.report(path, "error", "tree-unreached", message, "Let an answer lead there, or leave it out.")
  }
  return lost.length === 0
}
