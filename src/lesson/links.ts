/** Where a link or an image leads, as far as its address alone tells. */
export type Target =
  /** Another site, or a letter. */
  | { readonly to: "web" | "mail"; readonly href: string }
  /** A place in the course, by the id of a page. */
  | { readonly to: "page"; readonly id: string }
  /** A file of the lesson, by its path in the lesson's folder. */
  | { readonly to: "file"; readonly path: string }
  /** A file that is not in the lesson's folder. */
  | { readonly to: "outside" }
  /** Anything a browser could run, and anything it could take for another site. */
  | { readonly to: "unsafe" }

/** Judges the address of a link or an image. Allowed are the web, mail, pages of the course and files of the lesson. */
export function judge(address: string): Target {
  // Browsers drop control characters and blanks before they look for a scheme: `java\tscript:` is `javascript:`.
  const bare = address.replace(/[\p{C}\p{Z}]/gu, "")
  if (bare === "") return { to: "unsafe" }
  if (bare.startsWith("#")) return { to: "page", id: decode(bare.slice(1)) }
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(bare)?.[0].toLowerCase()
  if (scheme === "http:" || scheme === "https:") return judgeWeb(address)
  if (scheme === "mailto:") return { to: "mail", href: encodeURI(decode(bare)).replaceAll("'", "%27") }
  // A letter and a colon is a disk of Windows; two slashes of either kind are another site, whatever its scheme.
  const path = decode(bare)
  if (/^[a-z]:[\\/]/i.test(path)) return { to: "outside" }
  if (scheme || /^[\\/]{2}/.test(path)) return { to: "unsafe" }
  if (/^[\\/]/.test(path)) return { to: "outside" }
  return judgeFile(decode(address.trim().replace(/[?#].*$/s, "")))
}

function judgeWeb(address: string): Target {
  try {
    const { protocol, href } = new URL(address)
    return protocol === "http:" || protocol === "https:" ? { to: "web", href } : { to: "unsafe" }
  } catch {
    return { to: "unsafe" }
  }
}

function judgeFile(path: string): Target {
  const parts: string[] = []
  for (const part of path.split(/[\\/]/)) {
    if (part === "" || part === ".") continue
    if (part !== "..") parts.push(part)
    else if (parts.pop() === undefined) return { to: "outside" }
  }
  return parts.length > 0 ? { to: "file", path: parts.join("/") } : { to: "outside" }
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
