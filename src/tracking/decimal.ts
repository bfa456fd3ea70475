/**
 * Formats a number as every LMS reads it: a leading digit, at most seven decimals, never an exponent.
 *
 * @example decimal(1e-7) // "0.0000001"
 */
export function decimal(value: number): string {
  const text = value.toFixed(7).replace(/\.?0+$/, "")
  return text === "-0" ? "0" : text
}
