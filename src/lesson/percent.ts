/**
 * Reads a share as authors write it: `70%`, `70`, `0.7`. Whole percents from 1 to 100 only, since a pass mark is shown to
 * learners as such; the result is a share from 0.01 to 1.
 */
export function parsePercent(written: string): number | undefined {
  const [, number, sign] = /^(\d{1,3}(?:\.\d{1,4})?)\s*(%?)$/.exec(written.trim()) ?? []
  if (number === undefined) return undefined
  const isShare = sign === "" && Number(number) <= 1
  const percent = Math.round(Number(number) * (isShare ? 100 : 1) * 1e6) / 1e6
  return Number.isInteger(percent) && percent >= 1 && percent <= 100 ? percent / 100 : undefined
}
