import * as v from "valibot"

const words = (remedy: string) => v.pipe(v.string(remedy), v.trim(), v.minLength(1, remedy))

const target = words("Write the name of a question or of an outcome.")

const question = v.union(
  [
    v.strictObject({ q: words("Write the question."), yes: target, no: target }),
    v.strictObject({
      q: words("Write the question."),
      answers: v.pipe(
        v.record(v.string(), target),
        v.check((answers) => Object.keys(answers).length >= 2 && Object.keys(answers).length <= 5),
      ),
    }),
  ],
  "Write q: the question, and yes: and no: where each leads; or answers: with two to five of your own.",
)

/** Most questions and outcomes: whoever reads the tree as a list reads them all. */
const most = 100

/** What a file with a decision tree holds. */
export const treeSchema = v.strictObject(
  {
    start: words("Name the question to begin with."),
    // biome-ignore lint/suspicious/noThenProperty: it is a key of the author's file, which nobody awaits.
    then: v.optional(words("Write a sentence that is said behind every outcome.")),
    nodes: v.pipe(
      v.record(v.string(), question, "Write the questions by their names: n1: {q: …, yes: n2, no: o1}."),
      v.check((nodes) => Object.keys(nodes).length <= most, `Write at most ${most} questions.`),
    ),
    outcomes: v.pipe(
      v.record(v.string(), words("Write what to do."), "Write the outcomes by their names: o1: what to do."),
      v.check((outcomes) => Object.keys(outcomes).length <= most, `Write at most ${most} outcomes.`),
    ),
  },
  "Write start, nodes, outcomes and, if you like, then.",
)

/** A decision tree as its author wrote it. */
export type TreeFile = v.InferOutput<typeof treeSchema>
