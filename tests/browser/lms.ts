import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import JSZip from "jszip"
import {
  type Credit,
  dataAtLaunch,
  type Manifest,
  type Mode,
  readManifest,
  type Stored,
} from "../../src/lms/scorm-launch.ts"
import type { Call, Delivery, HostSettings } from "./host.ts"

/** How a course is launched. */
export interface LaunchOptions {
  /** Page to launch: the SCO's. `index.html` by default. */
  readonly page?: string
  readonly mode?: Mode
  readonly credit?: Credit
  readonly learner?: string
  readonly window?: HostSettings["window"]
  /** Whether the page around the course offers no API object at all. */
  readonly isDeaf?: boolean
  /** Whether the API object has had its session, as when a learner moves on in some LMS's table of contents. */
  readonly isUsedUp?: boolean
}

/** A visit of a learner to a SCO: what the LMS heard of it, as far as it was delivered. */
export interface Visit {
  readonly page: string
  readonly mode: Mode
  readonly credit: Credit
  readonly learner: string
  /** The data model as it was when the course was launched. */
  readonly before: Readonly<Record<string, unknown>>
  readonly calls: Call[]
  /** Deliveries that came before one that was sent earlier. */
  readonly early: Delivery[]
  isOver: boolean
}

/** A package that an LMS was given. */
export interface Installed {
  readonly edition: HostSettings["edition"]
  readonly manifest: Manifest
  /** Address of the LMS's page that launches it. */
  launch(options?: LaunchOptions): string
  /** Address of the course's own page, without an LMS around it. */
  page(name?: string): string
  /** What the LMS holds for a learner, flat; empty before the first commit. */
  held(page?: string, learner?: string): Readonly<Record<string, string>>
  /** Gives a learner other saved work than theirs: damaged, or of another course. */
  swap(savedWork: string): void
  /** Every visit so far. */
  readonly visits: readonly Visit[]
}

/** A learning management system on this machine, as strict as any: its courses stand under a path and behind a query. */
export interface Lms {
  readonly origin: string
  /** Unpacks a package. */
  install(zip: Uint8Array): Promise<Installed>
  /** Paths that were asked for and are not there. */
  readonly missing: string[]
  /** Origins beside its own that its pages may speak to. */
  readonly reachable: string[]
  close(): Promise<void>
}

/** Types as Moodle sends them: scripts have the old one, and what it does not know has none that a browser would run. */
const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "application/x-javascript",
  css: "text/css",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  xml: "text/xml",
  xsd: "text/xml",
}

interface Course {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly manifest: Manifest
  readonly edition: HostSettings["edition"]
  readonly stored: Map<string, Stored>
  readonly visits: Visit[]
}

