import * as v from "valibot"

/** Most of anything in a matrix: more would fit neither a screen nor saved work. */
const most = 9

const id = v.pipe(
  v.string("Write a short id."),
  v.regex(/^[A-Za-z][A-Za-z0-9_]{0,15}$/, "Begin with a letter; letters, digits and _ may follow, at most 16."),
  // What is listed by ids would seem to have an entry for it.
  v.check((id) => !(id in {}), "Write another id: this one means something to the language that reads it."),
)
const text = v.pipe(
  v.union([v.string(), v.number()], "Write some text."),
  v.transform(String),
  v.trim(),
  v.minLength(1, "Write some text."),
)
const yes = v.union([v.literal(true), v.literal("yes")], "Write yes, or leave the line out.")
const places = v.record(v.string(), v.array(v.string("Write the id of a candidate."), "List the ids of candidates."))

/** A few of something, each with an id. */
function few<Item extends v.GenericSchema>(item: Item, least: number, what: string) {
  const message = `List ${least} to ${most} ${what}.`
  return v.pipe(v.array(item, message), v.minLength(least, message), v.maxLength(most, message))
}

const levelSchema = v.strictObject(
  {
    gates: v.array(v.string("Write the id of a gate."), "List the ids of the gates that apply at this level."),
    conditions: v.optional(
      v.record(
        v.string(),
        v.strictObject(
          { candidates: v.array(v.string(), "List the ids of candidates."), text },
          "Write candidates and text.",
        ),
        "Write for each gate: candidates, and the text of the condition.",
      ),
    ),
    fails: v.optional(places),
    scores: v.record(
      v.string(),
      v.array(
        v.pipe(v.number("Write a whole number."), v.integer("Write a whole number.")),
        "List a score for each criterion.",
      ),
      "Write for each candidate its scores, in the order of the criteria.",
    ),
    reasons: v.optional(v.record(v.string(), v.record(v.string(), text, "Write for each criterion why."))),
    given: v.optional(
      v.strictObject({
        gates: v.optional(v.record(v.string(), text)),
        criteria: v.optional(v.record(v.string(), text)),
      }),
    ),
  },
  "Write for each level: gates, scores, and if need be conditions, fails, reasons, given.",
)

/** What the data file of a matrix holds. */
export const matrixSchema = v.strictObject(
  {
    notice: v.optional(text),
    near: v.optional(
      v.pipe(
        v.number("Write a number of points."),
        v.minValue(0, "Write a number from 0."),
        v.maxValue(20, "Write a number up to 20."),
      ),
    ),
    scale: v.pipe(
      v.array(text, "List what each score means, from 0 up."),
      v.minLength(2, "List what each score means, from 0 up."),
      v.maxLength(10, "List at most 10 scores, from 0 to 9."),
    ),
    candidates: few(
      v.strictObject({ id, name: text, about: v.optional(text) }),
      2,
      "candidates, each with id and name",
    ),
    criteria: few(
      v.strictObject({ id, name: text, about: v.optional(text), needed: v.optional(yes), weakest: v.optional(yes) }),
      2,
      "criteria, each with id and name",
    ),
    gates: few(v.strictObject({ id, text }), 1, "gates, each with id and text"),
    presets: few(
      v.strictObject({
        id,
        name: text,
        weights: v.array(
          v.pipe(v.number("Write a whole number."), v.integer("Write a whole number.")),
          "List a weight for each criterion.",
        ),
      }),
      1,
      "presets, each with id, name and weights",
    ),
    levels: v.pipe(v.array(levelSchema, "List the levels, easiest first."), v.minLength(1, "List at least one level.")),
    reasons: v.optional(v.record(v.string(), v.record(v.string(), text, "Write for each criterion why."))),
  },
  "Write scale, candidates, criteria, gates, presets and levels.",
)

/** The same as it was read. */
export type MatrixFile = v.InferOutput<typeof matrixSchema>
