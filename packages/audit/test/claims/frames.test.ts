/**
 * Frames: what a line of text says by its own words, whoever it speaks of.
 */
import { describe, expect, it } from "vitest"
import { framesOf } from "../../src/claims/frames.ts"
import type { Frame } from "../../src/claims/Frame.ts"
import { passageOf } from "../../src/claims/Passage.ts"
import type { SectionTopic } from "../../src/PublishedDocument.ts"

const framesIn = (text: string, topic: SectionTopic = "threePublic"): ReadonlyArray<Frame> => {
  const places = [{ offset: 0, at: { file: "line.txt", line: 1, column: 1 } }]
  const passage = passageOf({ kind: "paragraph", text, places }, 2023)
  return [...framesOf(passage, { topic, unitName: "某某县水文站", year: 2023 })]
}

const numbered = (frame: Frame): string =>
  "number" in frame ? ` ${frame.number.raw}${frame.number.unit}` : ""

/** A frame on one line: its kind, what it is of, its number. */
const lineOf = (frame: Frame): string => {
  switch (frame.kind) {
    case "amount":
      return `amount ${frame.label.role} “${frame.label.words}”${numbered(frame)}`
    case "change":
      return `change ${frame.comparison?.base ?? "-"} ${frame.direction}${numbered(frame)}`
    case "base":
      return `base ${frame.comparison.base}${numbered(frame)}`
    case "share":
      return `share of “${frame.whole}”${numbered(frame)}`
    case "completion":
      return `completion ${frame.version}${numbered(frame)}`
    case "comparison":
      return `comparison ${frame.comparison.base} ${frame.direction ?? "-"}`
    case "relation":
      return `relation ${frame.relation}`
    case "count":
      return `count ${frame.subject.address}${numbered(frame)}`
    case "freeText":
      return frame.isReason ? "reason" : "purpose"
    default:
      return `${frame.kind}${numbered(frame)}`
  }
}

const linesIn = (text: string, topic?: SectionTopic): ReadonlyArray<string> =>
  framesIn(text, topic)
    .filter(({ kind }) => kind !== "clause" && kind !== "clauseEnd")
    .map(lineOf)

describe("the frames of a line", () => {
  it.each<readonly [string, ReadonlyArray<string>]>([
    ["公务接待费支出决算为4.20万元", ["amount outturn “公务接待费支出” 4.20万元"]],
    ["公务接待费年初预算为5.00万元", ["amount budget “公务接待费” 5.00万元"]],
    ["较上年增加0.30万元", ["change lastYear up 0.30万元"]],
    ["下降6.67%", ["change - down 6.67%"]],
    ["比上年决算数3.90万元增加0.30万元", ["base lastYear 3.90万元", "change - up 0.30万元"]],
    ["占“三公”经费的21.00%", ["share of “三公经费” 21.00%"]],
    ["完成年初预算的84.00%", ["completion initial 84.00%"]],
    ["与上年持平", ["comparison lastYear level"]],
    ["决算数小于预算数", ["relation less"]],
    ["国内公务接待12批次", ["count N/7.2.3/domestic 12批次"]],
    ["其中：公务接待费1.00万元", ["list", "amount outturn “公务接待费” 1.00万元"]],
    ["主要原因是压减2.00万元", ["reason", "freeNumber 2.00万元", "freeTextEnd"]],
    ["（外宾接待费1.00万元）", ["bracket", "amount outturn “外宾接待费” 1.00万元", "bracket"]],
    ["增加（减少）3.00万元", ["bracket", "bracket", "unbound 3.00万元"]],
    ["支出1,23.4万元", ["malformed 1,23.4万元"]]
  ])("are: %s", (text, frames) => {
    const lines = linesIn(text)
    expect(lines).toEqual(frames)
  })

  it("are the same wherever the line stands, for no frame knows what was said before", () => {
    const line = "公务接待费支出决算为4.20万元，较上年增加0.30万元，增长7.69%"
    expect(linesIn(`2022年为9.00万元。${line}`).slice(1)).toEqual(linesIn(line))
  })

  it("join the numbers of an enumeration, whatever mark parts them, and no others", () => {
    const joined = (text: string): ReadonlyArray<boolean> =>
      framesIn(text).flatMap((frame) => ("isJoined" in frame ? [frame.isJoined] : []))
    expect(joined("收入总计、支出总计分别为3.00，4.00和5.00万元")).toEqual([false, true, true])
    expect(joined("收入总计3.00万元、4.00万元")).toEqual([false, true])
    expect(joined("收入总计3.00万元，支出总计4.00万元")).toEqual([false, false])
  })
})
