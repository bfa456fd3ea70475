import type { LrsRequest } from "../protocol.ts"
import type { TracedCall } from "./host.ts"

/** The trace as text to send to somebody, a line each; what may name a learner is left out. */
export function withoutNames(calls: readonly TracedCall[], requests: readonly LrsRequest[], learner: string): string {
  const names = namesOf(learner)
  const lines = [
    ...calls.map(({ time, method, element, value, result, error, rule, fault }) => {
      const isName = /(student|learner)_(name|id)$/.test(element)
      const answer = isName ? "…" : JSON.stringify(without(names, result))
      const parts = [method, element, value && JSON.stringify(without(names, value)), "→", answer]
      const why = [error !== "0" && `error ${error}`, without(names, rule || fault)]
      return [seconds(time), ...parts, ...why].filter(Boolean).join(" ")
    }),
    ...requests.map(({ time, method, path, query, status, refusal, body }) => {
      const what = [
        method,
        path,
        query.stateId,
        body && `${body.length} characters`,
        "→",
        status || "no answer",
        without(names, refusal),
      ]
      return [seconds(time - (requests[0]?.time ?? 0)), ...what].filter(Boolean).join(" ")
    }),
  ]
  return lines.join("\n")
}

/** A learner's name wherever it stands by itself: a short one may be part of any word. */
function namesOf(learner: string): RegExp | undefined {
  if (learner === "") return undefined
  const parts = [learner, learner.replace(/\s+/g, "_"), ...learner.split(/\s+/)].filter((part) => part !== "")
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join("|")})(?![\\p{L}\\p{N}_])`, "gu")
}

function without(names: RegExp | undefined, text: string): string {
  return names ? text.replace(names, "…") : text
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2).padStart(8)
}
