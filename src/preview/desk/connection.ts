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
export const askLaunch = (request: LaunchRequest) => ask<LaunchAnswer>("launch", request)

/** Forgets a learner's attempts. */
export const askReset = (learner: string) => ask<boolean>("reset", { learner })

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

/** Keeps what was committed. Synchronous as an LMS's own request is; by a beacon where a page that is left may do no more. */
export function keep(body: Keep): boolean {
  const text = JSON.stringify(body)
  try {
    const request = new XMLHttpRequest()
    request.open("POST", "/api/keep", false)
    request.setRequestHeader("X-Key", key)
    request.send(text)
    return request.status === 200
  } catch {
    return navigator.sendBeacon(`/api/keep?key=${key}`, text)
  }
}
