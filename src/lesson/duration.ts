import { westernDigits } from "../learner/digits.ts"

/**
 * Reads how long something takes, in whole minutes, as people write it: "1 hour 15 minutes", "90 min", "1.5 hours",
 * "1 h 30", "half an hour", "PT45M", "٤٥ دقيقة". A range, a number without a unit or anything else gives nothing: it is
 * better asked than guessed.
 */
export function parseDuration(text: string): number | undefined {
  const plain = simplify(text)
  const minutes = fromIso(plain) ?? fromWords(plain)
  if (minutes === undefined) return undefined
  const whole = Math.round(minutes)
  return whole >= 1 && whole <= mostMinutes ? whole : undefined
}

/** Writes minutes as people read them: "1 hour 15 minutes". {@link parseDuration} reads it back. */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [hours && `${hours} hour${hours === 1 ? "" : "s"}`, rest && `${rest} minute${rest === 1 ? "" : "s"}`]
  return parts.filter(Boolean).join(" ") || "0 minutes"
}

/** A thousand hours: whatever is longer is a slip of the pen. */
const mostMinutes = 60_000

const numberWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:an|one) hour and a half\b/g, "1.5 hours"],
  [/\b(?:a )?half an hour\b|\bhalf hour\b/g, "0.5 hours"],
  [/\bthree quarters of an hour\b/g, "45 minutes"],
  [/\b(?:a )?quarter of an hour\b/g, "15 minutes"],
  [/\b(\p{L}+) and a half hours\b/gu, "$1 .5 hours"],
  [/\bforty[ -]five\b/g, "45"],
  [/\b(?:an?|one)\b/g, "1"],
  [/\btwo\b/g, "2"],
  [/\bthree\b/g, "3"],
  [/\bfour\b/g, "4"],
  [/\bfive\b/g, "5"],
  [/\bsix\b/g, "6"],
  [/\bseven\b/g, "7"],
  [/\beight\b/g, "8"],
  [/\bnine\b/g, "9"],
  [/\bten\b/g, "10"],
  [/\bfifteen\b/g, "15"],
  [/\btwenty\b/g, "20"],
  [/\bthirty\b/g, "30"],
  [/\bforty\b/g, "40"],
  [/\bfifty\b/g, "50"],
  [/\bsixty\b/g, "60"],
  [/\bninety\b/g, "90"],
  [/ \.5\b/g, ".5"],
  [/ساعت(?:ان|ين)/g, "2 ساعة"],
  [/^ساعة/g, "1 ساعة"],
  [/ ونصف/g, " و 30 دقيقة"],
]

const hourUnits =
  /^(?:h|hs|hr|hrs|hours?|heures?|horas?|ore|ora|std|stunden?|uur|uren|timer?|timmar|godz|godziny|часа?|часов|ساعات|ساعة|時間|小时|小時)$/u
const minuteUnits =
  /^(?:m|mn|min|mins|minutes?|minuten?|minutos?|minut[oi]|minuut|minut|minuter|minutter|минут[аы]?|мин|دقائق|دقيقة|分|分钟|分鐘)$/u

function simplify(text: string): string {
  let plain = westernDigits(text)
    .replace(/(\d)\s*([½¼¾])/g, (_, digit: string, part: string) => digit + fractions[part]?.slice(1))
    .replace(/[½¼¾]/g, (part) => fractions[part] ?? part)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^(?:about|approximately|approx\.?|around|circa|ca\.?|~|≈)\s*/, "")
    .replace(/\s*\([^()]*\)$/, "")
    .replace(/(?: in total| total| altogether)$/, "")
  for (const [word, number] of numberWords) plain = plain.replace(word, number)
  return plain
}

const fractions: Readonly<Record<string, string>> = { "½": "0.5", "¼": "0.25", "¾": "0.75" }

/** ISO 8601 durations of hours and minutes: `PT1H30M`. */
function fromIso(plain: string): number | undefined {
  const [, hours, minutes] = /^pt(?:(\d+(?:[.,]\d+)?)h)?(?:(\d+(?:[.,]\d+)?)m)?$/.exec(plain) ?? []
  if (hours === undefined && minutes === undefined) return undefined
  return toNumber(hours ?? "0") * 60 + toNumber(minutes ?? "0")
}

/** Hours, then minutes; minutes that follow hours may go without their unit. */
function fromWords(plain: string): number | undefined {
  const part =
    /(?:^|[ ,;]+|(?<=\p{L}))(?:(?:and|&|et|und|en|y|e|og|i|и|و) ?)?(\d+(?:[.,]\d{1,2})?)(?: |-(?=\p{L}))?(\p{L}*)\.?/uy
  let minutes: number | undefined
  let hours: number | undefined
  while (part.lastIndex < plain.length) {
    const [, number, unit] = part.exec(plain) ?? []
    if (number === undefined || unit === undefined || minutes !== undefined) return undefined
    if (hourUnits.test(unit) && hours === undefined) hours = toNumber(number)
    else if (minuteUnits.test(unit) || (unit === "" && hours !== undefined)) minutes = toNumber(number)
    else return undefined
  }
  return hours === undefined ? minutes : hours * 60 + (minutes ?? 0)
}

function toNumber(written: string): number {
  return Number(written.replace(",", "."))
}
