/** The most characters of one name and of a whole path that every LMS and its disks take. */
const longest = { name: 64, path: 180 }

/** Extensions that no LMS is known to refuse, and that every web server knows a type for. */
const extensions = new Set(
  "html htm css js json jsonld svg png jpg jpeg gif webp woff woff2 xml xsd dtd pdf txt vtt mp3 mp4".split(" "),
)

/** Names that Windows keeps for devices, with or without an extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** Something about a file's name that an LMS or its disk may stumble over. */
export interface NameFault {
  readonly rule: "name-characters" | "name-capitals" | "name-length" | "name-reserved" | "name-extension"
  /** What is wrong with it, as the end of a sentence that begins with the name. */
  readonly message: string
}

/** Everything about the name of a package's file that some LMS or disk does not take. */
export function nameFaults(path: string): NameFault[] {
  const faults: NameFault[] = []
  const parts = path.split("/")
  const strange = new Set(path.match(/[^\w./-]/g))
  if (strange.size > 0) {
    const list = [...strange].map((character) => (character === " " ? "a space" : JSON.stringify(character)))
    faults.push({ rule: "name-characters", message: `has ${list.join(", ")} in it` })
  }
  if (parts.some((part) => /[ .]$/.test(part))) {
    faults.push({ rule: "name-characters", message: "has a part that ends in a space or a dot" })
  }
  if (/[A-Z]/.test(path)) faults.push({ rule: "name-capitals", message: "has capital letters" })
  const long = parts.find((part) => part.length > longest.name)
  if (long) faults.push({ rule: "name-length", message: `has a part of ${long.length} characters` })
  if (path.length > longest.path) faults.push({ rule: "name-length", message: `is ${path.length} characters long` })
  const device = parts.find((part) => reserved.test(part.replace(/\..*$/, "")))
  if (device)
    faults.push({ rule: "name-reserved", message: `has the part ${device}, which Windows keeps for a device` })
  const extension = /\.([^./]*)$/.exec(path)?.[1]?.toLowerCase()
  if (extension === undefined || extension === "") {
    faults.push({ rule: "name-extension", message: "has no extension" })
  } else if (!extensions.has(extension)) {
    faults.push({ rule: "name-extension", message: `ends in .${extension}` })
  }
  return faults
}

/** Whether a name is one that we give to a file: plain, lower case, one dot. */
export function isPlainName(path: string): boolean {
  return nameFaults(path).length === 0 && /^([a-z0-9_-]+\/)*[a-z0-9_-]+\.[a-z0-9]+$/.test(path)
}
