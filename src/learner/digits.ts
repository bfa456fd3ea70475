/** A text with Arabic-Indic and Persian digits, and the decimal mark that goes with them, as 0 to 9 and a point. */
export function westernDigits(text: string): string {
  // Their code points follow the order of their values.
  return text
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String((digit.charCodeAt(0) & 0xf) % 10))
    .replace(/\u066B/g, ".")
}
