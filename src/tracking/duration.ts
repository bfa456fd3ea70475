/**
 * Formats a span of time the way SCORM 2004 and xAPI read it: `PT1H2M3.5S`.
 *
 * At most two decimals, since SCORM 2004 allows no more (`timeinterval(second,10,2)`); never days, so that there is always
 * a time part after the `T`. A clock set back counts as no time.
 *
 * @example toIsoDuration(3_723_500) // "PT1H2M3.5S"
 */
export function toIsoDuration(milliseconds: number): string {
  const { hours, minutes, centiseconds } = partsOf(milliseconds)
  const parts = [hours && `${hours}H`, minutes && `${minutes}M`, centiseconds && `${centiseconds / 100}S`]
  return `PT${parts.filter(Boolean).join("") || "0S"}`
}

/**
 * Formats a span of time as SCORM 1.2's CMITimespan, `HHHH:MM:SS.SS`: four digits of hours, at most `9999:59:59.99`.
 *
 * @example toTimespan(3_723_500) // "0001:02:03.50"
 */
export function toTimespan(milliseconds: number): string {
  const { hours, minutes, centiseconds } = partsOf(Math.min(milliseconds, longest))
  return `${digits(hours, 4)}:${digits(minutes, 2)}:${digits(Math.floor(centiseconds / 100), 2)}.${digits(centiseconds % 100, 2)}`
}

/** Formats a moment as SCORM 1.2's CMITime, the local time of day: `14:05:09`. */
export function toTimeOfDay(moment: number): string {
  return clockOf(new Date(moment))
}

/**
 * Formats a moment as SCORM 2004's timestamp, in local time: `2026-11-23T14:05:09`. Strict LMSs refuse milliseconds and a
 * bare `Z`; this form was taken by every one that was tried, and it tells the same time as SCORM 1.2's.
 */
export function toTimestamp(moment: number): string {
  const date = new Date(moment)
  return `${digits(date.getFullYear(), 4)}-${digits(date.getMonth() + 1, 2)}-${digits(date.getDate(), 2)}T${clockOf(date)}`
}

const longest = (10_000 * 3_600 - 0.01) * 1000

function partsOf(milliseconds: number): { hours: number; minutes: number; centiseconds: number } {
  const all = Math.max(0, Math.round(milliseconds / 10))
  return { hours: Math.floor(all / 360_000), minutes: Math.floor(all / 6_000) % 60, centiseconds: all % 6_000 }
}

function clockOf(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => digits(part, 2)).join(":")
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0")
}
