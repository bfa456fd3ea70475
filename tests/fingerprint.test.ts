import { describe, expect, it } from "vitest"
import { changeBetween, fingerprintOf } from "../src/lesson/fingerprint.ts"
import { parseActivities } from "./parse-activity.ts"

/** The change between an activity and the same with a text in it replaced. */
function change(markdown: string, ...replaced: readonly (readonly [from: string, to: string])[]) {
  const other = replaced.reduce((text, [from, to]) => text.replace(from, to), markdown)
  expect(replaced.length === 0 || other !== markdown).toBe(true)
  const [before, after] = [markdown, other].map((text) => {
    const { activities, told } = parseActivities(text)
    expect(told).toEqual([])
    const [activity] = activities.slice(-1)
    if (!activity) throw new Error("There is no activity")
    return fingerprintOf(activity)
  })
  return changeBetween(before ?? "", after ?? "")
}

const choice = ":::choice{#q}\nWhich?\n\n- [x] A list\n  > Yes.\n- [ ] A boat\n- [ ] A cook\n:::"
const matching =
  ":::matching{#q}\nWhich goes where?\n\n| A | B |\n|---|---|\n| one | x |\n| two | y |\n| three | x |\n:::"
const sequencing = ":::sequencing{#q}\nIn which order?\n\n1. first\n2. second\n3. third\n:::"
const steps = ":::steps{#q}\nDo these.\n\n- one\n- two\n:::"
const numeric = ":::numeric{#q}\nHow many?\n\n- [x] 65\n- [ ] 75\n:::"
const fillIn = ":::fill-in{#q}\nWhat is it called?\n\n- [x] level\n- [x] height\n- [ ] depth\n:::"

describe("what two versions of an activity ask", () => {
  it.each([choice, matching, sequencing, steps, numeric, fillIn])("is the same of %s", (markdown) => {
    expect(change(markdown)).toBeUndefined()
  })

  it.each([
    ["another word of an option", choice, [["A boat", "A ship"]]],
    ["another feedback", choice, [["Yes.", "Indeed."]]],
    ["another question about the same", choice, [["Which?", "Which one?"]]],
    ["an option more", choice, [["- [ ] A cook", "- [ ] A king\n- [ ] A cook"]]],
    ["answers that are typed in another order", fillIn, [["- [x] level\n- [x] height", "- [x] height\n- [x] level"]]],
    ["one more mistake that is foreseen", numeric, [["- [ ] 75", "- [ ] 75\n- [ ] 80"]]],
  ] as const)("is the same with %s", (_, markdown, replaced) => {
    expect(change(markdown, ...replaced)).toBeUndefined()
  })

  it.each([
    [
      "another box ticked",
      choice,
      [
        ["[x] A list", "[ ] A list"],
        ["[ ] A boat", "[x] A boat"],
      ],
    ],
    [
      "another partner",
      matching,
      [
        ["two | y", "two | x"],
        ["three | x", "three | y"],
      ],
    ],
    ["another number", numeric, [["65", "66"]]],
    ["another word accepted", fillIn, [["height", "stand"]]],
  ] as const)("has another key with %s", (_, markdown, replaced) => {
    expect(change(markdown, ...replaced)).toBe("key")
  })

  it.each([
    ["options", choice, [["- [ ] A boat\n- [ ] A cook", "- [ ] A cook\n- [ ] A boat"]]],
    ["steps", steps, [["- one\n- two", "- two\n- one"]]],
    ["items to be put in order", sequencing, [["1. first\n2. second", "1. second\n2. first"]]],
  ] as const)("has another order of %s", (_, markdown, replaced) => {
    expect(change(markdown, ...replaced)).toBe("order")
  })

  it("is another question when nothing of it is left", () => {
    const other = [
      ["Which?", "Who?"],
      ["A list", "Ada"],
      ["A boat", "Ben"],
      ["A cook", "Cid"],
    ] as const
    expect(change(choice, ...other)).toBe("question")
  })
})
