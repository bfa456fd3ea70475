import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser, BrowserContext, Frame, Page } from "playwright-core"
import { afterAll, beforeAll, inject } from "vitest"
import type { FormatName, Layout } from "../../packaging/formats.ts"
import { launchBrowser } from "../../src/lms/browser.ts"
import { type LaunchSettings, type LmsSession, type StrictLrs, startLrs } from "../../src/lms/lrs.ts"
import { complaints } from "../judge-statements.ts"
import { graded } from "./graded.ts"
import { buildPackage } from "./harness.ts"
import { unpack } from "./lms.ts"

/** The author's base of the graded lesson: see its course.yaml. */
export const base = "https://training.river-districts.gov/xapi"

/** A visit to something that was launched with xAPI. */
export interface Visit {
  readonly context: BrowserContext
  readonly tab: Page
  readonly course: Frame
  /** Errors in the console and requests that go elsewhere; of an LRS that is away or has no document yet, none. */
  readonly complaints: string[]
}

/** An LMS for packages that speak xAPI: a server of files, and the strict LRS on another origin. */
export interface XapiLms {
  readonly lrs: StrictLrs
  /** Address of a page of the package. */
  page(name: string): string
  /** A browser that was never used. */
  newBrowser(): Promise<BrowserContext>
  /** Launches a page as cmi5 wants it. */
  launch(page: string, settings?: LaunchSettings, context?: BrowserContext): Promise<Visit & { session: LmsSession }>
  /** Opens a page with a query. */
  visit(address: string, context?: BrowserContext): Promise<Visit>
  /** Names of the verbs of a session's statements, in order; of all without one. */
  verbs(session?: LmsSession): string[]
  /** What may be held against what the LRS holds. */
  faults(): string[]
}

/** Gives a file of tests a browser, a package of the graded lesson, and an LMS for it. */
export function xapiLms(format: FormatName, layout: Layout): XapiLms {
  const held: { browser?: Browser; lrs?: StrictLrs; origin?: string; close?: () => void } = {}
  beforeAll(async () => {
    const files = await unpack(await buildPackage(graded, format, layout))
    held.lrs = await startLrs()
    held.browser = await launchBrowser(inject("browser"))
    const types: Readonly<Record<string, string>> = {
      html: "text/html",
      js: "application/x-javascript",
      css: "text/css",
    }
    const server = createServer((request, response) => {
      const name = new URL(request.url ?? "/", "http://lms").pathname.slice("/content/".length)
      const data = files.get(name)
      // The course's own files and the LRS, and nothing else.
      response.setHeader("content-security-policy", `default-src 'self'; connect-src 'self' ${held.lrs?.origin}`)
      response.setHeader("content-type", types[name.split(".").pop() ?? ""] ?? "application/octet-stream")
      if (name === "back.html") response.end("<!doctype html><title>LMS</title><h1>Back at the LMS</h1>")
      else response.writeHead(data ? 200 : name === "favicon.ico" ? 204 : 404).end(data)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    held.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    held.close = () => server.close()
  })
  afterAll(async () => {
    await held.browser?.close()
    await held.lrs?.close()
    held.close?.()
  })
  const get = <Name extends keyof typeof held>(name: Name) => {
    const value = held[name]
    if (value === undefined) throw new Error(`${name} is not there before the tests have begun`)
    return value
  }
  const lms: XapiLms = {
    get lrs() {
      return get("lrs")
    },
    page: (name) => `${get("origin")}/content/${name}`,
    newBrowser: () => get("browser").newContext(),
    async launch(page, settings = {}, context = undefined) {
      const activityId = `https://lms.agency.gov/activities/${page}`
      const { session, query } = get("lrs").launch({
        ...{ activityId, publisherId: `${base}/courses/graded`, returnURL: lms.page("back.html") },
        ...settings,
      })
      return { ...(await lms.visit(`${lms.page(page)}${query}`, context)), session }
    },
    async visit(address, given) {
      const context = given ?? (await lms.newBrowser())
      const complaints: string[] = []
      const tab = await context.newPage()
      tab.on("request", (request) => {
        const allowed = [get("origin"), get("lrs").origin]
        if (!allowed.some((origin) => request.url().startsWith(origin))) complaints.push(`asks for ${request.url()}`)
      })
      tab.on("console", (message) => {
        // The browser itself remarks that a request found no document, or nobody.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          complaints.push(message.text())
      })
      tab.on("pageerror", (error) => complaints.push(error.message))
      tab.setDefaultTimeout(15_000)
      await tab.goto(address)
      // The first page's heading stands there before the launch is through.
      await tab.locator("#lessonpack[data-started]").waitFor({ state: "attached" })
      await tab.locator("h1").waitFor()
      return { context, tab, course: tab.mainFrame(), complaints }
    },
    verbs: (session) =>
      get("lrs")
        .statements.filter(
          ({ context }) =>
            !session || context.extensions["https://w3id.org/xapi/cmi5/context/extensions/sessionid"] === session.id,
        )
        .map(({ verb }) => String(verb.id).split("/").pop() ?? ""),
    faults: () => [...get("lrs").refusals, ...complaints(get("lrs").statements, base, ["https://lms.agency.gov/"])],
  }
  return lms
}
