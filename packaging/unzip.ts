import { crc32, inflateRawSync } from "node:zlib"

/** A file or folder of a zip, as its central directory states it (nothing of it is believed unchecked). */
export interface ZipEntry {
  readonly name: string
  readonly isFolder: boolean
  readonly isLink: boolean
  readonly isEncrypted: boolean
  /** Whether its name is ASCII, or marked as UTF-8. */
  readonly isNameSound: boolean
  /** 0 is stored, 8 is deflated. */
  readonly method: number
  /** Bytes once unpacked. */
  readonly size: number
  /** Bytes in the zip. */
  readonly packedSize: number
  readonly crc: number
  /** Where its local header begins. */
  readonly offset: number
}

/** A zip that was opened. */
export interface Zip {
  readonly bytes: Uint8Array
  readonly entries: readonly ZipEntry[]
  /** Bytes before the first file. */
  readonly prefix: number
}

/** Whether a path names a zip: by its ending, or because what stands there begins as every zip does. */
export function isZip(path: string, data: Uint8Array | undefined): boolean {
  return path.toLowerCase().endsWith(".zip") || (data?.[0] === 0x50 && data[1] === 0x4b)
}

/** What is wrong with a zip or a file in it; the message is for its reader. */
export class ZipError extends Error {
  override readonly name = "ZipError"
}

/** The most entries that are read. */
export const mostEntries = 20_000

const signatures = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 }
const sizes = { end: 22, central: 46, local: 30 }

/**
 * Opens a zip by its central directory (APPNOTE 4.3.12). Read by hand, since libraries hide what must be seen here: names
 * as they are, names twice, links, encryption, and sizes before anything is unpacked.
 */
export function readZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 6, true) !== 0) {
    throw new ZipError("The zip is split over several files.")
  }
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const stated = view.getUint32(end + 16, true)
  if (count === 0xffff || size === 0xffffffff || stated === 0xffffffff) {
    throw new ZipError("The zip is in the zip64 form, which SCORM does not know.")
  }
  if (count > mostEntries) throw new ZipError(`The zip has more than ${mostEntries} files.`)
  // What stands before the zip shifts it: the directory ends where its end record begins.
  const shift = end - size - stated
  if (shift < 0) throw new ZipError("The zip's list of files is cut off.")
  const entries: ZipEntry[] = []
  let at = stated + shift
  for (let index = 0; index < count; index++) {
    if (at + sizes.central > end || view.getUint32(at, true) !== signatures.central) {
      throw new ZipError("The zip's list of files is damaged.")
    }
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const next = lengths.reduce((sum, length) => sum + length, at + sizes.central)
    if (next > end) throw new ZipError("The zip's list of files is damaged.")
    entries.push(readEntry(bytes, view, at, shift))
    at = next
  }
  const first = entries.reduce((least, { offset }) => Math.min(least, offset), bytes.length)
  return { bytes, entries, prefix: entries.length > 0 ? first : 0 }
}

/** Unpacks a file, never beyond the size that it states, and holds it against its checksum. */
export function unpack({ bytes }: Zip, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { offset } = entry
  if (offset + sizes.local > bytes.length || view.getUint32(offset, true) !== signatures.local) {
    throw new ZipError("is not where the zip says")
  }
  const begin = offset + sizes.local + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (begin + entry.packedSize > bytes.length) throw new ZipError("is cut off")
  const packed = bytes.subarray(begin, begin + entry.packedSize)
  const data = entry.method === 0 ? packed : inflate(packed, entry.size)
  if (data.length !== entry.size) throw new ZipError(`has ${data.length} bytes where the zip states ${entry.size}`)
  if (crc32(data) !== entry.crc) throw new ZipError("does not match its checksum")
  return data
}

function inflate(packed: Uint8Array, size: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch {
    throw new ZipError("does not unpack to the size that the zip states")
  }
}

function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - sizes.end - 0xffff)
  for (let at = view.byteLength - sizes.end; at >= least; at--) {
    if (
      view.getUint32(at, true) === signatures.end &&
      at + sizes.end + view.getUint16(at + 20, true) <= view.byteLength
    ) {
      return at
    }
  }
  throw new ZipError("The file is not a zip, or it is cut off.")
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, shift: number): ZipEntry {
  const host = view.getUint8(at + 5)
  const flags = view.getUint16(at + 8, true)
  const rawName = bytes.subarray(at + sizes.central, at + sizes.central + view.getUint16(at + 28, true))
  const isAscii = rawName.every((byte) => byte < 0x80)
  const isUtf8 = (flags & 0x800) !== 0
  const name = new TextDecoder(isAscii || isUtf8 ? "utf-8" : "latin1").decode(rawName)
  // Unix (3) and macOS (19) keep the file's mode in the upper half of the external attributes.
  const mode = host === 3 || host === 19 ? view.getUint32(at + 38, true) >>> 16 : 0
  return {
    name,
    isFolder: name.endsWith("/"),
    isLink: (mode & 0xf000) === 0xa000,
    isEncrypted: (flags & 1) !== 0,
    isNameSound: isAscii || isUtf8,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true) + shift,
  }
}
