/**
 * The module names a source text imports, for the tests of the import law.
 */
const IMPORT =
  /(?:^|[^\w.])(?:import|export)\b[^"';]*?from\s*"([^"]+)"|import\(\s*"([^"]+)"\s*\)|^import\s+"([^"]+)"/gm

/** The module names a source text imports, dynamic imports included. */
export const importsOf = (source: string): ReadonlyArray<string> =>
  [...source.matchAll(IMPORT)].map((match) => (match[1] ?? match[2] ?? match[3])!)
