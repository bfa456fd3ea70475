// @vitest-environment happy-dom
import axe from "axe-core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { draw } from "../src/lesson/displays/diagram/draw.ts"
import { type DiagramItem, diagramTypes } from "../src/lesson/displays/diagram/item.ts"
import { widthOf, wrap } from "../src/lesson/displays/diagram/wrap.ts"
import { loadPages, readPages } from "./read-pages.ts"

const list = "- **Train**: on *past* cases :source[S1]\n- **Approve**: by a <named> person\n- **Run**"

const sources = "\n\n## Sources\n\n::sources{data=s.yaml}\n"
const data = { "s.yaml": "- {id: S1, what: W, where: X, date: undated, read: 2026-11, primary: yes}\n" }

async function show(directive: string) {
  const course = await readPages(`## Page\n\n${directive}${sources}`, data)
  const [block] = course.phases[0]?.pages[0]?.blocks ?? []
  if (block?.type !== "html") throw new Error("no html")
  document.body.innerHTML = `<main><h1>Page</h1>${block.html}</main>`
  return document.body
}

describe("a diagram", () => {
  it("is drawn once for wide columns and once for phones, and can be read as a list", async () => {
    const body = await show(`:::diagram{#way type=flow}\nFirst this.\n\nThe way to use.\n\n${list}\n:::`)
    const pictures = [...body.querySelectorAll("svg")]
    expect(pictures.map((svg) => svg.getAttribute("viewBox")?.split(" ")[2])).toEqual(["680", "300"])
    for (const svg of pictures) {
      const said = ["aria-labelledby", "aria-describedby"].map(
        (name) => body.querySelector(`[id="${svg.getAttribute(name)}"]`)?.textContent,
      )
      expect(said).toEqual(["The way to use.", "3 steps, one after the other: Train; Approve; Run."])
      const shown = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent).join(" ")
      for (const text of ["Train", "past cases", "[S1]", "<named>", "Run"]) expect(shown).toContain(text)
    }
    const details = body.querySelector("details")
    expect([...(details?.querySelectorAll("li") ?? [])].map(({ textContent }) => textContent)).toEqual([
      "Train: on past cases [S1]",
      "Approve: by a <named> person",
      "Run",
    ])
    expect(details?.querySelector("a.source")).not.toBeNull()
    expect(body.querySelector("figcaption")?.textContent).toBe("The way to use.")
    expect(body.querySelector("main > p")?.textContent).toBe("First this.")
  })

  it.each([
    ["flow", list],
    ["cycle", list],
    ["cycle with=1", `${list}\n- **Govern**: all along`],
    ["layers", `${list}\n  - **Weekly**\n  - **Daily**: at night`],
    ["lanes", "| | Buy | Build |\n|---|---|---|\n| **Cost** | high | |\n| **Time** | short | long |"],
    ["hub", "- **Use**: of a model\n  - **Law**\n  - **People**: who is hit?"],
  ])("of the type %s has no barrier that axe finds", async (attributes, content) => {
    const body = await show(`:::diagram{type=${attributes}}\nThis.\n\n${content}\n:::`)
    const { violations } = await axe.run(body, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  it("names what goes along with a cycle apart from its steps", async () => {
    const body = await show(`:::diagram{type=cycle with=1}\nThis.\n\n${list}\n- **Govern**: all along\n:::`)
    expect(body.querySelector("desc")?.textContent).toBe(
      "3 steps, of which the last leads to the first again: Train; Approve; Run. Along with all of them: Govern.",
    )
    expect(body.querySelectorAll(".wide .along")).toHaveLength(1)
    expect(body.querySelectorAll(".wide .box")).toHaveLength(3)
  })

  it("leaves out the empty cells of lanes", async () => {
    const table = "| | Buy | Build |\n|---|---|---|\n| **Cost** | high | |\n| **Time** | short | long |"
    const body = await show(`:::diagram{type=lanes}\nThis.\n\n${table}\n:::`)
    const shown = [...body.querySelectorAll(".narrow text")].map(({ textContent }) => textContent)
    expect(shown).toEqual(["Buy", "Cost", "high", "Time", "short", "Build", "Time", "long"])
  })

  it("keeps what lanes have in common in one row, also beneath an empty cell", async () => {
    const table = "| | Buy | Build |\n|---|---|---|\n| **Cost** | high | |\n| **Time** | short | long |"
    const body = await show(`:::diagram{type=lanes}\nThis.\n\n${table}\n:::`)
    const heightOf = (note: string) =>
      [...body.querySelectorAll(".wide text")].find(({ textContent }) => textContent === note)?.getAttribute("y")
    expect(heightOf("long")).toBe(heightOf("short"))
  })

  it.each([
    ["type=flow", "- **One**"],
    ["type=cycle with=2", list],
    ["type=layers with=1", list],
    ["type=flow with=some", list],
    ["type=flow", "- **One**\n\n  More text.\n- **Two**"],
    ["type=flow", "| A | B |\n|---|---|\n| a | b |"],
    ["type=lanes", list],
    ["type=lanes", "| | A | B |\n|---|---|---|"],
    ["type=hub", list],
  ])("that cannot be drawn is reported: %s, %s", async (attributes, content) => {
    const { diagnostics } = await loadPages(
      `## Page\n\n:::diagram{${attributes}}\nThis.\n\n${content}\n:::${sources}`,
      data,
    )
    expect(diagnostics.map(({ rule }) => rule)).toEqual(["diagram-items"])
  })
})

/** The corners of every box of a drawing, and the ends of every line of text in it, by the widths we reckon with. */
function extents(marks: readonly string[]) {
  const number = (mark: string, name: string) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(mark)?.[1])
  const boxes = marks
    .filter((mark) => mark.startsWith("<rect"))
    .map((mark) => {
      const [x, y] = [number(mark, "x"), number(mark, "y")]
      return { left: x, top: y, right: x + number(mark, "width"), bottom: y + number(mark, "height") }
    })
  const texts = marks
    .filter((mark) => mark.startsWith("<text"))
    .flatMap((mark) => {
      const isBold = mark.includes("label")
      const lines = [...mark.matchAll(/>([^<]+)</g)].map(([, line = ""]) => line).filter((line) => line.trim() !== "")
      return lines.map((text, at) => {
        const width = widthOf(text, { size: isBold ? 16 : 14.5, isBold, leading: 0 })
        const left = number(mark, "x") - (mark.includes("at-start") ? 0 : width / 2)
        return { left, right: left + width, foot: number(mark, "y") + at * (isBold ? 21 : 20) }
      })
    })
  return { boxes, texts }
}

const words = fc.array(fc.constantFrom("data", "registry", "monitoring", "a", "MLOps", "authorisation", "we"), {
  minLength: 1,
  maxLength: 9,
})
const leaf: fc.Arbitrary<DiagramItem> = fc.record({
  label: words.map((some) => some.slice(0, 4).join(" ")),
  note: fc.oneof(
    fc.constant(""),
    words.map((some) => some.join(" ")),
  ),
  inside: fc.constant([]),
})
const item: fc.Arbitrary<DiagramItem> = fc.record({
  label: fc.constantFrom("The model", "Security and compliance"),
  note: words.map((some) => some.join(" ")),
  inside: fc.array(leaf, { maxLength: 4 }),
})

describe("a drawing", () => {
  it.each(diagramTypes)(
    "of the type %s keeps its text within a box, and its boxes within the drawing and apart",
    (type) => {
      const items =
        type === "lanes" || type === "hub"
          ? fc.array(leaf, { minLength: 3, maxLength: 4 })
          : fc.array(item, { minLength: 3, maxLength: 8 })
      const lanes = fc.array(
        fc.record({
          label: fc.constant("Buy"),
          note: fc.constant(""),
          inside: fc.array(leaf, { minLength: 1, maxLength: 5 }),
        }),
        { minLength: 2, maxLength: 4 },
      )
      fc.assert(
        fc.property(type === "lanes" ? lanes : items, fc.boolean(), (items, isWide) => {
          const { width, height, marks } = draw({ type, items, along: [] }, isWide)
          const { boxes, texts } = extents(marks)
          for (const { left, top, right, bottom } of boxes) {
            expect(left).toBeGreaterThanOrEqual(0)
            expect(top).toBeGreaterThanOrEqual(0)
            expect(right).toBeLessThanOrEqual(width)
            expect(bottom).toBeLessThanOrEqual(height + 0.5)
          }
          for (const { left, right, foot } of texts) {
            const around = boxes.filter(
              (box) => box.left <= left && right <= box.right && box.top < foot && foot < box.bottom,
            )
            expect(around.length).toBeGreaterThan(0)
          }
          for (const [at, one] of boxes.entries()) {
            for (const other of boxes.slice(at + 1)) {
              const isApart =
                one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top
              const isWithin =
                one.left <= other.left &&
                other.right <= one.right &&
                one.top <= other.top &&
                other.bottom <= one.bottom + 0.5
              expect(isApart || isWithin).toBe(true)
            }
          }
        }),
        { numRuns: 60 },
      )
    },
  )
})

describe("text in a drawing", () => {
  const type = { size: 16, isBold: false, leading: 20 }

  it("is broken between words, loses none, and keeps within its width", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 })),
        fc.integer({ min: 40, max: 400 }),
        (some, width) => {
          const text = some.join(" ")
          const lines = wrap(text, width, type)
          expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""))
          for (const line of lines) expect([...line].length === 1 || widthOf(line, type) <= width).toBe(true)
        },
      ),
    )
    expect(wrap("Who may do what", 110, type)).toEqual(["Who may do", "what"])
  })
})
