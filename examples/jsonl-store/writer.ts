/** A process that contends with others for a ledger: file, number of the writer, how many events. */
import { contendingWriter } from "@juesuan/testing"
import { openJsonl } from "./JsonlStore.ts"

const [file = "", writer = "", count = ""] = process.argv.slice(2)
await contendingWriter(openJsonl(file), Number(writer), Number(count))
