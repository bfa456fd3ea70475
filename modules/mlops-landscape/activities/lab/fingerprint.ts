/**
 * A fingerprint of a text: eight hexadecimal digits (FNV-1a with a final mix). One other character gives another one. It
 * tells versions apart; it would not stop somebody who wants to deceive, as the longer ones of real platforms do.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, "0")
}
