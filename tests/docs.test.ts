import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { kinds, registry } from "../src/activities/registry.ts"
import { commonAttributes } from "../src/lesson/attributes.ts"
import { loadCourse } from "../src/lesson/load.ts"
import { rules } from "../src/lesson/rules.ts"
import { settingNames } from "../src/lesson/settings-schema.ts"
import { comparable, fillIn, guides } from "./docs/blocks.ts"
import { pictureFolder } from "./docs/pictures.ts"
import { shots } from "./docs/shots.ts"

const texts = new Map<string, string>()
const authors = () => texts.get("docs/authors-guide.md") ?? ""

beforeAll(async () => {
  for (const path of guides) texts.set(path, await readFile(path, "utf8"))
})

/** A guide with the hashes in its code made harmless, letter for letter as long. */
function masked(text: string): string {
  return text.replace(/^( *`{3,})[\s\S]*?^\1$/gm, (code) => code.replaceAll("#", "."))
}

/** The headings of a guide. */
function headingsOf(text: string): { depth: number; title: string }[] {
  const headings = masked(text).matchAll(/^(#{1,6}) (.+)$/gm)
  return [...headings].map(([, marks = "", title = ""]) => ({ depth: marks.length, title }))
}

/** What stands beneath a heading, to the next of its depth or higher. */
function section(text: string, title: string): string {
  const heading = headingsOf(text).find((heading) => heading.title === title)
  if (!heading) throw new Error(`no heading says ${title}`)
  const line = `\n${"#".repeat(heading.depth)} ${title}\n`
  const start = masked(text).indexOf(line) + line.length
  const length = masked(text)
    .slice(start)
    .search(new RegExp(`^#{1,${heading.depth}} `, "m"))
  return length < 0 ? text.slice(start) : text.slice(start, start + length)
}

/** The words by which a link leads to a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")
}

/** Rules that stand in the sources beside those of src/lesson/rules.ts. */
async function otherRules(): Promise<string[]> {
  const files = (await readdir("src")).filter((name) => name.endsWith(".ts"))
  const sources = await Promise.all(files.map((name) => readFile(join("src", name), "utf8")))
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(/\brule: "([a-z-]+)"/g)].map(([, rule = ""]) => rule))),
  ]
}

describe("the guides", () => {
  it.each(guides)("%s shows of the product what the product says", async (path) => {
    const text = texts.get(path) ?? ""
    expect(comparable(text), "to be made anew by: npm run docs -- texts").toBe(comparable(await fillIn(text)))
  })

  it.each(guides)("%s leads only to what is there", (path) => {
    const text = texts.get(path) ?? ""
    const plain = text.replace(/^( *`{3,})[\s\S]*?^\1$/gm, "").replace(/`[^`\n]*`/g, "")
    const broken = [...plain.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      const [file = "", anchor] = target.split("#")
      if (/^https?:/.test(target)) return []
      const place = file === "" ? path : join(dirname(path), file)
      if (!existsSync(place)) return [target]
      const known = headingsOf(texts.get(place) ?? "").map(({ title }) => anchorOf(title))
      return anchor === undefined || known.includes(anchor) ? [] : [target]
    })
    expect(broken).toEqual([])
  })

  it("show every picture that is there, each with words for those who cannot see it", async () => {
    const shown = [...texts.values()].flatMap((text) => [...text.matchAll(/!\[([^\]]*)\]\([^)]*images\/([^)]+)\)/g)])
    expect(shown.filter(([, alt = ""]) => alt.length < 20)).toEqual([])
    const names = [...new Set(shown.map(([, , name]) => name))].toSorted()
    expect(names).toEqual((await readdir(pictureFolder)).toSorted())
    expect(names).toEqual(
      Object.keys(shots)
        .map((name) => `${name}.png`)
        .toSorted(),
    )
  })

  it("hold whole pictures", async () => {
    for (const name of await readdir(pictureFolder)) {
      const data = await readFile(join(pictureFolder, name))
      expect(data.subarray(1, 4).toString(), name).toBe("PNG")
      expect(data.subarray(-8, -4).toString(), name).toBe("IEND")
    }
  })
})

