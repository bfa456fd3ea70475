// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/preact"
import axe from "axe-core"
import fc from "fast-check"
import { afterEach, describe, expect, it } from "vitest"
import { parseMarkdown, textOf } from "../src/lesson/markdown.ts"
import type { Course, Prose } from "../src/lesson/model.ts"
import { createReporter } from "../src/lesson/reporter.ts"
import { findTerms, joinGlossary, listTerms } from "../src/lesson/terms.ts"
import { addMore } from "../src/player/more.ts"
import { useTerms } from "../src/player/useTerms.tsx"
import { readPages } from "./read-pages.ts"

afterEach(cleanup)

const list = `
:::terms
- **Data drift**: Incoming data no longer look like the *data* in training. See :term[registers].
- **Register (REG)**: A list that an office keeps.

  It has a keeper.
- **Batch** – many cases at once
:::`

const concepts = ["Registers", "data drifts", "Interoperability"]

/** The glossary that a plan with these key concepts and this page make. */
function glossaryOf(markdown: string) {
  const file = parseMarkdown(markdown, "explain.md")
  const written = findTerms([file], createReporter())
  const plan = {
    keyConcepts: concepts.map(
      (text): Prose => ({ html: text, text, place: { file: "lesson.md", line: 1, column: 1 } }),
    ),
  }
  return {
    terms: listTerms(plan, written),
    glossary: joinGlossary(plan, written, [], ({ explanation }) => textOf(file, explanation)),
  }
}

describe("the glossary", () => {
  it("joins key concepts with their explanations, whatever their number and capitals, and adds the other terms", () => {
    const { glossary } = glossaryOf(list)
    expect(glossary.map(({ term, html }) => [term, html])).toEqual([
      ["Batch", "many cases at once"],
      ["data drifts", "Incoming data no longer look like the data in training. See registers."],
      ["Registers", "A list that an office keeps."],
    ])
    expect(new Set(glossary.map(({ id }) => id)).size).toBe(3)
  })

  it("is found by every name that a term goes by, and by nothing else", () => {
    const { terms, glossary } = glossaryOf(list)
    const idOf = (term: string) => glossary.find((one) => one.term === term)?.id
    for (const name of ["register", "Registers", "REG", "register (reg)"])
      expect(terms.find(name)).toBe(idOf("Registers"))
    for (const name of ["DATA DRIFT", "data-drift", "data drifts"]) expect(terms.find(name)).toBe(idOf("data drifts"))
    for (const name of ["drift", "data", "Interoperability", ""]) expect(terms.find(name)).toBeUndefined()
  })

  it("keeps what learners write themselves where no page explains anything", () => {
    const own = [{ id: "term_1", term: "Registers", answer: { activity: "a", text: 0 } }]
    expect(joinGlossary({ keyConcepts: [] }, [], own, () => "")).toBe(own)
  })

  it("finds a term in the plural exactly where it finds it in the singular", () => {
    const noun = fc.constantFrom(
      "register",
      "class",
      "box",
      "policy",
      "service",
      "database",
      "bus",
      "end-to-end platform",
    )
    const plural = (word: string) =>
      /(?:s|x)$/.test(word) ? `${word}es` : word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`
    fc.assert(
      fc.property(noun, noun, (explained, sought) => {
        const { terms } = glossaryOf(`:::terms\n- **${explained}**: what it is\n:::`)
        expect(terms.find(plural(sought)) === undefined).toBe(terms.find(sought) === undefined)
        expect(terms.find(sought) === undefined).toBe(explained !== sought)
      }),
    )
  })
})

describe("a list of terms", () => {
  it("is shown as terms to open, without a script, and each mention as a button that names its explanation", async () => {
    const course = await readPages(`## Terms\n${list}`)
    const { container } = render(<main dangerouslySetInnerHTML={{ __html: `<h1>Terms</h1>${htmlOf(course)}` }} />)
    const closed = [...document.querySelectorAll("details")]
    expect(closed.map(({ open }) => open)).toEqual([false, false, false])
    expect(closed.map((one) => one.querySelector("summary")?.textContent)).toEqual([
      "Data drift",
      "Register (REG)",
      "Batch",
    ])
    expect(closed[1]?.textContent).toContain("It has a keeper.")
    const id = course.glossary.find(({ term }) => term.startsWith("Register"))?.id
    expect(document.querySelector("button.term")?.getAttribute("data-term")).toBe(id)
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.map((violation) => violation.id)).toEqual([])
  })

  it("is open for all where its author says so, or for the paths that are named", async () => {
    const all = await readPages(`## Terms\n${list.replace("terms", "terms{open}")}`)
    expect(htmlOf(all).match(/<details open>/g)).toHaveLength(3)
    const some = await readPages(`## Terms\n${list.replace("terms", 'terms{open="foundations"}')}`)
    const blocks = some.phases[0]?.pages[0]?.blocks.flatMap((block) =>
      block.type === "path" ? [[block.paths, JSON.stringify(block.blocks).includes("<details open>")]] : [],
    )
    expect(blocks).toEqual([
      [["foundations"], true],
      [["core", "advanced"], false],
    ])
  })
})

