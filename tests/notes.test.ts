import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { packNotes, unpackNotes } from "../src/activities/notes.ts"

describe("notes packed into one text", () => {
  const note = fc.oneof(fc.string(), fc.constantFrom("", "\\", "\n", "\\n", "a\nb", "x\\\\"))

  it("come back as they were typed", () => {
    fc.assert(
      fc.property(fc.array(note, { maxLength: 20 }), (notes) => {
        expect(unpackNotes(packNotes(notes), notes.length)).toEqual(notes)
      }),
    )
  })

  it("take no room while nothing is written, and little for what is empty", () => {
    expect(packNotes(["", "", ""])).toBe("")
    expect(packNotes(["", "b", ""])).toBe("\nb")
  })

  it("are whole before the place at which a learning system cut them", () => {
    fc.assert(
      fc.property(fc.array(note, { minLength: 1, maxLength: 6 }), fc.nat(40), (notes, length) => {
        const kept = packNotes(notes).slice(0, length)
        const found = unpackNotes(kept, notes.length)
        const whole = kept.split("\n").length - 1
        expect(found).toHaveLength(notes.length)
        expect(found.slice(0, whole)).toEqual(notes.slice(0, whole))
      }),
    )
  })
})
