/**
 * Addresses as printed: every form of one figure is read to the one address that names it by meaning.
 */
import { Address } from "@juesuan/domain"
import {
  Cube,
  deriveTables,
  linesOfRow,
  mof2023,
  ningxia2024,
  resolveAddress,
  withCurrentAddresses
} from "@juesuan/tables"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

const read = (text: string, pack = ningxia2024): string => {
  const found = resolveAddress(text, pack)
  return Result.isSuccess(found) ? Address.print(found.success) : found.failure._tag
}

describe("an address as printed", () => {
  it.each([
    ["T01/208/2", "T01/208/2"],
    ["T01/38/2", "T01/208/2"],
    ["公开01表/38/2", "T01/208/2"],
    ["收入支出决算总表/57/支出决算数", "T01/expenditure/2"],
    ["T01/30/1", "T01/total/1"],
    ["T01/60/2", "T01/total/2"],
    ["T04/29/1", "T04/opening.generalPublic/1"],
    ["T07/1/11", "T07/vehicleOperation/outturn"],
    ["公开07表·公务接待费·预算数", "T07/reception/budget"],
    ["公开03表/2080109/3", "T03/2080109/3"],
    ["公开03表·2080109 社会保险经办机构·项目支出", "T03/2080109/3"],
    ["公开03表/合计/本年支出合计", "T03/total/1"],
    ["N/5.3/2080109/initial", "N/5.3/2080109/initial"],
    ["S/PRJ1/total/score", "S/PRJ1/total/score"],
    ["T99/1/1", "T99/1/1"],
    ["公开03表", "AddressUnreadable"],
    ["", "AddressUnreadable"]
  ])("%s is %s", (text, canonical) => {
    expect(read(text)).toBe(canonical)
  })

  it("is read under the form in use: the same number is another table elsewhere", () => {
    expect(read("公开07表/total/1", mof2023)).toBe("T08/total/1")
    expect(read("公开09表/1/7", mof2023)).toBe("T07/total/outturn")
  })

  it("of every printed line is that of the cell that stands there", () => {
    for (const table of deriveTables(Cube.empty, ningxia2024, 2024)) {
      for (const row of table.rows) {
        for (const [column, line] of linesOfRow(table.definition, row.key)) {
          expect(read(`${table.key}/${line}/${column}`)).toBe(`${table.key}/${row.key}/${column}`)
        }
      }
    }
  })

  it("is read to itself once it is canonical", () => {
    for (const table of deriveTables(Cube.empty, ningxia2024, 2024))
      for (const row of table.rows)
        for (const { address } of row.cells.values()) expect(read(address)).toBe(address)
  })
})

describe("a text of the first releases", () => {
  it.each([
    [
      "AR-01-1|T01/27/1,T01/1/1,T01/8/1",
      "AR-01-1|T01/income/1,T01/income.generalPublic/1,T01/income.other/1"
    ],
    [
      "doc.html|AR-04-6|T04/64/4,T04/59/4,T04/60/4",
      "doc.html|AR-04-6|T04/total/4,T04/expenditure/4,T04/closing/4"
    ],
    ["AR-07-3|T07/1/7,T07/1/1", "AR-07-3|T07/total/outturn,T07/total/budget"],
    ["AR-N-05|N/7/c8/completion", "AR-N-05|N/7/abroad/completion"],
    ["AR-N-05|N/7/c2/amount", "AR-N-05|N/7/abroad.budget/amount"],
    ["AU-02|T01/59", "AU-02|T01/closing"],
    ["T01/208/2 T03/2080109/3 T06/30107/1 N/1/rate", "T01/208/2 T03/2080109/3 T06/30107/1 N/1/rate"],
    ["T01/99/2 T01/38.5", "T01/99/2 T01/38.5"]
  ])("%s says %s", (before, now) => {
    expect(withCurrentAddresses(before)).toBe(now)
    expect(withCurrentAddresses(now)).toBe(now)
  })
})
