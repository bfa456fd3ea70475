import { westernDigits } from "../../learner/digits.ts"

/**
 * The numbers that a text may mean, likeliest first; none when it is not a number.
 *
 * A point or a comma stands before the decimals; both together, the last one does. Spaces, apostrophes, and whatever
 * separates groups of three digits are left out. `1,000` and `1.000` mean a thousand to some and one to others: both
 * readings are given, and whichever was asked for counts. A unit behind the number is left out.
 *
 * @example readNumbers("1,000.5") // [1000.5]
 * @example readNumbers("0,5") // [0.5]
 * @example readNumbers("1,000") // [1000, 1]
 */
export function readNumbers(written: string, unit?: string): readonly number[] {
  const trimmed = written.trim()
  const bare = unit !== undefined && unit !== "" && trimmed.endsWith(unit) ? trimmed.slice(0, -unit.length) : trimmed
  const text = westernDigits(bare)
    // The last is the Arabic mark between thousands.
    .replace(/[\s'’\u066C]/g, "")
    .replace(/^[−–]/, "-")
    .replace(/^\+/, "")
  if (!/^-?(\d[\d.,]*|[.,]\d+)$/.test(text)) return []
  const lastComma = text.lastIndexOf(",")
  const lastPoint = text.lastIndexOf(".")
  const separator = lastComma > lastPoint ? "," : "."
  const other = separator === "," ? "." : ","
  const parts = text.split(separator)
  if (parts.length > 2) return text.includes(other) || !isGrouped(parts) ? [] : [toNumber(parts.join(""), "")]
  const [whole = "", decimals = ""] = parts
  const groups = whole.split(other)
  if (groups.length > 1 && !isGrouped(groups)) return []
  const asDecimals = toNumber(groups.join(""), decimals)
  if (parts.length < 2 || groups.length > 1 || !isGrouped(parts)) return [asDecimals]
  const asGroups = toNumber(parts.join(""), "")
  return separator === "," ? [asGroups, asDecimals] : [asDecimals, asGroups]
}

/** Writes a number as every LMS takes it: no exponent, a digit before the point, at most seven decimals. */
export function formatNumber(number: number): string {
  const text = number.toFixed(7).replace(/\.?0+$/, "")
  return text === "-0" ? "0" : text
}

/** Whether pieces between separators can be groups of digits: one to three, then three each, not beginning with 0. */
function isGrouped([first = "", ...rest]: readonly string[]): boolean {
  return /^-?[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group))
}

function toNumber(whole: string, decimals: string): number {
  return Number(`${whole === "" || whole === "-" ? `${whole}0` : whole}.${decimals === "" ? "0" : decimals}`)
}
