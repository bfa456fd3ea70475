import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser, Page } from "playwright-core"
import type { Site } from "./floor.ts"

/** What one launch cost. Times in milliseconds since it began. */
export interface Launch {
  readonly requests: number
  /** Bytes that the server sent, headers and all. */
  readonly bytes: number
  /** When the first heading could be read. */
  readonly heading: number
  /** When the button that goes on was there; pressed at that moment, it turned the page. */
  readonly interactive: number
  /** The longest time that the page did not answer, to the end of that turn of the page. */
  readonly longestTask: number
  /** Calls to the LMS until the learner did something, and how many of them were commits. */
  readonly calls: number
  readonly commits: number
  /** Values set, and commits, for one turn of the page. */
  readonly turnSets: number
  readonly turnCommits: number
}

/** A slow line: latency in ms, throughput in bytes a second. */
export const line = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 }

/** How many times slower than this machine the learner's is. */
export const slowdown = 4

/** How long after the button was there a launch is held to be over. */
const settled = 2_500

interface Marks {
  heading?: number
  interactive?: number
  longestTask: number
  calls: string[]
}

declare global {
  interface Window {
    marks: Marks
  }
}

/** Launches a site once in a new browser context, in front of a SCORM 1.2 API that answers at once. */
export async function measureLaunch(browser: Browser, site: Site, isPressed: boolean): Promise<Launch> {
  const { origin, sent, close } = await serve(site)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send("Network.enable")
    await cdp.send("Network.emulateNetworkConditions", line)
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown })
    await page.addInitScript(observe, isPressed)
    await page.goto(`${origin}/index.html`, { waitUntil: "commit" })
    await page.waitForFunction(() => window.marks.interactive !== undefined, undefined, { timeout: 60_000 })
    await page.waitForTimeout(settled)
    const { requests, bytes } = sent
    const marks = await marksOf(page)
    const before = marks.calls.length
    if (!isPressed) await page.getByRole("button", { name: "Continue", exact: true }).click()
    await page.waitForTimeout(isPressed ? 0 : settled)
    const turn = (await marksOf(page)).calls.slice(before)
    return {
      ...{ requests, bytes },
      heading: marks.heading ?? Number.NaN,
      interactive: marks.interactive ?? Number.NaN,
      longestTask: marks.longestTask,
      calls: before,
      commits: count(marks.calls, "LMSCommit"),
      turnSets: count(turn, "LMSSetValue"),
      turnCommits: count(turn, "LMSCommit"),
    }
  } finally {
    await context.close()
    await close()
  }
}

const marksOf = (page: Page) => page.evaluate(() => window.marks)

function count(calls: readonly string[], method: string): number {
  return calls.filter((call) => call === method).length
}

/** Runs in the page before anything else: puts an LMS in place and notes when what can be seen and done. */
function observe(isPressed: boolean): void {
  const marks: Marks = { longestTask: 0, calls: [] }
  window.marks = marks
  const data: Record<string, string> = {
    "cmi.core.student_id": "bench",
    "cmi.core.lesson_mode": "normal",
    "cmi.core.credit": "credit",
    "cmi.core.lesson_status": "not attempted",
    "cmi.core.entry": "ab-initio",
    "cmi.objectives._count": "0",
    "cmi.interactions._count": "0",
  }
  const answer: Record<string, (...values: string[]) => string> = {
    LMSGetValue: (name = "") => data[name] ?? "",
    LMSSetValue(name = "", value = "") {
      data[name] = value
      return "true"
    },
    LMSGetLastError: () => "0",
    LMSGetErrorString: () => "",
  }
  const methods = ["Initialize", "Finish", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString"]
  const api = methods.map((name) => {
    const method = `LMS${name}`
    const call = (...values: string[]) => {
      marks.calls.push(method)
      return answer[method]?.(...values) ?? "true"
    }
    return [method, call] as const
  })
  Reflect.set(window, "API", Object.fromEntries(api))

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) marks.longestTask = Math.max(marks.longestTask, duration)
  }).observe({ type: "longtask", buffered: true })

  // Frames are not drawn while a stylesheet is awaited: what stands there at a frame can be seen with it.
  const headingText = () => document.querySelector("h1")?.textContent ?? ""
  const frame = () => {
    if (marks.heading === undefined && headingText() !== "") marks.heading = performance.now()
    const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Continue")
    if (!button) return void requestAnimationFrame(frame)
    const now = performance.now()
    if (!isPressed) {
      marks.interactive = now
      return
    }
    // Pressed in every frame, until it turns the page.
    const before = headingText()
    button.click()
    requestAnimationFrame(() => {
      if (headingText() === before) frame()
      else marks.interactive = now
    })
  }
  requestAnimationFrame(frame)
}

/** Serves a site the way many an LMS does: uncompressed, nothing kept by the browser. */
async function serve(site: Site) {
  const sent = { requests: 0, bytes: 0 }
  const types: Readonly<Record<string, string>> = { html: "text/html", css: "text/css", js: "text/javascript" }
  const server = createServer(({ url = "/" }, response) => {
    const name = new URL(url, "http://bench").pathname.slice(1)
    const data = site.get(name)
    if (!data) {
      response.statusCode = 404
      response.end()
      return
    }
    const before = response.socket?.bytesWritten ?? 0
    sent.requests++
    response.on("finish", () => {
      sent.bytes += (response.socket?.bytesWritten ?? before + data.length) - before
    })
    response.setHeader("content-type", types[name.split(".").pop() ?? ""] ?? "application/octet-stream")
    response.end(data)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent, close }
}
