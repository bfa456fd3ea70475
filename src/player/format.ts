/** A time of day as the learner's machine writes it, in the course's language. */
export function formatTime(at: number, language: string): string {
  return new Date(at).toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" })
}

/** A share, 0–1, as a percentage, downwards: no rounding shows a mark that was not reached. */
export function formatPercent(share: number, language: string): string {
  return (Math.floor(share * 100 + 1e-6) / 100).toLocaleString(language, { style: "percent" })
}
