/** Makes a random UUID (RFC 4122, version 4), also where the page is not in a secure context. */
export function uuidOf(window: Window): () => string {
  return () => {
    const bytes = randomBytes(window)
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
    return [8, 12, 16, 20, 32].map((end, part) => digits.slice([0, 8, 12, 16, 20][part], end)).join("-")
  }
}

function randomBytes(window: Window): Uint8Array {
  const bytes = new Uint8Array(16)
  try {
    return window.crypto.getRandomValues(bytes)
  } catch {
    return bytes.map(() => Math.floor(Math.random() * 256))
  }
}
