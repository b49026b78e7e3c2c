import * as crypto from "node:crypto"
import { HashChain, make } from "@juesuan/ledger"
import type { NewEvent } from "@juesuan/ledger"
import { hostSha256 } from "@juesuan/store-sqlite"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const texts = (more: Partial<HashChain.StoredTexts> = {}): HashChain.StoredTexts => ({
  streamId: "unit/1/2024",
  version: 1,
  eventId: "E1",
  type: "DisbursementPaid",
  schemaVersion: 1,
  occurredOn: "2024-01-01",
  recordedAt: "2024-01-01T00:00:00.000Z",
  documentNo: "D1",
  source: "null",
  body: "{}",
  ...more
})

const nodeSha256: HashChain.Sha256 = (bytes) => crypto.createHash("sha256").update(bytes).digest()

describe("the hash of an event", () => {
  it("is SHA-256 of the known vector", () => {
    expect(HashChain.toHex(HashChain.sha256(new TextEncoder().encode("abc")))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  })

  it("is the same from the portable hash and from the host's", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (documentNo, body) => {
        const event = texts({ documentNo, body })
        expect(HashChain.hashOf(HashChain.genesis, event)).toBe(
          HashChain.hashOf(HashChain.genesis, event, nodeSha256)
        )
        expect(HashChain.hashOf(HashChain.genesis, event, hostSha256)).toBe(
          HashChain.hashOf(HashChain.genesis, event)
        )
      })
    )
  })

  it("changes with every text it covers", () => {
    const names = [
      "streamId",
      "eventId",
      "type",
      "occurredOn",
      "recordedAt",
      "documentNo",
      "source",
      "body"
    ] as const
    const whole = HashChain.hashOf(HashChain.genesis, texts())
    for (const name of names)
      expect(HashChain.hashOf(HashChain.genesis, texts({ [name]: "x" })), name).not.toBe(whole)
    expect(HashChain.hashOf(HashChain.genesis, texts({ version: 2 }))).not.toBe(whole)
    expect(HashChain.hashOf(HashChain.genesis, texts({ schemaVersion: 2 }))).not.toBe(whole)
    expect(HashChain.hashOf("1".repeat(64), texts())).not.toBe(whole)
  })

  it("is of the bytes that the page describes, short or long, in any script", () => {
    const plain = (previous: string, of: HashChain.StoredTexts): string =>
      [
        "juesuan/event/1",
        previous,
        of.streamId,
        String(of.version),
        of.eventId,
        of.type,
        String(of.schemaVersion),
        of.occurredOn,
        of.recordedAt,
        of.documentNo,
        of.source,
        of.body
      ]
        .map((text) => Buffer.from(text, "utf8"))
        .map((bytes) => bytes.length.toString(16).padStart(8, "0") + bytes.toString("hex"))
        .join("")
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.stringMatching(/^[一-龥a-z]{0,9}$/)
    )
    // Around the length at which another way of writing takes over, and far beyond the first buffer.
    const text = fc.oneof(
      piece,
      fc.tuple(fc.integer({ min: 76, max: 84 }), piece).map(([length, end]) => "x".repeat(length) + end),
      fc.tuple(fc.integer({ min: 0, max: 3000 }), piece).map(([times, part]) => part.repeat(times))
    )
    fc.assert(
      fc.property(text, text, text, fc.nat(), (eventId, documentNo, body, version) => {
        const event = texts({ eventId, documentNo, body, version })
        const bytes = HashChain.canonicalBytes(HashChain.genesis, event)
        expect(HashChain.toHex(bytes)).toBe(plain(HashChain.genesis, event))
      }),
      { numRuns: 500 }
    )
  })

  it("is of bytes that no other event has: moving a letter over a border changes them", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (left, right) => {
        const one = HashChain.canonicalBytes(
          HashChain.genesis,
          texts({ documentNo: left, source: right })
        ).slice()
        const two = HashChain.canonicalBytes(
          HashChain.genesis,
          texts({ documentNo: "", source: left + right })
        ).slice()
        expect(HashChain.toHex(one)).not.toBe(HashChain.toHex(two))
      })
    )
  })
})

