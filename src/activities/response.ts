import { oneLine } from "./label.ts"

/**
 * A learner's text as an LMS takes it in a response: one line, without the delimiters by which SCORM 2004 and xAPI split
 * responses (RTE §4.2.9.1), at most `most` characters, never half a character.
 */
export function toResponse(text: string, most: number): string {
  const line = oneLine(text)
    .replace(/\[([,.:])\]/g, "[ $1 ]")
    .replace(/^\{(?=(lang|case_matters|order_matters)=)/, "{ ")
  if (line.length <= most) return line
  const last = line.charCodeAt(most - 1)
  return line.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most).trimEnd()
}
