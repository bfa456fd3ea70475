import { setTimeout as wait } from "node:timers/promises"
import type { BrowserContext, Page } from "playwright-core"
import { type Finding, PlayStopped } from "./play-findings.ts"

/** A course that breaks out of its frame. The desk does not let it, as an LMS might. */
export const takesWindow: Finding = {
  rule: "play-window",
  message: "The package would take the place of the LMS in its window, or close it: it reaches for the top window.",
}

/** Notes everything about a browser, with all its windows, that no learner should meet. */
export function watchBrowser(context: BrowserContext, origin: string, found: Finding[]): void {
  const isOurs = (url: string) => /^(data|blob|about|chrome-error):/.test(url) || url.startsWith(origin)
  // The LRS of the preview stands on another port of this machine.
  const isLrs = (url: string) => /^http:\/\/127\.0\.0\.1:\d+\/(xapi|fetch)\//.test(url)
  const asksFor = (url: string) => found.push({ rule: "play-network", message: `The package asks for ${url}` })
  context.on("request", (request) => {
    const url = request.url()
    if (!isOurs(url) && !isLrs(url)) asksFor(url)
  })
  context.on("response", (response) => {
    const { pathname } = new URL(response.url())
    if (response.status() === 404 && pathname.startsWith("/content/")) {
      const name = pathname.split("/").slice(3).join("/")
      // A unit that is launched from elsewhere was told as such.
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return
      found.push({ rule: "play-missing", message: `The package asks for ${name}, which it does not hold.` })
    }
  })
  context.on("console", (message) => {
    // That something could not be fetched is told as such; the desk's own remarks are none of the package's.
    const isTold = /^(Failed to load resource|WebSocket connection to)/.test(message.text())
    // Behind the first line stands where in the package's code it was, which is none of its author's.
    const [text = ""] = message.text().split("\n")
    if (message.type() !== "error" || isTold) return
    if (text.startsWith("Unsafe attempt to initiate navigation")) found.push(takesWindow)
    else found.push({ rule: "play-console", message: `The console says: ${text.slice(0, 200)}` })
  })
  context.on("weberror", (error) => {
    const { message } = error.error()
    if (/does not have permission to navigate/.test(message)) found.push(takesWindow)
    else found.push({ rule: "play-console", message: `A script failed: ${message}` })
  })
  context.on("page", (page) => {
    page.on("websocket", (socket) => asksFor(socket.url()))
    page.on("download", (download) => {
      const name = download.suggestedFilename()
      // A browser with a window shows these.
      if (!/\.pdf$/i.test(name)) {
        found.push({ rule: "play-download", message: `The browser saves ${name} to disk, and shows nothing of it.` })
      }
      download.cancel().catch(() => {})
    })
  })
}

/** Awaits a step of playing, unless the package has made an end of it. */
export type Guard = <Result>(step: Promise<Result>) => Promise<Result>

/**
 * Guards the steps of playing: each fails with {@link PlayStopped} once the course has left its frame, its window is gone, or
 * nothing answers any longer.
 *
 * @param patience how long a step may take, in milliseconds
 */
export function guardSteps(tab: Page, desk: string, patience: number): Guard {
  const gone = new Promise<never>((_, reject) => {
    tab.on("framenavigated", (frame) => {
      if (frame === tab.mainFrame() && frame.url() !== desk) reject(new PlayStopped(takesWindow))
    })
    const closes: Finding = { rule: "play-window", message: "The package closes the window of the LMS." }
    tab.on("close", () => reject(new PlayStopped(closes)))
    tab.on("crash", () => reject(new PlayStopped({ rule: "play-stuck", message: "The browser's page broke down." })))
  })
  gone.catch(() => {})
  return async (step) => {
    const seconds = Math.round(patience / 1000)
    const message = `The package let nothing happen for ${seconds} seconds.`
    const timer = new AbortController()
    const stuck = wait(patience, undefined, { signal: timer.signal }).then(() => {
      throw new PlayStopped({ rule: "play-stuck", message })
    })
    stuck.catch(() => {})
    try {
      return await Promise.race([gone, step, stuck])
    } catch (error) {
      // What is amiss may be heard only after the step that it broke.
      if (!(error instanceof PlayStopped)) await Promise.race([gone, wait(500)])
      throw error
    } finally {
      timer.abort()
    }
  }
}
