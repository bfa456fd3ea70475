import { posix } from "node:path"
import type { PackageRuleName } from "../rules.ts"
import type { Archive } from "./archive.ts"

/** What an `href` leads to. */
export interface HrefResult {
  /** Name of the file in the zip. */
  readonly found?: string
  /** The rule it breaks, and how, as the end of a sentence that begins with "whose href". */
  readonly rule?: PackageRuleName
  readonly message?: string
}

/** Finds the file of the zip that an `href` of the manifest means, the way a web server would serve it. */
export function findHref(written: string, base: string, archive: Pick<Archive, "has" | "sibling">): HrefResult {
  const href = written.trim()
  if (href === "") return { rule: "href-form", message: "is empty" }
  if (isElsewhere(href)) return { rule: "href-remote", message: `leads elsewhere: ${href}` }
  if (href.includes("\\")) return { rule: "href-form", message: `has a backslash: ${href}` }
  if (href.startsWith("/")) return { rule: "href-form", message: `begins with "/": ${href}` }
  const path = base + href.replace(/[?#].*$/s, "")
  const decoded = decode(path)
  if (decoded === undefined) return { rule: "href-form", message: `has unsound percent-encoding: ${href}` }
  const name = posix.normalize(decoded)
  if (name.startsWith("..") || name.startsWith("/"))
    return { rule: "href-form", message: `leads out of the package: ${href}` }
  const found = archive.has(name) ? name : undefined
  if (found === undefined) {
    const sibling = archive.sibling(name)
    if (sibling !== undefined) {
      return { found: sibling, rule: "file-case", message: `is ${href}, but the zip has ${sibling}` }
    }
    // A zip whose own names are percent-encoded: the file is there, but servers decode addresses.
    return archive.has(path)
      ? { found: path, rule: "href-form", message: `is ${href}, which a server reads as ${name}` }
      : { rule: "file-missing", message: `is ${href}, which is not in the zip` }
  }
  if (/[?#]/.test(href)) return { found, rule: "href-plain", message: `has more than the path: ${href}` }
  if (/^\.\//.test(href)) return { found, rule: "href-plain", message: `begins with "./": ${href}` }
  return { found }
}

/** Whether an address is absolute: with a scheme, or from another server. */
export function isElsewhere(address: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
