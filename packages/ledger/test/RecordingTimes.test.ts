/**
 * Recording times that go back are noticed by the moments they are, not by their texts: old releases wrote offsets.
 */
import { describe, expect, it } from "vitest"
import { RecordingTimes } from "@juesuan/ledger"

const noticesOf = (...times: ReadonlyArray<string>) => {
  const watched = new RecordingTimes()
  for (const [index, recordedAt] of times.entries())
    watched.watch(
      { streamId: "unit/100001/2024", version: index + 1, eventId: `e${index + 1}`, recordedAt },
      null
    )
  return watched.notices().map(({ version, count }) => [version, count])
}

describe("recording times", () => {
  it.each([
    ["go on", ["2025-01-20T01:00:00.000Z", "2025-01-20T01:00:00.001Z"], []],
    ["stay", ["2025-01-20T01:00:00.000Z", "2025-01-20T01:00:00.000Z"], []],
    ["go back", ["2025-01-20T01:00:00.000Z", "2025-01-20T00:59:59.999Z"], [[2, 1]]],
    [
      "go back by an offset, though the text is later",
      ["2025-01-20T01:00:00.000Z", "2025-01-20T08:00:00+08:00"],
      [[2, 1]]
    ],
    [
      "go on by an offset, though the text is earlier",
      ["2025-01-20T08:00:00+08:00", "2025-01-20T01:00:00.000Z"],
      []
    ],
    [
      "stay in another form",
      ["2025-01-20T09:00:00+08:00", "2025-01-20T01:00:00.000Z", "2025-01-20T01:00:00Z"],
      []
    ],
    [
      "go back twice",
      ["2025-01-20T09:00:00+08:00", "2025-01-20T08:00:00+08:00", "2025-01-19T23:00:00Z"],
      [[2, 2]]
    ],
    ["are no moments", ["2025-01-20T01:00:00.000Z", "yesterday", "2025-01-20T02:00:00.000Z"], []],
    [
      "go back past one that is no moment",
      ["2025-01-20T01:00:00.000Z", "", "2025-01-20T00:00:00.000Z"],
      [[3, 1]]
    ]
  ])("%s", (_, times, notices) => {
    expect(noticesOf(...times)).toEqual(notices)
  })
})