/** Starts an LMS whose pages run this script. */
export async function startLms(hostScript: string): Promise<Lms> {
  const courses: Course[] = []
  const missing: string[] = []
  const reachable: string[] = []
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://lms")
    const course = courses[Number(url.searchParams.get("course") ?? Number.NaN)]
    if (url.pathname === "/lms/host.js") return send(response, "js", hostScript)
    if (url.pathname === "/lms/host.html" && course) return send(response, "html", hostPage(launch(course, url)))
    if (url.pathname === "/lms/keep" && course && request.method === "POST") {
      keep(course, url, JSON.parse(await bodyOf(request)))
      return send(response, "html", "")
    }
    const [, number, name] = /^\/learn\/pluginfile\.php\/(\d+)\/mod_scorm\/content\/3\/(.+)$/.exec(url.pathname) ?? []
    const data = courses[Number(number)]?.files.get(name ?? "")
    if (!data || !name) {
      const isOurs = url.pathname === "/favicon.ico"
      if (!isOurs) missing.push(url.pathname)
      response.statusCode = isOurs ? 204 : 404
      response.end()
      return
    }
    // Nothing but the package's own files: no inline script or style, no frame, no font from elsewhere.
    const others = reachable.length > 0 ? `; connect-src 'self' ${reachable.join(" ")}` : ""
    response.setHeader("content-security-policy", `default-src 'self'${others}`)
    send(response, name.split(".").pop() ?? "", data)
  }

  function launch(course: Course, url: URL): HostSettings {
    const number = courses.indexOf(course)
    const { edition, stored, visits, manifest } = course
    const { page = "index.html", learner = "ada", mode: asked, credit: given } = Object.fromEntries(url.searchParams)
    const mode = asked === "review" || asked === "browse" ? asked : "normal"
    const credit = given === "no-credit" ? given : "credit"
    const before = stored.get(`${learner} ${page}`)
    const visit = {
      page,
      mode,
      credit,
      learner,
      before: before?.flat ?? {},
      calls: [],
      early: [],
      isOver: false,
    } satisfies Visit
    const cmi = dataAtLaunch(edition, manifest, before, visit)
    visits.push(visit)
    const query = new URLSearchParams({ course: `${number}`, visit: `${visits.length - 1}`, page, learner })
    const place = url.searchParams.get("window")
    return {
      edition: url.searchParams.has("isDeaf") ? "none" : edition,
      course: `${folderOf(number)}${page}?forcedownload=0&lang=en`,
      isUsedUp: url.searchParams.has("isUsedUp"),
      window: place === "popup" || place === "sandbox" ? place : "frame",
      cmi,
      keep: `/lms/keep?${query}`,
    }
  }

  function keep(course: Course, { searchParams }: URL, delivery: Delivery): void {
    const visit = course.visits[Number(searchParams.get("visit"))]
    if (!visit) return
    visit.early.push(delivery)
    for (;;) {
      const next = visit.early.findIndex(({ before }) => before === visit.calls.length)
      const [due] = next < 0 ? [] : visit.early.splice(next, 1)
      if (!due) return
      visit.calls.push(...due.calls)
      visit.isOver ||= due.isOver
      const texts = Object.entries(due.flat).flatMap(([element, value]) =>
        typeof value === "string" ? [[element, value]] : [],
      )
      const key = `${searchParams.get("learner")} ${searchParams.get("page")}`
      course.stored.set(key, { cmi: { ...due.cmi }, flat: Object.fromEntries(texts), isOver: due.isOver })
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    missing,
    reachable,
    async install(zip) {
      const files = await unpack(zip)
      const manifest = readManifest(new TextDecoder().decode(files.get("imsmanifest.xml")))
      const { edition } = manifest
      const course: Course = { files, manifest, edition, stored: new Map(), visits: [] }
      const number = courses.push(course) - 1
      return {
        ...{ edition, manifest },
        visits: course.visits,
        page: (name = "index.html") => `${origin}${folderOf(number)}${name}?forcedownload=0`,
        launch(options = {}) {
          const query = new URLSearchParams({ course: `${number}` })
          for (const [name, value] of Object.entries(options)) query.set(name, `${value}`)
          return `${origin}/lms/host.html?${query}`
        },
        held: (page = "index.html", learner = "ada") => course.stored.get(`${learner} ${page}`)?.flat ?? {},
        swap(savedWork) {
          const stored = course.stored.get("ada index.html")
          if (!stored) throw new Error("nobody has been there yet")
          Object.assign(stored.cmi, { suspend_data: savedWork })
        },
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function folderOf(number: number): string {
  return `/learn/pluginfile.php/${number}/mod_scorm/content/3/`
}

function hostPage(settings: HostSettings): string {
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Learning platform</title>`,
    `<style>html, body, main { height: 100%; margin: 0 } iframe { width: 100%; height: 100%; border: 0; display: block }</style>`,
    `<main>${settings.window === "popup" ? "<button>Start</button>" : ""}</main>`,
    `<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll("<", "\\u003c")}</script>`,
    `<script src="/lms/host.js"></script>`,
  ].join("\n")
}

/** The files of a zip by their names. */
export async function unpack(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const { files } = await JSZip.loadAsync(zip)
  const names = Object.keys(files).filter((name) => !name.endsWith("/"))
  const data = await Promise.all(names.map((name) => files[name]?.async("uint8array") ?? new Uint8Array()))
  return new Map(names.map((name, index) => [name, data[index] ?? new Uint8Array()]))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

function send(response: ServerResponse, extension: string, body: string | Uint8Array): void {
  response.setHeader("content-type", types[extension] ?? "application/octet-stream")
  response.setHeader("x-content-type-options", "nosniff")
  response.end(body)
}
