/**
 * ZIP archives of documents: the directory, stored and deflated entries, checked sums.
 *
 * Only the directory at the end of the file is believed, sizes never: entries are inflated piece by piece until the
 * budget of the document is used up, so a bomb costs at most the budget. Entries are found by name in memory.
 */
import { crc32, joinBytes } from "@juesuan/page"
import { Inflate } from "fflate"
import { refuse } from "./DocumentUnreadable.ts"
import type { ReadLimits } from "./DocumentUnreadable.ts"
import { latin1Of } from "./Signature.ts"

interface Entry {
  readonly method: number
  readonly crc: number
  readonly sizePacked: number
  readonly offset: number
}

/** An open archive. */
export interface Zip {
  readonly names: ReadonlySet<string>
  /** Inflates an entry; `undefined` when there is none of that name. Refuses the document when it is damaged. */
  readonly read: (name: string) => Uint8Array | undefined
}

const END_SIGNATURE = 0x06054b50
const DIRECTORY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_SIZE = 22
const COMMENT_MAX = 65_535
/** A document of a thousand pictures has fewer parts. */
const ENTRIES_MAX = 8192
const CHUNK = 1 << 14

const findEnd = (view: DataView): number => {
  const last = view.byteLength - END_SIZE
  for (let at = last; at >= Math.max(0, last - COMMENT_MAX); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  return -1
}

const REMEDY = "Open the document in an office program and save it again."

const damaged = (file: string, detail: string): never => refuse(file, "damaged", detail, REMEDY)

const directoryOf = (file: string, bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> => {
  const end = findEnd(view)
  if (end === -1)
    return damaged(file, "the archive is cut off: its directory, which stands at the end, is missing")
  const count = view.getUint16(end + 10, true)
  if (count > ENTRIES_MAX) return damaged(file, `the archive has more than ${ENTRIES_MAX} entries`)
  const entries = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_SIGNATURE)
      return damaged(file, "the directory of the archive is damaged")
    const nameLength = view.getUint16(at + 28, true)
    if (at + 46 + nameLength > end) return damaged(file, "the directory of the archive is damaged")
    // Parts of office documents have names in ASCII; others are of no interest.
    const name = latin1Of(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((view.getUint16(at + 8, true) & 1) === 1)
      return refuse(
        file,
        "encrypted",
        `its part ${name} is encrypted`,
        "Remove the password and save it again."
      )
    if (entries.has(name)) return damaged(file, `the part ${name} stands twice in the archive`)
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      sizePacked: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true)
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Opens an archive of which all entries read may inflate to `limits.inflatedBytesMax` together. */
export const openZip = (file: string, bytes: Uint8Array, limits: ReadLimits): Zip => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(file, bytes, view)
  let left = limits.inflatedBytesMax
  const spend = (count: number): void => {
    left -= count
    if (left < 0)
      refuse(
        file,
        "tooLarge",
        `it inflates beyond ${limits.inflatedBytesMax} bytes`,
        "No document is that large; find out where it comes from."
      )
  }
  const inflate = (packed: Uint8Array, name: string): Uint8Array => {
    const chunks: Array<Uint8Array> = []
    let length = 0
    const stream = new Inflate((chunk) => {
      spend(chunk.length)
      length += chunk.length
      chunks.push(chunk)
    })
    let fault: unknown
    try {
      for (let at = 0; at < packed.length || at === 0; at += CHUNK)
        stream.push(packed.subarray(at, at + CHUNK), at + CHUNK >= packed.length)
      return joinBytes(chunks, length)
    } catch (cause) {
      fault = cause
    }
    // fflate numbers its errors; everything else, a refusal above all, is not its own.
    if (fault instanceof Error && "code" in fault) return damaged(file, `its part ${name} does not inflate`)
    throw fault
  }
  const read: Zip["read"] = (name) => {
    const entry = entries.get(name)
    if (entry === undefined) return undefined
    const { offset, sizePacked, method } = entry
    if (offset + 30 > bytes.length) return damaged(file, `its part ${name} is cut off`)
    if (view.getUint32(offset, true) !== LOCAL_SIGNATURE)
      return damaged(file, `its part ${name} is not where the directory of the archive says`)
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    if (start + sizePacked > bytes.length) return damaged(file, `its part ${name} is cut off`)
    const packed = bytes.subarray(start, start + sizePacked)
    if (method !== 0 && method !== 8)
      return damaged(
        file,
        `its part ${name} is compressed by method ${method}, which office documents do not use`
      )
    if (method === 0) spend(packed.length)
    const plain = method === 0 ? packed : inflate(packed, name)
    return crc32(plain) === entry.crc ? plain : damaged(file, `its part ${name} does not have its check sum`)
  }
  return { names: new Set(entries.keys()), read }
}
