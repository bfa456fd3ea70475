import { describe, expect, it } from "vitest"
import { type MemoContent, memoPage } from "../src/player/more/memo.ts"
import { blocksOf, textOf } from "../src/player/more/printed.ts"

describe("an answer in words", () => {
  const printed = [{ head: "Gates" }, { item: "G1" }, { item: "G2" }, "All pass.", { item: "G3" }]

  it("has a list for items that follow each other", () => {
    expect(blocksOf(printed)).toEqual([
      { type: "head", text: "Gates" },
      { type: "list", items: ["G1", "G2"] },
      { type: "text", text: "All pass." },
      { type: "list", items: ["G3"] },
    ])
    expect(blocksOf([])).toEqual([])
  })

  it("can be told from plain text which is which", () => {
    expect(printed.map(textOf)).toEqual(["\nGates", "- G1", "- G2", "All pass.", "- G3"])
  })
})

describe("a memo", () => {
  const memo: Omit<MemoContent, "note"> = {
    ...{ title: "Why <b>D</b>", course: "Boats & co", language: "fr", direction: "ltr", day: "4 mai 2026" },
    sections: [{ heading: "Known", blocks: blocksOf([{ head: "<i>" }, "</p><script>", { item: "a & b" }]) }],
  }

  it("is a page that needs nothing beside it, and takes all that was written as text", () => {
    const page = memoPage({ ...memo, note: "No <advice>" })
    expect(page).toContain('<html lang="fr" dir="ltr">')
    expect(page).toContain("<h1>Why &lt;b&gt;D&lt;/b&gt;</h1>")
    expect(page).toContain('<p class="note">No &lt;advice&gt;</p>')
    expect(page).toContain(
      "<h2>Known</h2>\n<h3>&lt;i&gt;</h3>\n<p>&lt;/p&gt;&lt;script&gt;</p>\n<ul>\n<li>a &amp; b</li>\n</ul>",
    )
    expect(page).not.toMatch(/<script|src=|href=|url\(/)
  })

  it("has no note where the author gave none", () => {
    expect(memoPage({ ...memo, note: undefined })).not.toContain('class="note"')
  })
})
