import { posix } from "node:path"
import { type HtmlTag, readTags } from "../html-tags.ts"
import type { Report, Where } from "../report.ts"
import { codeOf } from "../script-code.ts"
import { placesIn } from "../xml.ts"
import type { Archive } from "./archive.ts"
import { isElsewhere } from "./href.ts"

/** The most bytes of a page, script or stylesheet that are looked at. */
const longest = 8_000_000

/** Checks what pages, scripts and stylesheets load and run; gives the title of each page. */
export function checkContent(archive: Archive, report: Report): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  for (const name of archive.names) {
    const check = checks.find(({ pattern }) => pattern.test(name))?.check
    if (!check) continue
    const data = archive.read(name)
    if (data.length > longest) continue
    const source = new TextDecoder().decode(data)
    const places = placesIn(source)
    check({ name, source, archive, report, titles, at: (offset) => ({ entry: name, ...places(offset) }) })
  }
  return titles
}

interface Context {
  readonly name: string
  readonly source: string
  readonly archive: Archive
  readonly report: Report
  readonly titles: Map<string, string>
  at(offset: number): Where
}

const checks = [
  { pattern: /\.x?html?$/i, check: checkPage },
  { pattern: /\.m?js$/i, check: checkScript },
  { pattern: /\.css$/i, check: checkStylesheet },
]

/** Types of `<script>` that hold data, which nothing runs. */
const data = /^(application\/(ld\+)?json|text\/(template|html|x-.*)|text\/plain)$/i

/** Attributes by which elements load something at once, and the relations of `<link>` that do. */
const loading: Readonly<Record<string, readonly string[]>> = {
  audio: ["src"],
  embed: ["src"],
  frame: ["src"],
  iframe: ["src"],
  img: ["src", "srcset"],
  input: ["src"],
  link: ["href"],
  object: ["data"],
  script: ["src"],
  source: ["src", "srcset"],
  track: ["src"],
  video: ["src", "poster"],
}
const loadingLinks = /\b(stylesheet|icon|preload|modulepreload|prefetch|manifest)\b/i

function checkPage(context: Context): void {
  const { name, source, report, titles, at } = context
  for (const tag of readTags(source)) {
    const where = at(tag.start)
    if (tag.name === "title" && !titles.has(name)) titles.set(name, tag.text.trim())
    if (tag.name === "base") report.add("html-base", "This page has a <base>.", where)
    if (tag.name === "script") checkScriptTag(tag, report, where)
    if (tag.name === "style") report.add("html-inline-style", "This page has a <style>.", where)
    for (const [attribute, value] of tag.attributes) {
      if (/^on[a-z]+$/.test(attribute)) {
        report.add("html-inline-script", `<${tag.name}> has ${attribute}, a script.`, where)
      } else if (/^(href|src|action|formaction|data)$/.test(attribute) && /^\s*javascript:/i.test(value)) {
        report.add("html-inline-script", `<${tag.name}> has a javascript: address.`, where)
      } else if (attribute === "style") {
        report.add("html-inline-style", `<${tag.name}> has a style attribute.`, where)
      }
    }
    for (const address of loadedBy(tag)) checkAddress(address, `<${tag.name}>`, context, where)
  }
}

function checkScriptTag({ attributes, text }: HtmlTag, report: Report, where: Where): void {
  const type = attributes.get("type")?.trim() ?? ""
  if (type.toLowerCase() === "module") report.add("html-module", "This page loads a module.", where)
  if (!attributes.has("src") && text.trim() !== "" && !data.test(type)) {
    report.add("html-inline-script", "This page holds a script.", where)
  }
}

function loadedBy({ name, attributes }: HtmlTag): readonly string[] {
  if (name === "link" && !loadingLinks.test(attributes.get("rel") ?? "")) return []
  return (loading[name] ?? []).flatMap((attribute) => {
    const value = attributes.get(attribute)
    if (value === undefined) return []
    if (attribute !== "srcset") return [value]
    return value.split(",").map((candidate) => candidate.trim().split(/\s+/)[0] ?? "")
  })
}

function checkScript({ source, report, at }: Context): void {
  const made = /(?<![\w$.])(?:(?:window|self|globalThis)\.)?(eval|(?:new\s+)?Function)\s*\(/g
  for (const { 0: call, index, 1: how } of codeOf(source).matchAll(made)) {
    // Libraries ask for the global object so, after every other way; no browser gets there.
    if (/^(["'])return this\1\)/.test(source.slice(index + call.length, index + call.length + 14))) continue
    report.add("script-eval", `This script makes code out of text with ${how?.replace(/\s+/g, " ")}.`, at(index))
  }
}

function checkStylesheet(context: Context): void {
  const { source, at } = context
  // Bounded, so that no stylesheet takes long. What is quoted may have parentheses, but then it is data, not a path.
  const loads = /url\(([^()]{0,2000})\)|@import\s{1,20}("[^"\n]{0,2000}"|'[^'\n]{0,2000}')/gi
  for (const { index, 1: address, 2: imported } of withoutComments(source).matchAll(loads)) {
    const written = (address ?? imported ?? "").trim().replace(/^(["'])(.*)\1$/, "$2")
    checkAddress(written, "This stylesheet", context, at(index))
  }
}

function withoutComments(source: string): string {
  const parts: string[] = []
  let at = 0
  for (let start = source.indexOf("/*"); start >= 0; start = source.indexOf("/*", at)) {
    const end = source.indexOf("*/", start + 2)
    const next = end < 0 ? source.length : end + 2
    parts.push(source.slice(at, start), source.slice(start, next).replace(/[^\n]/g, " "))
    at = next
  }
  return parts.join("") + source.slice(at)
}

/** Checks that what something loads comes from the package, and is there. */
function checkAddress(written: string, what: string, { name, archive, report }: Context, where: Where): void {
  const address = written.trim()
  if (address === "" || address.startsWith("#") || /^(data|blob|about|javascript|mailto):/i.test(address)) return
  if (isElsewhere(address)) {
    report.add("remote-asset", `${what} loads ${address}.`, where)
    return
  }
  if (address.startsWith("/")) {
    report.add("asset-missing", `${what} loads ${address} from the top of whatever server it is on.`, where)
    return
  }
  const path = address.replace(/[?#].*$/s, "")
  const names = [path, safelyDecoded(path)].map((one) => posix.join(posix.dirname(name), one))
  if (path === "" || names.some((one) => archive.has(one))) return
  const sibling = names.map((one) => archive.sibling(one)).find((one) => one !== undefined)
  const message = sibling
    ? `${what} loads ${address}, but the zip has ${sibling}.`
    : `${what} loads ${address}, which is not in the zip.`
  report.add("asset-missing", message, where)
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
