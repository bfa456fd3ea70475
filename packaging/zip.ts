/** A file of a package. */
export interface PackageFile {
  /** Its path inside the package, with forward slashes. */
  readonly name: string
  readonly data: Uint8Array
}

/** A file of a package that holds text. */
export function textFile(name: string, text: string): PackageFile {
  return { name, data: new TextEncoder().encode(text) }
}

/** The earliest moment a zip can hold. JSZip writes the UTC parts of a date, so no time zone changes it. */
const beginning = new Date(Date.UTC(1980, 0, 1))

/**
 * Packs files into a zip: the same files give the same bytes, on any machine, in any order, time zone and locale.
 * No entries for folders, since some LMSs take those for files; no zip64, which SCORM does not know.
 */
export async function zipFiles(files: readonly PackageFile[]): Promise<Uint8Array> {
  const { default: JSZip } = await import("jszip")
  const zip = new JSZip()
  for (const { name, data } of sortFiles(files)) {
    if (zip.file(name)) throw new Error(`The package holds ${name} twice`)
    zip.file(name, data, { binary: true, date: beginning, createFolders: false })
  }
  return zip.generateAsync({
    type: "uint8array",
    platform: "DOS",
    compression: "DEFLATE",
    compressionOptions: { level: 9 },
  })
}

/** Orders files by name, character code by character code, as no locale would. */
export function sortFiles(files: readonly PackageFile[]): PackageFile[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
