import { makeMemoryStore } from "@juesuan/ledger"
import { storeContract } from "@juesuan/testing"
import { describe, it } from "vitest"

describe("the store in memory keeps the contract:", () => {
  it.each(Object.entries(storeContract))("%s", (_, check) => {
    const store = makeMemoryStore()
    return check({ open: () => Promise.resolve(store) })
  })
})
