import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import JSZip from "jszip"
import { beforeAll, describe, expect, inject, it } from "vitest"
import { type PlayOptions, playPackage } from "../../src/preview/play.ts"

// Packages as other tools make them: they are played as an LMS would, and whatever they do is a diagnostic.

beforeAll(() => {
  process.env.CHROME_PATH = inject("browser")
})

type Files = Readonly<Record<string, string>>

const xmlns =
  'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'

/** A manifest of SCORM 1.2 that launches these pages. */
function manifest(pages: readonly string[], base = ""): string {
  const items = pages.map((_, n) => `<item identifier="I${n}" identifierref="R${n}"><title>Unit ${n}</title></item>`)
  const resources = pages.map(
    (page, n) =>
      `<resource identifier="R${n}" type="webcontent" adlcp:scormtype="sco" href="${page}"><file href="${page}"/></resource>`,
  )
  return `<?xml version="1.0"?><manifest identifier="M" version="1" ${xmlns}><metadata><schema>ADL SCORM</schema>
<schemaversion>1.2</schemaversion></metadata><organizations default="O"><organization identifier="O"><title>Boats</title>
${items.join("")}</organization></organizations><resources ${base}>${resources.join("")}</resources></manifest>`
}

/** A page with a script file, and what else is to stand on it. */
const page = (body = "", head = '<script src="d.js"></script>') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Boats</title>${head}</head>
<body><main><h1>Boats</h1><p>They float.</p>${body}</main></body></html>`

/** What finds the LMS wherever it is, and opens a session. */
const driver = `function find(w) { while (!w.API && w.parent !== w) w = w.parent; return w.API }
var api = find(window) || (window.opener && find(window.opener))
function start() { api.LMSInitialize(""); api.LMSSetValue("cmi.core.lesson_status", "incomplete"); api.LMSCommit("") }
`

/** A package whose one page opens a session and then runs a script. */
const running = (script: string): Files => ({
  "imsmanifest.xml": manifest(["index.html"]),
  "index.html": page(),
  "d.js": `${driver}start();${script}`,
})

let count = 0
async function play(files: Files, options?: PlayOptions) {
  const zip = new JSZip()
  for (const [name, text] of Object.entries(files)) zip.file(name, text)
  const file = join(inject("folder"), `foreign-${process.pid}-${++count}.zip`)
  await writeFile(file, await zip.generateAsync({ type: "nodebuffer" }))
  const { diagnostics, units } = await playPackage(file, options)
  return { units, told: diagnostics.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`) }
}

describe("a sound package of another tool has nothing to mend", () => {
  it.each<[string, Files]>([
    [
      "with its content in a frame within the frame",
      {
        "imsmanifest.xml": manifest(["shell/index.html"]),
        "shell/index.html":
          '<!doctype html><html lang="en"><head><title>Boats</title><script src="d.js"></script></head><body><iframe title="Course" src="../content/index.html"></iframe></body></html>',
        "shell/d.js": `${driver}start()`,
        "content/index.html": page("", ""),
      },
    ],
    [
      "with pages in a frameset",
      {
        "imsmanifest.xml": manifest(["index.html"]),
        "index.html":
          '<html lang="en"><head><title>Boats</title><script src="d.js"></script></head><frameset rows="0,*"><frame title="Empty" src="none.html"><frame title="Course" src="c.html"></frameset></html>',
        "d.js": `${driver}start()`,
        "none.html": '<html lang="en"><title>None</title></html>',
        "c.html": page("", ""),
      },
    ],
    [
      "with a first page that sends on to the next",
      {
        "imsmanifest.xml": manifest(["index.html"]),
        "index.html":
          '<!doctype html><html lang="en"><head><meta http-equiv="refresh" content="1;url=c.html"><title>Boats</title></head><body></body></html>',
        "c.html": page(),
        "d.js": `${driver}start()`,
      },
    ],
    [
      "with a picture that has an alternative, and no text",
      {
        "imsmanifest.xml": manifest(["index.html"]),
        "index.html":
          '<!doctype html><html lang="en"><head><title>Boats</title></head><body><main><h1><img src="a.svg" alt="Boats" width="50" height="50"></h1></main><script src="d.js"></script></body></html>',
        "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
        "d.js": `${driver}start()`,
      },
    ],
    ["named .htm", { "imsmanifest.xml": manifest(["index.htm"]), "index.htm": page(), "d.js": `${driver}start()` }],
    [
      "with a module",
      {
        "imsmanifest.xml": manifest(["index.html"]),
        "index.html": page("", '<script type="module" src="m.mjs"></script>'),
        "m.mjs": `${driver}start()`,
      },
    ],
    [
      "whose addresses have a base in the manifest",
      {
        "imsmanifest.xml": manifest(["index.html"], 'xml:base="content/"'),
        "content/index.html": page(),
        "content/d.js": `${driver}start()`,
      },
    ],
  ])("%s", async (_, files) => {
    const { told, units } = await play(files)
    expect(told).toEqual([])
    expect(units).toMatchObject([{ calls: 3, commits: 1 }])
  })
})

