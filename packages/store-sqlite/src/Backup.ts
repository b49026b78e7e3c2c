/**
 * Backups: a copy of the ledger as it is at one moment, its log included, while others go on writing.
 */
import * as fs from "node:fs"
import * as nodePath from "node:path"
import type { DatabaseSync } from "node:sqlite"
import { HashChain, StoreFailure } from "@juesuan/ledger"
import { connectImmutable, hostSqlite } from "./Database.ts"
import { headsOf } from "./Heads.ts"
import { sha256 } from "./Sha256.ts"

/** What a backup holds. */
export interface BackupReceipt {
  readonly path: string
  readonly bytes: number
  readonly streams: number
  readonly events: number
  /** The digest of the ledger as copied. */
  readonly digest: string
}

const summaryOf = (database: DatabaseSync) => {
  const heads = headsOf(database)
  return {
    streams: heads.length,
    events: heads.reduce((sum, { version }) => sum + version, 0),
    digest: HashChain.digestOf(heads, sha256)
  }
}

/** Looks at the copy as nobody else would change it, and leaves nothing beside it. */
const summaryOfFile = (path: string) => {
  const database = connectImmutable(path, 0)
  try {
    return summaryOf(database)
  } finally {
    database.close()
  }
}

const syncPath = (path: string): void => {
  const descriptor = fs.openSync(path, "r")
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** Gives a finished file its name, unless one of that name is there. */
const publish = (temporary: string, path: string): void => {
  try {
    fs.linkSync(temporary, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // File systems without links: the name is looked at just before it is taken.
    if (code === "EEXIST" || fs.existsSync(path)) throw error
    fs.renameSync(temporary, path)
  }
}

/** All pages at once: in steps, every append of another program would make the copy begin again. */
const ALL_PAGES = 2 ** 31 - 1

/**
 * Copies a ledger to a new file that only its owner may read: written beside the name it gets, compared by its
 * digest, on the disk before it gets that name. Whatever happens on the way, there is a whole copy or none.
 */
export const backupTo = async (
  database: DatabaseSync,
  source: string,
  path: string
): Promise<BackupReceipt> => {
  const fail = (kind: StoreFailure["kind"], detail: string) =>
    new StoreFailure({ operation: "backup to", path, detail, kind, isRetryable: false })
  if (fs.existsSync(path)) throw fail("exists", "there is such a file already.")
  const temporary = nodePath.join(nodePath.dirname(path), `.${nodePath.basename(path)}.${process.pid}.backup`)
  try {
    fs.closeSync(fs.openSync(temporary, "w", 0o600))
    await hostSqlite(source).backup(database, temporary, { rate: ALL_PAGES })
    const summary = summaryOfFile(temporary)
    syncPath(temporary)
    publish(temporary, path)
    fs.rmSync(temporary, { force: true })
    syncPath(nodePath.dirname(path))
    return { path, bytes: fs.statSync(path).size, ...summary }
  } finally {
    for (const name of [temporary, `${temporary}-journal`]) fs.rmSync(name, { force: true })
  }
}
