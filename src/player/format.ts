import { strings } from "./strings.ts"

/** A time of day as the learner's machine writes it. */
export function formatTime(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" })
}

/** A share, 0–1, as a percentage, downwards: no rounding shows a mark that was not reached. */
export function formatPercent(share: number): string {
  return (Math.floor(share * 100 + 1e-6) / 100).toLocaleString(strings.language, { style: "percent" })
}
