import type { DeskState, Keep, LaunchAnswer, LaunchRequest, LrsState, LrsTrouble } from "../protocol.ts"

const key = new URLSearchParams(location.search).get("key") ?? ""

async function ask<Answer>(name: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/api/${name}`, {
    headers: { "X-Key": key },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

/** Prepares a launch. */
export function askLaunch(request: LaunchRequest): Promise<LaunchAnswer> {
  keepWaiting()
  return ask("launch", request)
}

/** Forgets a learner's attempts. */
export function askReset(learner: string): Promise<boolean> {
  keepWaiting()
  return ask("reset", { learner })
}

/** Makes the LRS fail, or no more. */
export const askTrouble = (trouble: LrsTrouble) => ask<boolean>("trouble", trouble)

/** What the LRS heard since a request, and all it holds. */
export const askLrs = (from: number) => ask<LrsState>(`lrs?from=${from}`)

/** Hears of every change of the lesson. Gives what ends that. */
export function followState(changed: (state: DeskState) => void): () => void {
  const events = new EventSource(`/api/events?key=${key}`)
  events.onmessage = ({ data }) => changed(JSON.parse(data))
  return () => events.close()
}

/** How long what is to be kept may wait for newer of the same attempt, in milliseconds. */
const wait = 100

let waiting: Keep | undefined
let sent = Number.NEGATIVE_INFINITY
let isKept = true

/**
 * Keeps what was committed, at once as an LMS does. A course that commits without a pause would stand still for as long: of what
 * it says within a moment the newest is kept, and of what ends a session nothing waits.
 */
export function keep(body: Keep): boolean {
  if (waiting && JSON.stringify(waiting.launch) !== JSON.stringify(body.launch)) keepWaiting()
  if (body.isOver || !isKept || performance.now() - sent > wait) {
    waiting = undefined
    return send(body)
  }
  if (!waiting) setTimeout(keepWaiting, wait)
  waiting = body
  return true
}

function keepWaiting(): void {
  const body = waiting
  waiting = undefined
  if (body) send(body)
}

window.addEventListener("pagehide", keepWaiting)

/** Synchronous as an LMS's own request is; by a beacon where a page that is left may do no more. */
function send(body: Keep): boolean {
  const text = JSON.stringify(body)
  try {
    const request = new XMLHttpRequest()
    request.open("POST", "/api/keep", false)
    request.setRequestHeader("X-Key", key)
    request.send(text)
    isKept = request.status === 200
  } catch {
    isKept = navigator.sendBeacon(`/api/keep?key=${key}`, text)
  }
  sent = performance.now()
  return isKept
}