describe("the author's guide", () => {
  it("has a heading for every rule, with a report and how to mend it", async () => {
    const all = [...Object.keys(rules), ...(await otherRules())]
    const headings = headingsOf(section(authors(), "Every rule")).filter(({ depth }) => depth === 4)
    expect(headings.map(({ title }) => title).toSorted()).toEqual([...new Set(all)].toSorted())
    for (const rule of all) {
      const text = section(authors(), rule)
      expect(text, rule).toContain(`<!-- generated: report ${rule} -->`)
      const [means = "", mends = ""] = text.split(/<!-- generated: [\s\S]*<!-- end -->/)
      expect(means.trim(), rule).toMatch(/\w{3,}.*\.$/s)
      expect(mends.trim(), rule).toMatch(/\w{3,}.*\.$/s)
    }
  })

  it.each(Object.keys(kinds))("shows %s: an example, a picture, its attributes and what an LMS gets", (name) => {
    const text = section(authors(), name)
    expect(text).toMatch(/<!-- generated: activity \S+ \S+ -->/)
    expect(text).toMatch(new RegExp(`:{2,3}${name}[{[\\n]`))
    expect(text).toContain(`(images/${name}.png)`)
    for (const attribute of registry.parser(name)?.attributes ?? []) {
      if (attribute !== "*") expect(text).toContain(`| \`${attribute}\` |`)
    }
    expect(text).toMatch(/LMS/i)
  })

  it("tells of every attribute that all activities have", () => {
    const text = section(authors(), "Activities")
    for (const name of commonAttributes) expect(text).toContain(`| \`${name === "id" ? "#id" : name}\` |`)
  })

  it("tells of every setting, and of none that there is not", () => {
    const text = section(authors(), "Settings: course.yaml")
    const told = [...text.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, name]) => name)
    const groups = Object.keys(settingNames)
    const names = Object.entries(settingNames)
      .flatMap(([group, names]) => names.map((name) => [group, name].filter(Boolean).join(".")))
      .filter((name) => name !== "theme" && !(groups.includes(name) && name.startsWith("theme.accent.")))
    expect(told.toSorted()).toEqual(names.filter((name) => !name.startsWith("theme.accent.")).toSorted())
    for (const name of ["theme.accent.light", "theme.accent.dark"]) expect(text).toContain(`\`${name}\``)
  })

  it("shows all settings at once, and they are right", async () => {
    const [, yaml = ""] = /All of them at once:\s+```yaml\n([\s\S]*?)```/.exec(authors()) ?? []
    const lesson = await readFile("docs/example/lesson.md")
    const logo = await readFile("docs/example/pictures/reports.svg")
    const files = {
      list: async () => ["course.yaml", "lesson.md"],
      async read(path: string) {
        const found = { "course.yaml": Buffer.from(yaml), "lesson.md": lesson, "pictures/logo.svg": logo }[path]
        return found ? { bytes: new Uint8Array(found) } : { problem: "missing" as const }
      },
    }
    const { diagnostics } = await loadCourse("example", { files })
    // The lesson has no points for the pass rule to ask for; there is nothing else to mend.
    expect(diagnostics.map(({ rule }) => rule).filter((rule) => rule !== "pass-unscored")).toEqual([])
  })
})

describe("the guide to adding an activity", () => {
  it("names the places where the kinds that are there are known", async () => {
    const text = section(texts.get("docs/adding-an-activity.md") ?? "", "5. The lines that make it known")
    const places = [...text.matchAll(/In \[`([^`]+)`\][^:]*:\s+```\w+\n([\s\S]*?)```/g)]
    expect(places).toHaveLength(2)
    for (const [, path = "", code = ""] of places) {
      const source = await readFile(path, "utf8")
      const lines = code
        .replace(/estimate-scale/g, "choice-options")
        .replace(/estimate/g, "choice")
        .replace(/Estimate/g, "Choice")
      for (const line of lines.trim().split("\n")) expect(source).toContain(line.trim())
    }
  })
})

describe("the example lesson", () => {
  it("has an activity of every kind and nothing to mend", async () => {
    const { course, diagnostics } = await loadCourse("docs/example")
    expect(diagnostics).toEqual([])
    const used = JSON.stringify(course?.phases)
    for (const name of Object.keys(kinds)) expect(used).toContain(`"kind":"${name}"`)
  })
})

describe("the readme", () => {
  it("says how many kinds of activity there are", () => {
    const names = ["twenty", ...["one", "two", "three", "four", "five"].map((one) => `twenty-${one}`)]
    expect(texts.get("README.md")).toContain(`with ${names[Object.keys(kinds).length - 20]} kinds of activity`)
  })

  it("opens on ten lines of a lesson plan, the command and a picture", () => {
    const text = texts.get("README.md") ?? ""
    const [, lines = ""] = /```markdown\n([\s\S]*?)\n```/.exec(text) ?? []
    expect(lines.split("\n").filter((line) => line !== "…")).toHaveLength(10)
    const parts = ["```markdown", "npx lessonpack build", "](docs/images/course.png)", "\n## "]
    const at = parts.map((part) => masked(text).indexOf(part))
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(Math.min(...at)).toBeGreaterThan(0)
  })
})
