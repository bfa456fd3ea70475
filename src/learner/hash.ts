/** A hash of a text in 32 bits (FNV-1a over UTF-16 units): the same on every machine; not for secrets. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  // FNV's low bits mix poorly for short keys; one round of an avalanche spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A hash of a text in fewer bits (1–32). */
export function hashBits(text: string, width: number): number {
  return hash32(text) >>> (32 - width)
}
