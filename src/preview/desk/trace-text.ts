import type { LrsRequest } from "../protocol.ts"
import type { TracedCall } from "./host.ts"

/** The trace as text to send to somebody, a line each; what may name a learner is left out. */
export function withoutNames(calls: readonly TracedCall[], requests: readonly LrsRequest[], learner: string): string {
  const lines = [
    ...calls.map(({ time, method, element, value, result, error, rule, fault }) => {
      const isName = /(student|learner)_(name|id)$/.test(element)
      const parts = [method, element, value && JSON.stringify(value), "→", isName ? "…" : JSON.stringify(result)]
      return [seconds(time), ...parts, error !== "0" && `error ${error}`, rule || fault].filter(Boolean).join(" ")
    }),
    ...requests.map(({ time, method, path, query, status, refusal, body }) => {
      const what = [
        method,
        path,
        query.stateId,
        body && `${body.length} characters`,
        "→",
        status || "no answer",
        refusal,
      ]
      return [seconds(time - (requests[0]?.time ?? 0)), ...what].filter(Boolean).join(" ")
    }),
  ]
  const text = lines.join("\n")
  return learner === "" ? text : text.split(learner).join("…")
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2).padStart(8)
}
