/**
 * Why the system did not do what it was asked, in words.
 */

/** The system's name of a failure, such as `EACCES`. */
export const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message
}

/** Why a file or directory cannot be read, written or made, in words where the system's name has some. */
export const whyNot = (cause: unknown): string => {
  const reason = reasonOf(cause)
  switch (reason) {
    case "ENOENT":
      return `there is no such file or directory (${reason}). Check the path.`
    case "EISDIR":
      return `it is a directory (${reason}). Name a file in it.`
    case "ENOTDIR":
    case "EEXIST":
      return `there is a file where a directory should be (${reason}). Name another directory.`
    case "EACCES":
    case "EPERM":
      return `it is not allowed (${reason}). Check its permissions.`
    case "ENOSPC":
    case "EDQUOT":
      return `the disk is full (${reason}). Make room, then run it again.`
    case "EROFS":
      return `the file system is read-only (${reason}). Name another place.`
    default:
      return cause instanceof Error ? cause.message : String(cause)
  }
}