describe("a mention of a term", () => {
  const page = `## Terms\n\n:::terms\n- **Drift**: a slow change\n:::\n\n`

  it("is plain text in a prompt, a choice and a heading, where nothing may be operated", async () => {
    const course = await readPages(
      `${page}:::poll{#p}\nIs :term[drifting]{of=drift} bad?\n\n- Yes, :term[drift] is\n- No\n:::\n\n## On :term[drift]\n\nText.`,
    )
    const [first, second] = course.phases[0]?.pages ?? []
    expect(JSON.stringify(first?.blocks)).toContain('"prompt":"Is drifting bad?"')
    expect(JSON.stringify(first?.blocks)).toContain("Yes, drift is")
    expect(second?.title).toBe("On drift")
  })

  it("makes no button within a link", async () => {
    const course = await readPages(`${page}See [the :term[drift] page](https://www.example.org).`)
    expect(htmlOf(course)).toContain(">the drift page</a>")
  })

  it("leaves colons that are none of ours as they are", async () => {
    const course = await readPages("## Times\n\nAt 10:30, note:this and :smile: or :term alone.")
    expect(htmlOf(course)).toBe("<p>At 10:30, note:this and :smile: or :term alone.</p>")
  })
})

const nothing = () => null
addMore({
  ...{ Menu: nothing, Glossary: nothing, Help: nothing, Results: nothing, MyWork: nothing, NoLms: nothing },
  ...{ OtherTab: nothing, Elsewhere: nothing },
  glossary: [{ id: "term_1", term: "Data drift", html: "A <em>slow</em> change" }],
})

/** A page with a term, in a course whose player listens. */
function Page({ text }: { text: string }) {
  useTerms()
  const term = '<button type="button" class="term" data-term="term_1" aria-expanded="false">drift</button>'
  return (
    <main>
      <h1>Page</h1>
      <div dangerouslySetInnerHTML={{ __html: `<p>The ${term} was seen.</p><p>More ${term}.</p>` }} />
      <p>{text}</p>
    </main>
  )
}

const buttons = () => screen.getAllByRole("button", { name: "drift" })

describe("a term in the text", () => {
  it("explains itself right behind the word when it is pressed, and stops when it is pressed again", async () => {
    const { container } = render(<Page text="" />)
    const [first] = buttons()
    if (!first) throw new Error("no term")
    fireEvent.click(first)
    expect(first.getAttribute("aria-expanded")).toBe("true")
    expect(container.querySelector("p")?.textContent).toBe("The driftData drift: A slow change was seen.")
    expect(screen.getByRole("note", { name: "Data drift" }).previousElementSibling).toBe(first)
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } })
    expect(violations.map(({ id }) => id)).toEqual([])
    fireEvent.click(first)
    expect(first.getAttribute("aria-expanded")).toBe("false")
    expect(screen.queryByRole("note")).toBeNull()
  })

  it("leaves the mark behind a word where it is", () => {
    const { container } = render(<Page text="" />)
    const [, second] = buttons()
    const paragraph = container.querySelectorAll("p")[1]
    if (!second || !paragraph) throw new Error("no term")
    fireEvent.click(second)
    expect(paragraph.textContent).toBe("More drift.Data drift: A slow change")
    fireEvent.click(second)
    expect(paragraph.textContent).toBe("More drift.")
    expect(paragraph.childNodes).toHaveLength(3)
  })

  it("stays open when the page is drawn anew", () => {
    const { rerender } = render(<Page text="" />)
    for (const button of buttons()) fireEvent.click(button)
    rerender(<Page text="Saved." />)
    expect(screen.getAllByRole("note")).toHaveLength(2)
    expect(buttons().map((button) => button.getAttribute("aria-expanded"))).toEqual(["true", "true"])
  })

  it("closes at Escape: the one in hand, or else the last; the focus stays with it", () => {
    render(<Page text="" />)
    const [first, second] = buttons()
    if (!first || !second) throw new Error("no terms")
    fireEvent.click(first)
    fireEvent.click(second)
    first.focus()
    fireEvent.keyDown(first, { key: "Escape" })
    expect(buttons().map((button) => button.getAttribute("aria-expanded"))).toEqual(["false", "true"])
    expect(document.activeElement).toBe(first)
    fireEvent.keyDown(document.body, { key: "Escape" })
    expect(screen.queryByRole("note")).toBeNull()
  })
})

function htmlOf(course: Course): string {
  const blocks = course.phases[0]?.pages[0]?.blocks ?? []
  return blocks.map((block) => (block.type === "html" ? block.html : "")).join("")
}
