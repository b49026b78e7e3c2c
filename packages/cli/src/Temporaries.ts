/**
 * Temporary files and folders: named so that whoever finds one can tell whether its process still runs.
 *
 * A process that is killed cannot tidy up. The next one that writes to the same place does it instead, and a process
 * that is asked to end tells its supervisor beforehand what there is to clear away.
 */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

/** Hosts that share a disk have processes of the same number. */
const host = os
  .hostname()
  .replace(/[^A-Za-z0-9-]/g, "_")
  .slice(0, 40)

const NAME = /^\.juesuan-(\d+)-([A-Za-z0-9_-]+)-\d+\.tmp$/

let made = 0

/** What a supervisor hears of the temporaries of the work it watches. */
export interface TemporaryNote {
  readonly temporary: string
  readonly isThere: boolean
}

let note = (_temporary: string, _isThere: boolean): void => undefined

/** Tells a supervisor from now on what there is to clear away. */
export const reportTemporaries = (hear: (heard: TemporaryNote) => void): void => {
  note = (temporary, isThere) => hear({ temporary, isThere })
}

/** A path in a folder for something temporary of this process; {@link settle} says that it is gone. */
export const temporaryIn = (folder: string): string => {
  const temporary = path.join(folder, `.juesuan-${process.pid}-${host}-${++made}.tmp`)
  note(temporary, true)
  return temporary
}

/** Where a folder that is about to be swapped in says which name beside it is its place. */
export const PLACE = "place"
/** The parts of a temporary folder: what is to be published, and what stood in its place before. */
export const [NEW, OLD] = ["new", "old"]

/** Ends a swap of folders that was cut off between taking the old one away and putting the new one there. */
const resume = (temporary: string): void => {
  const file = path.join(temporary, PLACE)
  if (!fs.existsSync(file)) return
  const place = path.join(path.dirname(temporary), path.basename(fs.readFileSync(file, "utf8")))
  if (fs.existsSync(place)) return
  const part = [NEW, OLD].map((name) => path.join(temporary, name)).find((folder) => fs.existsSync(folder))
  if (part !== undefined) fs.renameSync(part, place)
}

/** Removes a temporary file or folder, whatever is left of it. Never throws: the next run tries again. */
export const discard = (temporary: string): void => {
  try {
    if (fs.lstatSync(temporary).isDirectory()) resume(temporary)
    fs.rmSync(temporary, { recursive: true, force: true })
  } catch {
    // It is gone already, or cannot be removed now; its name hides it and says whose it was.
  }
}

/** Clears a temporary away, or says that it became what it was made for. */
export const settle = (temporary: string): void => {
  discard(temporary)
  note(temporary, false)
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else may not be asked, and runs.
    return (error as NodeJS.ErrnoException).code !== "ESRCH"
  }
}

/** Whether we made it ourselves: in a folder that all may write to, others could lay something out for us. */
const isOwn = (temporary: string): boolean => {
  try {
    return process.getuid === undefined || fs.lstatSync(temporary).uid === process.getuid()
  } catch {
    return false
  }
}

/** Clears away what processes that no longer run have left in a folder. */
export const clearLeftovers = (folder: string): void => {
  let names: ReadonlyArray<string>
  try {
    names = fs.readdirSync(folder)
  } catch {
    return
  }
  for (const name of names) {
    const [, pid, from] = NAME.exec(name) ?? []
    if (pid === undefined || from !== host || Number(pid) === process.pid || isRunning(Number(pid))) continue
    const temporary = path.join(folder, name)
    if (isOwn(temporary)) discard(temporary)
  }
}
