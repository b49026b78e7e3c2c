/**
 * Before the tests, the command is bundled where its sources have changed: what starts it is as quick as an
 * installation's, and no two test files bundle at once.
 */
import { bundleWhereStale } from "../scripts/terminal.ts"

export default bundleWhereStale
