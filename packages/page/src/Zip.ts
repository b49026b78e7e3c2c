/**
 * ZIP archives, as far as office documents need them: the directory, stored and deflated entries, checked sums.
 *
 * Only the directory at the end of the file is believed, sizes never: an entry is inflated into what is
 * left of a budget and stops there, so a bomb costs at most the budget. Entries are found by name in
 * memory; no path of an archive reaches a file system.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import { Inflate } from "fflate"
import { tryDecode } from "./Encoding.ts"

/** The archive stops before its directory, or an entry before its end. */
export class ZipCut extends Data.TaggedError("ZipCut")<{ readonly detail: string }> {
  override get message(): string {
    return `The archive is incomplete: ${this.detail}. Copy or export the file again.`
  }
}

/** An entry is encrypted: the document has a password. */
export class ZipEncrypted extends Data.TaggedError("ZipEncrypted")<{ readonly name: string }> {
  override get message(): string {
    return `Its part ${this.name} is encrypted. Remove the password and save it again.`
  }
}

/** The archive is damaged, or uses what no office document needs (ZIP64, other compressions). */
export class ZipBroken extends Data.TaggedError("ZipBroken")<{ readonly detail: string }> {
  override get message(): string {
    return `The archive cannot be read: ${this.detail}. Open it in a spreadsheet program and save it as .xlsx.`
  }
}

/** The entries inflate beyond the budget, in bytes. */
export class ZipTooLarge extends Data.TaggedError("ZipTooLarge")<{ readonly bytesMax: number }> {
  override get message(): string {
    return `The archive inflates beyond ${this.bytesMax} bytes. Split the workbook into several files.`
  }
}

/** Why an archive cannot be read. */
export type ZipError = ZipCut | ZipEncrypted | ZipBroken | ZipTooLarge

interface Entry {
  readonly method: number
  readonly crc: number
  readonly sizePacked: number
  readonly offset: number
}

/** An open archive. */
export interface Zip {
  readonly names: ReadonlyArray<string>
  /** Inflates an entry; `undefined` when there is none of that name. */
  readonly read: (name: string) => Result.Result<Uint8Array | undefined, ZipError>
}

const END_SIGNATURE = 0x06054b50
const DIRECTORY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_SIZE = 22
const COMMENT_MAX = 65_535
/** A document of a thousand pictures, or a workbook of a thousand sheets, has fewer parts. */
const ENTRIES_MAX = 8192
/** How much is inflated at a time: what goes beyond the budget is noticed after as much. */
const CHUNK_BYTES = 1 << 14
/** What fflate calls an input that ends too early. */
const UNEXPECTED_END = 0

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

/** The check sum that archives keep of their entries. */
export const crc32 = (bytes: Uint8Array): number => {
  let crc = -1
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[at]!) & 255]!
  return ~crc >>> 0
}

const cut = (detail: string) => Result.fail(new ZipCut({ detail }))
const broken = (detail: string) => Result.fail(new ZipBroken({ detail }))

/** The flag of an entry whose name is UTF-8. */
const UTF8_NAME = 0x800

/** The name of an entry. What does not say that it is UTF-8, and is not, was named by Chinese Windows in GB18030. */
const nameOf = (bytes: Uint8Array, isUtf8: boolean): string => {
  const utf8 = isUtf8 ? undefined : tryDecode("utf-8", bytes)
  return utf8 ?? new TextDecoder(isUtf8 ? "utf-8" : "gb18030").decode(bytes)
}

const findEnd = (view: DataView): number => {
  for (
    let at = view.byteLength - END_SIZE;
    at >= Math.max(0, view.byteLength - END_SIZE - COMMENT_MAX);
    at--
  ) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  return -1
}

const readDirectory = (bytes: Uint8Array, view: DataView): Result.Result<Map<string, Entry>, ZipError> => {
  const end = findEnd(view)
  if (end === -1) return cut("its directory, which stands at the end, is missing")
  const count = view.getUint16(end + 10, true)
  if (count > ENTRIES_MAX) return broken(`more than ${ENTRIES_MAX} entries`)
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_SIGNATURE)
      return broken("its directory is damaged")
    const nameLength = view.getUint16(at + 28, true)
    if (at + 46 + nameLength > end) return broken("its directory is damaged")
    const flags = view.getUint16(at + 8, true)
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength), (flags & UTF8_NAME) !== 0)
    if ((flags & 1) === 1) return Result.fail(new ZipEncrypted({ name }))
    if (entries.has(name)) return broken(`${name} stands twice`)
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      sizePacked: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true)
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return Result.succeed(entries)
}

/** The pieces as one. */
export const joinBytes = (chunks: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

const inflate = (
  packed: Uint8Array,
  name: string,
  left: number,
  bytesMax: number
): Result.Result<Uint8Array, ZipError> => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  const stream = new Inflate((chunk) => {
    length += chunk.length
    if (length <= left) chunks.push(chunk)
  })
  try {
    for (let at = 0; at < packed.length || at === 0; at += CHUNK_BYTES) {
      stream.push(packed.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= packed.length)
      if (length > left) break
    }
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause
    if (cause.code === UNEXPECTED_END) return cut(`${name} stops before its end`)
    return broken(`${name} does not inflate (${cause.message})`)
  }
  return length > left
    ? Result.fail(new ZipTooLarge({ bytesMax }))
    : Result.succeed(joinBytes(chunks, length))
}

/**
 * Opens an archive; all its entries together may inflate to `bytesMax`.
 *
 * Fails with {@link ZipCut} or {@link ZipBroken}; reading an entry may also fail with {@link ZipTooLarge}.
 */
export const openZip = (bytes: Uint8Array, bytesMax: number): Result.Result<Zip, ZipError> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const directory = readDirectory(bytes, view)
  if (Result.isFailure(directory)) return Result.fail(directory.failure)
  const entries = directory.success
  let left = bytesMax
  const read: Zip["read"] = (name) => {
    const entry = entries.get(name)
    if (entry === undefined) return Result.succeed(undefined)
    const { offset, sizePacked, method } = entry
    if (offset + 30 > bytes.length) return cut(`${name} stops before its end`)
    if (view.getUint32(offset, true) !== LOCAL_SIGNATURE)
      return broken(`${name} is not where the directory says`)
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    if (start + sizePacked > bytes.length) return cut(`${name} stops before its end`)
    const packed = bytes.subarray(start, start + sizePacked)
    if (method !== 0 && method !== 8) return broken(`${name} uses compression method ${method}`)
    if (method === 0 && packed.length > left) return Result.fail(new ZipTooLarge({ bytesMax }))
    const plain: Result.Result<Uint8Array, ZipError> =
      method === 0 ? Result.succeed(packed) : inflate(packed, name, left, bytesMax)
    if (Result.isFailure(plain)) return Result.fail(plain.failure)
    left -= plain.success.length
    return crc32(plain.success) === entry.crc ? plain : broken(`${name} does not have its check sum`)
  }
  return Result.succeed({ names: [...entries.keys()], read })
}
