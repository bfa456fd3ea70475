import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser } from "playwright-core"
import { startLrs } from "../../src/lms/lrs.ts"
import type { Site } from "./floor.ts"

/** How often a course that speaks xAPI asks its LRS for something; what a browser asks beforehand (CORS) not counted. */
export interface Requests {
  readonly launch: number
  /** For one turn of the page. */
  readonly turn: number
  /** Bytes of the bodies that a turn of the page sends. */
  readonly bytes: number
}

/** How long after something happened all requests for it have been made, in milliseconds. */
const settled = 2000

/** Launches a cmi5 package as an LMS does, turns a page, and counts. */
export async function countRequests(browser: Browser, site: Site, page: string): Promise<Requests> {
  const lrs = await startLrs()
  const types: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" }
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://lms").pathname.slice(1)
    response.setHeader("content-type", types[name.split(".").pop() ?? ""] ?? "application/octet-stream")
    response.end(site.get(name))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const context = await browser.newContext()
  try {
    const { query } = lrs.launch()
    const tab = await context.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${page}${query}`)
    const next = tab.getByRole("button", { name: "Continue", exact: true })
    await next.waitFor()
    await tab.waitForTimeout(settled)
    const launch = lrs.requests.length
    await next.click()
    await tab.waitForTimeout(settled)
    // The first turn writes the document for the first time; the one after it is like all that follow.
    const first = lrs.requests.length
    await next.click()
    await tab.waitForTimeout(settled)
    const turned = lrs.requests.slice(first)
    return { launch, turn: turned.length, bytes: turned.reduce((sum, { bytes }) => sum + bytes, 0) }
  } finally {
    await context.close()
    server.closeAllConnections()
    server.close()
    await lrs.close()
  }
}
