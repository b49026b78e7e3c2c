/**
 * Texts with characters that are not seen, as earlier releases took them from pages: refused today, and no fault of a
 * ledger that holds them.
 */
import { PlainText } from "@juesuan/domain"
import { initialState, make, newEventFault, openingEvents, recordedFault } from "@juesuan/ledger"
import type { Event, NewEvent, YearState } from "@juesuan/ledger"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const stream = "unit/100001/2024"
const nobody = () => undefined

const commandOf = (event: Event, documentNo = "说-1"): NewEvent => ({
  eventId: `100001/2024/${documentNo}#1`,
  occurredOn: "2024-03-01",
  recordedAt: "2024-03-01T00:00:00.000Z",
  documentNo,
  source: null,
  event
})
const explained = (text: string): Event => make("ExplanationGiven", { subject: "N/4", text })

describe.each(["\u200b", "\u200c", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\u{e0041}"])(
  "%j",
  (unseen) => {
    it("is refused in a new text, and named", () => {
      const fault = newEventFault(stream, commandOf(explained(`人员${unseen}增加`)), nobody)
      expect([fault?.field, fault?.type]).toEqual(["text", "ExplanationGiven"])
      expect(newEventFault(stream, commandOf(explained("增加"), `说${unseen}1`), nobody)?.field).toBe(
        "eventId"
      )
      expect(PlainText.firstForbidden(`a${unseen}`)).toMatch(/^U\+[0-9A-F]{4,5}$/)
    })

    it("is no fault of a recorded one, which has its other faults", () => {
      expect(
        recordedFault(stream, commandOf(explained(`人员${unseen}增加`), `说${unseen}1`), nobody)
      ).toBeNull()
      expect(recordedFault(stream, commandOf(explained(`人员${unseen}\n增加`)), nobody)?.field).toBe("text")
      expect(recordedFault(stream, { ...commandOf(explained(unseen)) }, nobody)?.field).toBe("text")
    })

    it("is not carried into the next year with a unit's profile", () => {
      const profile = {
        ...make("FiscalYearOpened", {
          unitName: `示例${unseen}单位`,
          department: "",
          unitKind: "institution",
          control: "off",
          staffing: 1,
          duties: `一、${unseen}示例\n二、示例`,
          unitsCovered: [`示例${unseen}单位`],
          attributes: {}
        } as never).payload
      }
      const closed = { ...initialState, status: "closed", profile, closing: [] } as YearState
      const opened = Result.getOrThrow(openingEvents(closed))
      expect(opened[0]!.payload).toMatchObject({
        unitName: "示例单位",
        unitsCovered: ["示例单位"],
        duties: "一、示例 二、示例"
      })
    })
  }
)