describe("the bytes of an event written at once", () => {
  const sourceOf = fc.option(
    fc.record({ file: fc.string({ unit: "binary" }), row: fc.nat() }, { requiredKeys: ["file", "row"] })
  )
  const key = fc.oneof(
    fc.string(),
    fc.stringMatching(/^\d{1,3}$/),
    fc.constantFrom("line", "amount", "__proto__")
  )
  const number = fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double(),
    fc.constantFrom(0, -0, 9, 10, 99, 100, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1)
  )
  const string = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.stringMatching(/^[一-龥a-z"\\\n]{0,9}$/),
    // What the host's JSON escapes or replaces: lone halves of surrogate pairs.
    fc.string({ unit: fc.constantFrom("\ud800", "\udfff", "a", "é", "\u07ff", "\u0800", "\uffff") }),
    fc.tuple(fc.integer({ min: 70, max: 90 }), fc.string()).map(([length, end]) => "x".repeat(length) + end)
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      string,
      number,
      fc.constantFrom(null, true, false),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, fc.option(tie("value"), { nil: undefined }), { maxKeys: 5 })
    )
  }))
  const payload = fc.dictionary(key, value, { maxKeys: 5 })
  const eventOf = (body: unknown, more: Partial<NewEvent>): NewEvent => ({
    eventId: "E1",
    occurredOn: "2024-01-01",
    recordedAt: "2024-01-01T00:00:00.000Z",
    documentNo: "D1",
    source: null,
    ...more,
    event: { type: "DisbursementPaid", payload: body } as unknown as NewEvent["event"]
  })
  const same = (event: NewEvent, version: number): void => {
    const written = HashChain.toHex(
      HashChain.bytesOfEvent(HashChain.genesis, "unit/1/2024", version, 1, event)
    )
    const stored = HashChain.textsOf("unit/1/2024", version, 1, event)
    expect(written).toBe(HashChain.toHex(HashChain.canonicalBytes(HashChain.genesis, stored)))
  }

  it("are those of its stored texts, whatever it says", () => {
    fc.assert(
      fc.property(
        payload,
        string,
        string,
        sourceOf,
        fc.nat(),
        (body, eventId, documentNo, source, version) => {
          same(eventOf(body, { eventId, documentNo, source }), version)
        }
      ),
      { numRuns: 3000 }
    )
  })

  it("do not depend on the keys that events before it had", () => {
    const bodies = [
      { b: 1, a: { d: 2, c: 3 } },
      { a: { c: 3, d: 2 }, b: 1 },
      { a: 1 },
      {},
      { b: 1, a: undefined }
    ]
    for (const body of [...bodies, ...bodies.toReversed()]) same(eventOf(body, {}), 1)
  })

  it("are those of its stored texts where the payload is more than plain JSON, or longer than any buffer", () => {
    const date = new Date(0)
    for (const body of [{ when: date }, { list: [undefined, 1] }, { deep: { when: [date] }, text: "x" }])
      same(eventOf(body, {}), 1)
    same(eventOf({ text: "决".repeat(300_000), list: Array.from({ length: 9000 }, (_, at) => at) }, {}), 1)
  })
})

describe("canonical JSON", () => {
  it("does not depend on the order in which keys were set", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        expect(HashChain.canonicalJson(reversed)).toBe(HashChain.canonicalJson(record))
        expect(JSON.parse(HashChain.canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)))
      })
    )
  })

  it("is what putting it together by hand gives, keys that look like numbers included", () => {
    const byHand = (value: unknown): string => {
      if (value === null || typeof value !== "object") return JSON.stringify(value)
      if (Array.isArray(value)) return `[${value.map(byHand).join()}]`
      const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${byHand(inner)}`).join()}}`
    }
    const key = fc.oneof(fc.string(), fc.stringMatching(/^\d{1,3}$/))
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 })
      )
    }))
    fc.assert(
      fc.property(value, (json) => {
        expect(HashChain.canonicalJson(json)).toBe(byHand(json))
      }),
      { numRuns: 2000 }
    )
  })

  it("keeps a key that would set the prototype", () => {
    const record = JSON.parse('{"b":1,"__proto__":{"a":2}}') as unknown
    expect(HashChain.canonicalJson(record)).toBe('{"__proto__":{"a":2},"b":1}')
    expect(HashChain.canonicalJson({ line: record })).toBe('{"line":{"__proto__":{"a":2},"b":1}}')
  })

  it("of many keys is in order too", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 60 }), (keys) => {
        const record = Object.fromEntries(keys.map((key) => [key, 1]))
        expect(HashChain.canonicalJson(record)).toBe(JSON.stringify(record, keys.toSorted()))
      })
    )
  })

  it("of a payload is what an event stores", () => {
    const event = make("ExplanationGiven", { text: "工资调整", subject: "N/1/change" })
    expect(HashChain.canonicalJson(event.payload)).toBe('{"subject":"N/1/change","text":"工资调整"}')
  })
})

describe("the digest", () => {
  const head = (name: string) => ({
    streamId: `unit/${name}/2024`,
    version: name.length,
    hash: name.padEnd(64, "0"),
    root: name.padEnd(64, "1")
  })

  it("does not depend on the order in which streams were made", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{1,8}$/), { maxLength: 12 }),
        fc.nat(),
        (names, seed) => {
          const heads = names.map(head)
          const turned = [
            ...heads.slice(seed % (heads.length + 1)),
            ...heads.slice(0, seed % (heads.length + 1))
          ]
          expect(HashChain.digestOf(turned)).toBe(HashChain.digestOf(heads))
        }
      )
    )
  })

  it("changes with any head: its stream, its version, its hash, its root, its absence", () => {
    const heads = ["1", "2", "3"].map(head)
    const whole = HashChain.digestOf(heads)
    expect(HashChain.digestOf(heads.slice(1))).not.toBe(whole)
    for (const change of [
      { streamId: "unit/9/2024" },
      { version: 9 },
      { hash: "f".repeat(64) },
      { root: "e".repeat(64) }
    ]) {
      expect(HashChain.digestOf([{ ...heads[0]!, ...change }, ...heads.slice(1)])).not.toBe(whole)
    }
  })

  it("of nothing is the hash of nothing", () => {
    expect(HashChain.digestOf([])).toBe(crypto.createHash("sha256").update("").digest("hex"))
  })
})
