/**
 * Editions: folders of output that are published whole or not at all.
 *
 * An edition is written into a temporary folder beside its place and put there at the end. A folder that holds nothing
 * else is swapped as one; where other files are, or the folder cannot be moved, its files are renamed into place one
 * after the other, and put back when one of them fails. Other files stay as they are, those of an earlier edition that
 * this one does not write included: they may have been edited since.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { unwritable } from "./ExitCode.ts"
import type { Exit } from "./ExitCode.ts"
import { FileUnwritable, bytesOf, syncDirectory, writeNew } from "./Output.ts"
import { reasonOf, whyNot } from "./Reasons.ts"
import { NEW, OLD, PLACE, clearLeftovers, settle, temporaryIn } from "./Temporaries.ts"

/** A folder under way. */
export interface Edition {
  /** Where the edition will be, as the user named it. */
  readonly directory: string
  /** Where it is written until then; what is put there is published with the rest. */
  readonly folder: string
  /** Writes a file; the name is below the folder, and its folders are made. */
  readonly write: (name: string, data: string | Uint8Array) => Effect.Effect<void, Exit>
  /** Puts the edition in its place. */
  readonly publish: Effect.Effect<void, Exit>
}

interface Staged {
  readonly directory: string
  /** Where the directory is, through links. */
  readonly place: string
  /** The temporary folder. */
  readonly stage: string
  /** Whether the temporary folder lies beside the place, where a folder can be swapped in. */
  readonly isBeside: boolean
}

/** The files below a folder, by their path in it. */
const filesBelow = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()

/** Whether anything but these files and their folders is in a folder. */
const holdsOthers = (folder: string, names: ReadonlyArray<string>, below = ""): boolean =>
  fs.readdirSync(path.join(folder, below), { withFileTypes: true }).some((entry) => {
    const name = path.join(below, entry.name)
    if (!entry.isDirectory()) return !names.includes(name)
    return names.some((one) => one.startsWith(name + path.sep)) ? holdsOthers(folder, names, name) : true
  })

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep)

/** Makes the folders above the place and the temporary folder: beside the place, or in it where that cannot be. */
const makeStage = (directory: string): Staged => {
  const known = fs.statSync(directory, { throwIfNoEntry: false })
  if (known !== undefined && !known.isDirectory()) fs.mkdirSync(directory)
  const place = known === undefined ? path.resolve(directory) : fs.realpathSync(directory)
  const parent = path.dirname(place)
  fs.mkdirSync(parent, { recursive: true })
  const make = (folder: string): string => {
    clearLeftovers(folder)
    const stage = temporaryIn(folder)
    fs.mkdirSync(stage)
    return stage
  }
  let made: { readonly stage: string; readonly isBeside: boolean } | undefined
  if (known === undefined || known.dev === fs.statSync(parent).dev) {
    try {
      made = { stage: make(parent), isBeside: place !== parent }
    } catch (error) {
      if (known === undefined || !["EACCES", "EPERM", "EROFS"].includes(reasonOf(error))) throw error
    }
  }
  made ??= { stage: make(place), isBeside: false }
  fs.mkdirSync(path.join(made.stage, NEW))
  return { directory, place, ...made }
}

/** The folder as one: two renames, and a word beside them for the case that nothing comes after the first. */
const swapFolder = ({ place, stage }: Staged): void => {
  const [fresh, old] = [path.join(stage, NEW), path.join(stage, OLD)]
  const isThere = fs.existsSync(place)
  if (isThere) {
    fs.chmodSync(fresh, fs.statSync(place).mode & 0o777)
    writeNew(path.join(stage, PLACE), bytesOf(path.basename(place)))
    fs.renameSync(place, old)
  }
  try {
    fs.renameSync(fresh, place)
  } catch (error) {
    if (isThere) fs.renameSync(old, place)
    throw error
  }
  syncDirectory(path.dirname(place))
}

const isSame = (left: string, right: string): boolean =>
  fs.statSync(left).size === fs.statSync(right).size && fs.readFileSync(left).equals(fs.readFileSync(right))

/** Keeps what stands at a path under another name too, as long as it may have to be put back. */
const keep = (file: string, kept: string): void => {
  try {
    fs.linkSync(file, kept)
  } catch {
    fs.copyFileSync(file, kept)
  }
}

/** Puts one file in its place, which at no moment is empty; gives what takes that back. */
const moveFile = (from: string, to: string, kept: string): (() => void) => {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  const before = fs.statSync(to, { throwIfNoEntry: false })
  if (before?.isFile() === true) {
    if (isSame(from, to)) return () => undefined
    keep(to, kept)
  }
  fs.renameSync(from, to)
  return () => (before === undefined ? fs.rmSync(to) : fs.renameSync(kept, to))
}

/** File by file; when one fails, those before it are put back. */
const moveFiles = ({ directory, place, stage }: Staged, names: ReadonlyArray<string>): void => {
  const undo: Array<() => void> = []
  fs.mkdirSync(path.join(stage, OLD))
  for (const [index, name] of names.entries()) {
    try {
      const kept = path.join(stage, OLD, String(index))
      undo.push(moveFile(path.join(stage, NEW, name), path.join(place, name), kept))
    } catch (cause) {
      for (const step of undo.toReversed()) step()
      throw new FileUnwritable({ path: path.join(directory, name), cause })
    }
  }
  for (const folder of new Set(names.map((name) => path.dirname(path.join(place, name)))))
    syncDirectory(folder)
}

/** Why a folder cannot be swapped although its files can be written. */
const UNMOVABLE = new Set(["EBUSY", "EXDEV", "EINVAL", "EPERM", "EACCES"])

const publish = (staged: Staged): void => {
  const { place, stage, isBeside } = staged
  const names = filesBelow(path.join(stage, NEW))
  // Whoever works in the folder would be left in one that is gone.
  const isMovable = isBeside && !isWithin(process.cwd(), place)
  if (!isMovable || (fs.existsSync(place) && holdsOthers(place, names))) return moveFiles(staged, names)
  try {
    swapFolder(staged)
  } catch (error) {
    if (!UNMOVABLE.has(reasonOf(error))) throw error
    moveFiles(staged, names)
  }
}

/** Begins an edition; whatever is not published is gone when the scope ends. */
export const openEdition = (directory: string): Effect.Effect<Edition, Exit, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => makeStage(directory),
      catch: (error) => unwritable(`cannot make ${directory}: ${whyNot(error)}`)
    }),
    ({ stage }) => Effect.sync(() => settle(stage))
  ).pipe(
    Effect.map((staged): Edition => {
      const folder = path.join(staged.stage, NEW)
      const attempt = <A>(name: string, work: () => A): Effect.Effect<A, Exit> =>
        Effect.try({
          try: work,
          catch: (cause) =>
            unwritable(
              cause instanceof FileUnwritable
                ? cause.message
                : new FileUnwritable({ path: path.join(directory, name), cause }).message
            )
        })
      return {
        directory,
        folder,
        write: (name, data) =>
          attempt(name, () => {
            fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
            writeNew(path.join(folder, name), bytesOf(data))
          }),
        publish: attempt("", () => publish(staged))
      }
    })
  )
