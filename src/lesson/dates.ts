/** A date as sources carry it: a year, a month of a year, or a day. */
const isoDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

const months = "January February March April May June July August September October November December".split(" ")

/** The last day that a date in ISO form may mean, in days from 1970; nothing if it is no date. */
export function lastDayOf(date: string): number | undefined {
  const [, year, month, day] = isoDate.exec(date) ?? []
  if (year === undefined) return undefined
  const [y, m, d] = [Number(year), Number(month ?? 12), Number(day ?? 0)]
  // Day 0 of a month is the last day of the one before.
  const time = new Date(day === undefined ? Date.UTC(y, m, 0) : Date.UTC(y, m - 1, d))
  const isReal = m >= 1 && m <= 12 && (day === undefined || time.getUTCDate() === d)
  return isReal ? time.getTime() / 86_400_000 : undefined
}

/** A date in ISO form in words, "23 November 2026"; what is no date stays as it is. */
export function dateInWords(date: string): string {
  const [, year, month, day] = (lastDayOf(date) !== undefined && isoDate.exec(date)) || []
  if (year === undefined) return date
  return [day && String(Number(day)), month && months[Number(month) - 1], year].filter(Boolean).join(" ")
}
