import { randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { isElsewhere } from "../../packaging/checks/href.ts"
import { descriptionName, readDescription } from "../../packaging/description.ts"
import { escapeHtml } from "../escape-html.ts"
import { type StrictLrs, startLrs } from "../lms/lrs.ts"
import { identity } from "../lms/lrs-documents.ts"
import { dataAtLaunch, readManifest, type Stored } from "../lms/scorm-launch.ts"
import type { Json } from "../lms/statement-rules.ts"
import { type DeskFiles, deskPage } from "./desk-files.ts"
import type { DeskState, Keep, LaunchAnswer, LaunchRequest, LrsState, LrsTrouble, Offer } from "./protocol.ts"
import type { Files, Source } from "./source.ts"
import type { Store } from "./store.ts"
import { type LaunchUnit, unitsOf } from "./units.ts"

/** A preview that is running. */
export interface PreviewServer {
  /** Address of the desk, with the key that lets the author in. */
  readonly url: string
  close(): Promise<void>
}

/** Types by extension: what browsers would refuse under another. */
const types: Readonly<Record<string, string>> = {
  ...{ html: "text/html; charset=utf-8", htm: "text/html; charset=utf-8", xhtml: "application/xhtml+xml" },
  ...{ js: "text/javascript; charset=utf-8", mjs: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" },
  ...{
    svg: "image/svg+xml",
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    gif: "image/gif",
    webp: "image/webp",
    ico: "image/x-icon",
  },
  ...{
    xml: "text/xml",
    xsd: "text/xml",
    json: "application/json",
    txt: "text/plain; charset=utf-8",
    pdf: "application/pdf",
  },
  ...{ mp3: "audio/mpeg", m4a: "audio/mp4", ogg: "audio/ogg", wav: "audio/wav", wasm: "application/wasm" },
  ...{ mp4: "video/mp4", webm: "video/webm", vtt: "text/vtt" },
  ...{ woff: "font/woff", woff2: "font/woff2", ttf: "font/ttf", otf: "font/otf" },
}

/** Largest body of a request, in bytes. */
const largestBody = 5_000_000

/**
 * Starts the LMS on this machine: the desk, the packages' files under addresses as LMSs have them, the data models, and an
 * LRS on a port of its own. It listens on 127.0.0.1 only, and its own requests want a key that only the desk's page has.
 */
export async function startServer(source: Source, store: Store, desk: DeskFiles, path: string): Promise<PreviewServer> {
  const key = randomBytes(16).toString("hex")
  const lrs = await startLrs()
  restoreLrs(lrs, store, path)
  const listeners = new Set<ServerResponse>()
  let lrsTrouble: LrsTrouble = {}
  const launches = new Map<number, { readonly offer: Offer; readonly request: LaunchRequest }>()

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" })
      response.end(error instanceof Error ? error.message : String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  // The same server by another name is another origin to a browser.
  const foreign = `http://localhost:${port}`

  source.subscribe(() => {
    for (const listener of listeners) listener.write(`data: ${JSON.stringify(state())}\n\n`)
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin)
    // A page elsewhere that was given this machine's name must not be answered.
    if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? "")) {
      response.writeHead(403).end()
      return
    }
    // Pages of other origins can run no script from here, and so read nothing of an unpublished lesson.
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin")
    const [, first = "", ...rest] = url.pathname.split("/")
    if (first === "content") return content(rest, request, response)
    if (url.pathname === "/favicon.ico") return void response.writeHead(204).end()
    if (url.pathname === "/" && url.searchParams.get("key") === key) {
      response.setHeader(
        "Content-Security-Policy",
        `default-src 'self'; connect-src 'self' ${lrs.origin}; frame-src 'self' ${foreign}; img-src 'self' data:`,
      )
      return send(response, "html", deskPage(source.title()))
    }
    if (url.pathname === "/back.html") return send(response, "html", backPage)
    if (url.pathname === "/block-storage.js") return send(response, "js", blockStorage)
    const asset = desk.get(url.pathname.slice(1))
    if (asset !== undefined) return send(response, url.pathname.split(".").pop() ?? "", asset)
    if (first !== "api" || (request.headers["x-key"] ?? url.searchParams.get("key")) !== key) {
      response.writeHead(first === "api" ? 403 : 404).end()
      return
    }
    return api(rest[0] ?? "", request, response)
  }

  async function api(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = async <Body>() => JSON.parse(await bodyOf(request)) as Body
    switch (name) {
      case "state":
        return reply(response, state())
      case "events":
        response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" })
        response.write(`data: ${JSON.stringify(state())}\n\n`)
        listeners.add(response)
        request.on("close", () => listeners.delete(response))
        return
      case "launch":
        return reply(response, await launch(await body<LaunchRequest>()))
      case "keep":
        keep(await body<Keep>())
        return reply(response, true)
      case "reset":
        return reply(response, reset((await body<{ learner: string }>()).learner))
      case "trouble":
        return reply(response, trouble(await body<LrsTrouble>()))
      case "lrs":
        return reply(response, lrsState(Number(new URL(request.url ?? "", origin).searchParams.get("from") ?? 0)))
      default:
        response.writeHead(404).end()
    }
  }

  function state(): DeskState {
    const { isLive } = source
    return {
      ...{ title: source.title(), source: path, isLive, revision: source.revision() },
      ...{ offers: source.offers(), problems: source.problems(), trouble: lrsTrouble },
    }
  }

  async function launch(request: LaunchRequest): Promise<LaunchAnswer> {
    const { format, layout } = request
    const offer =
      source.offers().find((offer) => offer.format === format && offer.layout === layout) ?? source.offers()[0]
    if (!offer) throw new Error("The source offers nothing to launch")
    const files = await source.files(offer)
    const units = unitsOf(files, offer)
    const unit = units.find(({ page }) => page === request.page) ?? units[0]
    if (!unit) throw new Error(`There is nothing to launch: ${nothingIn[offer.tracking]}`)
    const number = launches.size + 1
    launches.set(number, { offer, request })
    const place = `/content/${number}/${unit.page}`
    const { query, ...more } = prepare(offer, files, unit, { ...request, page: unit.page })
    const join = (address: string) => `${address}${place}${place.includes("?") ? query.replace("?", "&") : query}`
    const described = readDescription(new TextDecoder().decode(files.get(descriptionName)))
    const outline = described?.units.find(({ page }) => page === unit.page.replace(/[?#].*/, ""))?.outline
    return {
      ...{ offer, units: units.map(({ page, title }) => ({ page, title })), several: units.length > 1 },
      ...{ url: join(origin), foreignUrl: join(foreign), heardBefore: lrs.requests.length },
      ...(outline !== undefined && { outline }),
      ...more,
    }
  }

  function prepare(
    offer: Offer,
    files: Files,
    unit: LaunchUnit,
    request: LaunchRequest,
  ): { readonly query: string } & Partial<LaunchAnswer> {
    const { mode, credit, learner, page, mastery } = request
    if (offer.tracking === "scorm12" || offer.tracking === "scorm2004") {
      const manifest = readManifest(new TextDecoder().decode(files.get("imsmanifest.xml")))
      const text = store.get("scorm", keyOf(request))
      const stored = text === undefined ? undefined : (JSON.parse(text) as Stored)
      const launched = { page, mode, credit, learner, ...(mastery !== undefined && { mastery }) }
      return { query: "", cmi: dataAtLaunch(offer.tracking, manifest, stored, launched) }
    }
    if (offer.tracking === "none") return { query: "" }
    const actor = actorOf(learner)
    const registration = registrationOf(learner, offer)
    const activityId = offer.tracking === "cmi5" ? `${unit.id}#as-launched` : unit.id
    if (offer.tracking === "xapi") {
      // A secret of its own: what a package is given must not open the desk.
      const auth = `Basic ${Buffer.from(`preview:${randomBytes(16).toString("hex")}`).toString("base64")}`
      lrs.guests.add(auth)
      const query = new URLSearchParams({ endpoint: lrs.endpoint, auth, actor: JSON.stringify(actor), registration })
      query.set("activity_id", unit.id)
      return { query: `?${query}`, state: { activityId, registration } }
    }
    const score = mastery === undefined ? unit.mastery : mastery / 100
    const { query } = lrs.launch({
      ...{ registration, activityId, actor, publisherId: unit.id, returnURL: `${origin}/back.html` },
      ...{ launchData: unit.launchData ?? {}, contextExtensions: {} },
      launchMode: mode === "normal" ? "Normal" : mode === "browse" ? "Browse" : "Review",
      ...(score !== undefined && { masteryScore: score }),
    })
    return { query, state: { activityId, registration } }
  }

  /** A learner keeps their registration from launch to launch, as in an LMS, until the desk is cleared. */
  function registrationOf(learner: string, { format, layout }: Offer): string {
    const name = JSON.stringify([path, learner, format, layout])
    const known = store.get("registration", name)
    if (known !== undefined) return known
    const digits = randomBytes(16).toString("hex")
    const made = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`
    store.put("registration", name, made)
    return made
  }

  function keyOf({ format, layout, page, learner }: Keep["launch"]): string {
    return JSON.stringify([path, learner, format, layout, page])
  }

  function keep({ launch, cmi, flat, isOver }: Keep): void {
    store.put("scorm", keyOf(launch), JSON.stringify({ cmi, flat, isOver } satisfies Stored))
  }

  function reset(learner: string): boolean {
    const start = JSON.stringify([path, learner]).slice(0, -1)
    for (const kind of ["scorm", "registration"]) store.forget(kind, start)
    const { name, homePage } = actorOf(learner).account
    const isTheirs = ({ actor }: Json) => actor?.account?.name === name && actor?.account?.homePage === homePage
    lrs.statements.splice(0, Infinity, ...lrs.statements.filter((statement) => !isTheirs(statement)))
    const who = JSON.stringify(identity(actorOf(learner)))
    for (const key of lrs.documents.keys()) if (JSON.stringify(JSON.parse(key)[1]) === who) lrs.documents.delete(key)
    return true
  }

  function trouble(chosen: LrsTrouble): boolean {
    const { isDown = false, stalls = false, status, statusOn, largest } = chosen
    Object.assign(lrs.faults, { isDown, stalls, status, statusOn, largest })
    lrsTrouble = chosen
    return true
  }

  function lrsState(from: number): LrsState {
    keepLrs(lrs, store, path)
    return {
      requests: lrs.requests.slice(from).map(({ method, path, query, body, status, time, refusal }, index) => ({
        ...{ number: from + index, time, method, path, body, status, refusal },
        query: Object.fromEntries(query),
      })),
      statements: lrs.statements,
      documents: [...lrs.documents].map(([key, { text }]) => ({ key, text })),
    }
  }

  async function content(
    [number = "", ...parts]: readonly string[],
    { headers }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const launched = launches.get(Number(number))
    const name = decodeURIComponent(parts.join("/"))
    const data = launched && (await source.files(launched.offer)).get(name)
    if (!data) {
      response.statusCode = 404
      // What is asked for as a page is shown to somebody.
      const isPage = /^(iframe|frame|document)$/.test(String(headers["sec-fetch-dest"]))
      return isPage && launched ? send(response, "html", missingPage(name)) : void response.end()
    }
    if (launched.request.isStrict) {
      response.setHeader("Content-Security-Policy", `default-src 'self'; connect-src 'self' ${lrs.origin}`)
      response.setHeader("X-Content-Type-Options", "nosniff")
    }
    const isPage = /\.html?$/i.test(name)
    return send(
      response,
      name.split(".").pop()?.toLowerCase() ?? "",
      isPage && launched.request.blocksStorage ? withoutStorage(data) : data,
    )
  }

  return {
    url: `${origin}/?key=${key}`,
    async close() {
      keepLrs(lrs, store, path)
      for (const listener of listeners) listener.end()
      await lrs.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** A learner as an LRS knows them. */
function actorOf(learner: string) {
  const account = { homePage: "https://preview.lessonpack.invalid", name: learner }
  return { objectType: "Agent", name: learner, account }
}

/** Why there is nothing to launch, for each way of launching. */
const nothingIn: Readonly<Record<Offer["tracking"], string>> = {
  scorm12: "no item of imsmanifest.xml leads to a resource with a page.",
  scorm2004: "no item of imsmanifest.xml leads to a resource with a page.",
  cmi5: "cmi5.xml has no assignable unit (au).",
  xapi: "no activity of tincan.xml has a launch address.",
  none: "the package has no index.html.",
}

/** Where a course of cmi5 hands its learner back to. */
const backPage = plainPage(
  "The session has ended",
  "The course has handed you back to the LMS. A real LMS shows its own page here. Launch the course again to go on.",
)

/** What is shown in place of a page of a package that cannot be. */
function missingPage(name: string): string {
  return isElsewhere(name)
    ? plainPage(
        "This page is on another server",
        `The package launches ${name}. The preview opens only what is in the package.`,
      )
    : plainPage("There is no such page", `The package does not hold ${name}.`)
}

/** A page of the LMS itself. */
function plainPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1rem/1.45 system-ui, sans-serif; margin: 2rem; overflow-wrap: anywhere }
</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</main>`
}

/** A page whose scripts find storage blocked, as in a browser with tracking protection. */
function withoutStorage(page: Uint8Array): string {
  const html = new TextDecoder().decode(page)
  const script = '<script src="/block-storage.js"></script>'
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, `$&${script}`) : script + html
}

/** Makes every use of storage throw, as browsers do that block it. */
const blockStorage = `for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("Access is denied", "SecurityError") } })
}`

function keepLrs({ statements, documents }: StrictLrs, store: Store, path: string): void {
  store.put("lrs", path, JSON.stringify({ statements, documents: [...documents] }))
}

function restoreLrs(lrs: StrictLrs, store: Store, path: string): void {
  const text = store.get("lrs", path)
  if (text === undefined) return
  const { statements, documents } = JSON.parse(text) as {
    statements: StrictLrs["statements"]
    documents: [string, { text: string; etag: string }][]
  }
  lrs.statements.push(...statements)
  for (const [key, document] of documents) lrs.documents.set(key, document)
}

function send(response: ServerResponse, extension: string, body: string | Uint8Array): void {
  response.setHeader("Content-Type", types[extension] ?? "application/octet-stream")
  response.setHeader("Cache-Control", "no-store")
  response.end(body)
}

function reply(response: ServerResponse, value: unknown): void {
  send(response, "json", JSON.stringify(value))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    parts.push(part)
    length += part.length
    if (length > largestBody) throw new Error("The request is too large")
  }
  return Buffer.concat(parts).toString()
}
