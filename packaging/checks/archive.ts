import type { Report } from "../report.ts"
import { readZip, unpack, type Zip, type ZipEntry, ZipError } from "../unzip.ts"

/** The files of a package that can be used, by name. */
export interface Archive {
  /** Names of all usable files, in the order of the zip. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** The name in the zip that equals this one but for capitals. */
  sibling(name: string): string | undefined
  /** What is in a file; empty where it is not there or damaged. */
  read(name: string): Uint8Array
}

/** Most bytes that a package may unpack to, and the ratio from which small zips of much are taken for attacks. */
const largest = { all: 2 ** 30, ratio: 200, ratioFrom: 64 * 2 ** 20 }

/** Sizes beyond which LMSs are known to balk (250 MB in Cornerstone's advice). */
const advised = { package: 250_000_000, file: 50_000_000 }

const junk = /(^|\/)(__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|\.git[^/]*|\.svn|node_modules)(\/|$)/i
const archives = /\.(zip|rar|7z|tar|gz|tgz|bz2|xz|jar|br)$/i

/** Opens a package and reports what is wrong with it as a zip; nothing when it cannot be read at all. */
export function openArchive(bytes: Uint8Array, report: Report): Archive | undefined {
  let zip: Zip
  try {
    zip = readZip(bytes)
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    report.add("zip-unreadable", error.message)
    return undefined
  }
  if (zip.entries.length === 0) {
    report.add("zip-unreadable", "The zip has no files in it.")
    return undefined
  }
  if (!checkSizes(zip, report)) return undefined
  if (zip.prefix > 0) report.add("zip-prefix", `There are ${zip.prefix} bytes before the zip's first file.`)
  const files = new Map<string, ZipEntry>()
  const folded = new Map<string, string>()
  for (const entry of zip.entries) {
    const { name, isFolder } = entry
    const earlier = folded.get(name.toLowerCase())
    if (earlier === name) report.add("zip-duplicate", "This name is in the zip twice.", { entry: name })
    else if (earlier !== undefined) {
      report.add("zip-duplicate", `This name and ${earlier} differ only in capitals.`, { entry: name })
    }
    folded.set(name.toLowerCase(), name)
    if (checkEntry(zip, entry, report) && !isFolder && !files.has(name)) files.set(name, entry)
  }
  return {
    names: [...files.keys()],
    has: (name) => files.has(name),
    sibling: (name) => {
      const other = folded.get(name.toLowerCase())
      return other !== name && other !== undefined && files.has(other) ? other : undefined
    },
    read(name) {
      const entry = files.get(name)
      return entry ? unpack(zip, entry) : new Uint8Array()
    },
  }
}

/** Looks at the sizes that the zip states, before anything is unpacked. */
function checkSizes({ bytes, entries }: Zip, report: Report): boolean {
  const all = entries.reduce((sum, { size }) => sum + size, 0)
  const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0)
  if (all > largest.all) {
    report.add(
      "zip-bomb",
      `The zip unpacks to ${megabytes(all)}, more than ${megabytes(largest.all)}; nothing was read.`,
    )
  } else if (all > largest.ratioFrom && all > bytes.length * largest.ratio) {
    report.add("zip-bomb", `${megabytes(bytes.length)} unpack to ${megabytes(all)}; nothing was read.`)
  } else if (packed > bytes.length) {
    report.add("zip-bomb", "Files of the zip overlap, so that it unpacks to more than it holds; nothing was read.")
  } else {
    if (bytes.length > advised.package) report.add("package-size", `The package has ${megabytes(bytes.length)}.`)
    return true
  }
  return false
}

/** Reports on one file; says whether it can be used. */
function checkEntry(zip: Zip, entry: ZipEntry, report: Report): boolean {
  const { name } = entry
  const where = { entry: name }
  const path = pathFault(name)
  if (path) report.add("zip-path", `The name ${path}.`, where)
  if (!entry.isNameSound) report.add("zip-encoding", "The name is not ASCII and not marked as UTF-8.", where)
  if (entry.isLink) report.add("zip-link", "This is a symbolic link.", where)
  if (entry.isEncrypted) report.add("zip-encrypted", "This file is encrypted.", where)
  if (entry.method !== 0 && entry.method !== 8) {
    report.add("zip-method", `This file is packed by method ${entry.method}.`, where)
  }
  if (path || entry.isLink || entry.isEncrypted || (entry.method !== 0 && entry.method !== 8)) return false
  if (junk.test(name)) {
    report.add("zip-junk", "This was left behind by an operating system or a tool.", where)
    return false
  }
  if (entry.isFolder) return true
  if (archives.test(name)) report.add("zip-nested", "This is an archive inside the package.", where)
  if (entry.size > advised.file) report.add("package-size", `This file has ${megabytes(entry.size)}.`, where)
  try {
    unpack(zip, entry)
    return true
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    report.add("zip-damaged", `This file ${error.message}.`, where)
    return false
  }
}

function pathFault(name: string): string | undefined {
  if (name === "") return "is empty"
  if (name.includes("\\")) return "has a backslash"
  if (name.startsWith("/") || /^[a-z]:/i.test(name)) return "is an absolute path"
  const parts = name.replace(/\/$/, "").split("/")
  if (parts.includes("..")) return "leads out of the package"
  if (parts.includes("") || parts.includes(".")) return "has an empty part"
  if (/[\p{Cc}<>:"|?*]/u.test(name)) return "has a character that Windows allows in no name"
  return undefined
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}
