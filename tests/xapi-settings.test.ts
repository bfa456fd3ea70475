import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { formatDiagnostic } from "../src/diagnostic.ts"
import { loadCourse } from "../src/lesson/load.ts"

const plan = readFileSync("tests/fixtures/mistakes/base-missing/lesson.md")
const base = "base: https://training.harbour.gov/xapi"
const lrs = (endpoint: string, home = "https://harbour.gov") =>
  `${base}\nlrs:\n  endpoint: ${endpoint}\n  home: ${home}\n`

/** Loads a sound lesson with these settings; gives the course, and what its author is told of them. */
async function withSettings(yaml: string) {
  const contents = new Map([
    ["lesson.md", plan],
    ["course.yaml", Buffer.from(yaml)],
  ])
  const { course, diagnostics } = await loadCourse("harbour", {
    files: {
      list: async () => [...contents.keys()],
      read: async (path) => {
        const data = contents.get(path)
        return data ? { bytes: new Uint8Array(data) } : { problem: "missing" }
      },
    },
  })
  const told = diagnostics.map(({ rule, place }) => `${rule} ${place.line}:${place.column}`)
  return { course, told, text: diagnostics.map(formatDiagnostic).join("\n") }
}

describe("an LRS in course.yaml", () => {
  it("is the endpoint that SCORM packages tell, and the home of its accounts", async () => {
    const { course, told } = await withSettings(lrs("https://lrs.harbour.gov/data/xAPI/"))
    expect(told).toEqual([])
    expect(course?.lrs).toEqual({ endpoint: "https://lrs.harbour.gov/data/xAPI", home: "https://harbour.gov" })
  })

  it("is none where nobody names one", async () => {
    const { course, told } = await withSettings(base)
    expect(told).toEqual([])
    expect(course && "lrs" in course).toBe(false)
  })

  it.each([
    ["an endpoint that is not https", lrs("http://lrs.harbour.gov/xapi"), "settings-value 3:13"],
    ["an endpoint with a query", lrs("https://lrs.harbour.gov/xapi?tenant=2"), "settings-value 3:13"],
    ["a home that is no address", lrs("https://lrs.harbour.gov/xapi", "harbour"), "settings-value 4:9"],
    ["no home", `${base}\nlrs:\n  endpoint: https://lrs.harbour.gov/xapi\n`, "settings-value 2:1"],
    ["no endpoint", `${base}\nlrs:\n  home: https://harbour.gov\n`, "settings-value 2:1"],
    ["an address in place of the group", `${base}\nlrs: https://lrs.harbour.gov/xapi\n`, "settings-value 2:6"],
    ["a setting that there is not", `${lrs("https://lrs.harbour.gov/xapi")}  version: 2\n`, "settings-unknown 5:3"],
    ["no base", lrs("https://lrs.harbour.gov/xapi").replace(`${base}\n`, ""), "base-missing 1:1"],
  ])("with %s is reported where it stands", async (_, yaml, expected) => {
    const { course, told } = await withSettings(yaml)
    expect(told).toEqual([expected])
    expect(course).toBeUndefined()
  })

  it.each<[what: string, yaml: string]>([
    ["a user and password in the address", lrs("https://lesson:hunter2@lrs.harbour.gov/xapi")],
    ["a user in the home", lrs("https://lrs.harbour.gov/xapi", "https://hunter2@harbour.gov")],
    ["a token in the query", lrs("https://lrs.harbour.gov/xapi?access_token=hunter2")],
    ...["auth", "Authorization", "key", "api-key", "secret", "token", "username", "password"].map(
      (name): [string, string] => [name, `${lrs("https://lrs.harbour.gov/xapi")}  ${name}: hunter2\n`],
    ),
  ])("with a secret (%s) is refused, with the reason and without repeating it", async (_, yaml) => {
    const { course, told, text } = await withSettings(yaml)
    expect(told.map((one) => one.split(" ")[0])).toEqual(["lrs-secret"])
    expect(course).toBeUndefined()
    expect(text).toContain("whoever may take the course can read it")
    expect(text).not.toContain("hunter2")
  })
})

describe("learners' own words in statements", () => {
  it.each([
    [base, false],
    ["xapi:\n  text: yes", true],
    ["xapi:\n  text: True", true],
    ["xapi:\n  text: no", false],
  ])("%j gives %j: only where the author turns them on", async (yaml, text) => {
    expect((await withSettings(yaml)).course?.xapi).toEqual({ text })
  })

  it("are not turned on by a slip of the pen", async () => {
    expect((await withSettings("xapi:\n  text: yse")).told).toEqual(["settings-value 2:9"])
    expect((await withSettings("xapi: yes")).told).toEqual(["settings-value 1:7"])
  })
})

describe("formats in course.yaml", () => {
  it("that need a base are taken with one, and refused without", async () => {
    const { course } = await withSettings(`${base}\nformats: [cmi5, xapi, web]`)
    expect(course?.formats).toEqual(["cmi5", "xapi", "web"])
    expect((await withSettings("formats: [web, cmi5]")).told).toEqual(["base-missing 1:1"])
    // A base that is there but wrong is one mistake, not two.
    expect((await withSettings("base: harbour\nformats: [cmi5]")).told).toEqual(["settings-value 1:7"])
  })
})