describe("a package of another tool is told", () => {
  it("of nothing, though it keeps its LMS busy for seconds", async () => {
    const { told, units } = await play(running("for (var end = Date.now() + 4000; Date.now() < end; );"))
    expect(told).toEqual([])
    expect(units).toMatchObject([{ calls: 3 }])
  })

  it("of numbers that it gives the LMS, which takes them", async () => {
    const { told, units } = await play(running('api.LMSSetValue("cmi.core.score.raw", 85)'))
    expect(told).toEqual([
      'warning play-loose SetValue cmi.core.score.raw "85": LMSSetValue was given the number 85, not a string',
    ])
    expect(units[0]?.held).toMatchObject({ "cmi.core.score.raw": "85" })
  })

  it("of barriers in its inner frames", async () => {
    const { told } = await play({
      ...running(""),
      "index.html": page('<iframe title="More" src="inner.html"></iframe>'),
      "inner.html":
        '<!doctype html><html lang="en"><head><title>More</title></head><body><p style="color:#ccc">Pale</p></body></html>',
    })
    expect(told).toEqual([expect.stringMatching(/^error play-barrier On "Boats": .*\(color-contrast\), at iframe p$/)])
  })

  it("of what its windows ask for elsewhere, and of barriers in them", async () => {
    const { told } = await play({
      ...running('window.open("more.html", "more")'),
      "more.html": page('<img src="http://elsewhere.example/a.png">', ""),
    })
    expect(told).toEqual([
      "error play-network The package asks for http://elsewhere.example/a.png",
      expect.stringMatching(/^error play-barrier .*\(image-alt\)/),
    ])
  })

  it("of a server that it opens a socket to", async () => {
    const { told } = await play(running('new WebSocket("ws://elsewhere.example/s")'))
    expect(told).toEqual(["error play-network The package asks for ws://elsewhere.example/s"])
  })

  it("of breaking out of its frame", async () => {
    const { told, units } = await play(running("top.location = self.location"))
    expect(told).toEqual([expect.stringMatching(/^error play-window /)])
    expect(units).toHaveLength(1)
  })

  it("of a script that never ends", async () => {
    const { told } = await play(running("setTimeout(function () { while (true) {} }, 1000)"), { patience: 8000 })
    expect(told).toEqual(["error play-stuck The package let nothing happen for 8 seconds."])
  })

  it("of a page that browsers save and do not show", async () => {
    const { told } = await play({ "imsmanifest.xml": manifest(["index.swf"]), "index.swf": "FWS" })
    expect(told).toEqual([
      "error play-download The browser saves index.swf to disk, and shows nothing of it.",
      'error play-silent "Boats" said nothing to the LMS.',
    ])
  })

  it("of a unit that is elsewhere, while the others are played", async () => {
    const { told, units } = await play({
      ...running(""),
      "imsmanifest.xml": manifest(["https://elsewhere.example/c/index.html", "index.html"]),
    })
    expect(told).toEqual([
      'error play-network "Unit 0" is launched from https://elsewhere.example/c/index.html, which is not in the package: it was not played.',
    ])
    expect(units).toMatchObject([{ title: "Unit 1", calls: 3 }])
  })

  it.each<[string, Files]>([
    [
      "an item",
      { "imsmanifest.xml": manifest(["index.html"]).replace('identifierref="R0"', ""), "index.html": page() },
    ],
    ["a manifest that can be read", { "imsmanifest.xml": "<manifest", "index.html": page() }],
    ["an AU", { "cmi5.xml": "<courseStructure/>", "index.html": page() }],
  ])("that nothing is launched for want of %s", async (_, files) => {
    const { told, units } = await play(files)
    expect(told).toEqual(["error play-nothing The package names nothing that an LMS could launch."])
    expect(units).toEqual([])
  })
})

describe("a package of xAPI by another tool", () => {
  it("may use all that the standard allows", async () => {
    const structure = `<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="http://example.org/c" type="http://adlnet.gov/expapi/activities/course"><name>Boats</name><description>d</description><launch lang="en">index.html</launch></activity></activities></tincan>`
    const script = `const q = new URLSearchParams(location.search)
const actor = q.get("actor")
const ask = (method, path, body, type) => fetch(q.get("endpoint") + path, { method, body, headers: { Authorization: q.get("auth"), "X-Experience-API-Version": "1.0.1", ...(type && { "Content-Type": type }) } })
const id = crypto.randomUUID()
const state = "activities/state?activityId=http://example.org/c&agent=" + encodeURIComponent(actor)
ask("PUT", "statements?statementId=" + id, JSON.stringify({ id, actor: JSON.parse(actor), verb: { id: "http://adlnet.gov/expapi/verbs/initialized" }, object: { id: "http://example.org/c" } }), "application/json")
  .then(() => ask("PUT", state + "&stateId=resume", "2M2k5060ab0", "application/octet-stream"))
  .then(() => ask("GET", state))
  .then(() => ask("DELETE", state + "&stateId=resume"))`
    const { told, units } = await play({ "tincan.xml": structure, "index.html": page(), "d.js": script })
    expect(told).toEqual([])
    expect(units).toMatchObject([{ statements: 1 }])
  })
})
