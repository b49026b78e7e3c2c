/**
 * What sentences say: exactly these claims, in this order, each with its place in the text.
 */
import { describe, expect, it } from "vitest"
import { numbersOf } from "../../src/check/Figures.ts"
import { claimsIn, linesOf, sections } from "./reading.ts"
import type { Section } from "./reading.ts"

interface Reading {
  readonly name: string
  readonly section: Section
  readonly sentence: string
  readonly claims: ReadonlyArray<string>
}

const readings: ReadonlyArray<Reading> = [
  {
    name: "收、支总计 of one amount, with its change",
    section: "overall",
    sentence:
      "2023年度收、支总计1,200.50万元。与2022年度相比，收、支总计各增加200.50万元，增长20.05%，主要原因是项目增加。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 1200500000分",
      "year lastYear 2022",
      "change of 1200500000分 to lastYear up/up 200500000分 20.05%"
    ]
  },
  {
    name: "paired totals with paired changes",
    section: "overall",
    sentence:
      "2023年度收入总计、支出总计分别为500.00、500.00万元，比上年各减少100.00、100.00万元，各下降16.67%、16.67%。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 500000000分",
      "amount T01/total/2 outturn 500000000分",
      "change of 500000000分 to lastYear down/down 100000000分 16.67%",
      "change of 500000000分 to lastYear down/down 100000000分 16.67%"
    ]
  },
  {
    name: "the base between comparison and change, without a unit",
    section: "overall",
    sentence: "2023年度收入总计4.10万元，较上年4.00增加0.10万元，增长2.5%。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 4100000分",
      "amount “收入总计” lastYear 4000000分",
      "change of 4100000分 to lastYear from 4000000分 up/up 100000分 2.5%"
    ]
  },
  {
    name: "a base given in a clause of its own",
    section: "overall",
    sentence: "2023年度收、支总计80.00万元，上年决算数为100.00万元，减少20.00万元，下降20%。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 80000000分",
      "amount “收、支总计” lastYear 100000000分",
      "change of 80000000分 to unknown from 100000000分 down/down 20000000分 20%"
    ]
  },
  {
    name: "a change against nothing",
    section: "overall",
    sentence: "2023年度收、支总计80.00万元，增加5.00万元。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 80000000分",
      "change of 80000000分 to unknown up/- 5000000分 -"
    ]
  },
  {
    name: "a second comparison with a year before the last",
    section: "overall",
    sentence: "2023年度收、支总计80.00万元，比上年增加5.00万元，增长6.7%；比2019年减少20.00万元，下降20.0%。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 80000000分",
      "change of 80000000分 to lastYear up/up 5000000分 6.7%",
      "change of 80000000分 to earlierYear down/down 20000000分 20.0%"
    ]
  },
  {
    name: "持平",
    section: "overall",
    sentence: "2023年度收、支总计80.00万元，与上年持平。",
    claims: [
      "year subject 2023",
      "amount T01/total/1 outturn 80000000分",
      "change of 80000000分 to lastYear level/- - -"
    ]
  },
  {
    name: "a list with shares",
    section: "income",
    sentence: "本年收入合计200万元，其中：财政拨款收入150万元，占75%；其他收入50万元，占25%。",
    claims: [
      "amount T02/total/1 outturn 200000000分",
      "amount T02/total/2 outturn 150000000分",
      "share of 150000000分 in T02/total/1 75%",
      "amount T02/total/7 outturn 50000000分",
      "share of 50000000分 in T02/total/1 25%",
      "list 200000000分 = 150000000分 + 50000000分"
    ]
  },
  {
    name: "其中 behind a sentence of words alone is of no total",
    section: "expenditure",
    sentence: "2023年度支出合计100元。按资金性质说明如下表所列各类情况。其中：基本支出60元，项目支出40元。",
    claims: [
      "year subject 2023",
      "amount T03/total/1 outturn 10000分",
      "amount T03/total/2 outturn 6000分",
      "amount T03/total/3 outturn 4000分"
    ]
  },
  {
    name: "shares of wholes that the text names",
    section: "general",
    sentence:
      "2023年度一般公共预算财政拨款支出90.00万元，占本年支出合计的90.00%。其中：基本支出60.00万元，占一般公共预算财政拨款支出的66.67%，工资福利支出48.00万元，占基本支出的80.00%。",
    claims: [
      "year subject 2023",
      "amount T05/total/1 outturn 90000000分",
      "share of 90000000分 in T03/total/1 90.00%",
      "amount T05/total/2 outturn 60000000分",
      "share of 60000000分 in T05/total/1 66.67%",
      "amount “工资福利支出” outturn 48000000分",
      "share of 48000000分 in “基本支出” 80.00%",
      "list 90000000分 = 60000000分 + 48000000分"
    ]
  },
  {
    name: "a completion and a comparison with the budget",
    section: "general",
    sentence:
      "年初预算为100.00万元，支出决算为90.00万元，完成年初预算的90.00%，决算数小于预算数的主要原因是厉行节约。",
    claims: [
      "amount “” budget 100000000分",
      "amount “” outturn 90000000分",
      "completion initial 90000000分 of 100000000分 90.00%",
      "comparison 小于 90000000分 with 100000000分"
    ]
  },
  {
    name: "an adjusted budget between budget and outturn",
    section: "general",
    sentence: "2023年预算数100.00万元，调整数130.00万元，决算数120.00万元，增加20.00万元，原因是追加。",
    claims: [
      "amount “” budget 100000000分",
      "amount “调整数” budget 130000000分",
      "amount “” outturn 120000000分",
      "change of 120000000分 to budget from 100000000分 up/- 20000000分 -"
    ]
  },
  {
    name: "the budget between 完成 and its rate",
    section: "three",
    sentence:
      "“三公”经费支出决算为6.00万元，完成全年预算8.00万元的75.0%，比上年决算数增加1.00万元，增长20.0%，原因是接待增加。",
    claims: [
      "amount T07/total/outturn outturn 6000000分",
      "amount T07/total/budget budget 8000000分",
      "completion annual 6000000分 of 8000000分 75.0%",
      "change of 6000000分 to lastYear up/up 1000000分 20.0%"
    ]
  },
  {
    name: "a list of budgets",
    section: "three",
    sentence:
      "“三公”经费预算为8.00万元，其中：因公出国（境）费0万元，公务用车购置及运行维护费5.00万元，公务接待费3.00万元。",
    claims: [
      "amount T07/total/budget budget 8000000分",
      "amount T07/abroad/budget budget 0分",
      "amount T07/vehicles/budget budget 5000000分",
      "amount T07/reception/budget budget 3000000分",
      "list 8000000分 = 0分 + 5000000分 + 3000000分"
    ]
  },
  {
    name: "parts in brackets are said aside",
    section: "three",
    sentence:
      "“三公”经费支出8.00万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费5.00万元（公务用车购置费2.00万元，公务用车运行维护费3.00万元）；公务接待费3.00万元。",
    claims: [
      "amount T07/total/outturn outturn 8000000分",
      "amount T07/abroad/outturn outturn 0分",
      "amount T07/vehicles/outturn outturn 5000000分",
      "amount T07/vehiclePurchase/outturn outturn 2000000分",
      "amount T07/vehicleOperation/outturn outturn 3000000分",
      "amount T07/reception/outturn outturn 3000000分",
      "list 8000000分 = 0分 + 5000000分 + 3000000分"
    ]
  },
  {
    name: "a list in a list",
    section: "three",
    sentence:
      "“三公”经费支出8.00万元，其中：公务用车购置及运行维护费5.00万元，其中：公务用车购置费2.00万元，公务用车运行维护费3.00万元；公务接待费3.00万元。",
    claims: [
      "amount T07/total/outturn outturn 8000000分",
      "amount T07/vehicles/outturn outturn 5000000分",
      "amount T07/vehiclePurchase/outturn outturn 2000000分",
      "amount T07/vehicleOperation/outturn outturn 3000000分",
      "amount T07/reception/outturn outturn 3000000分",
      "list 8000000分 = 5000000分 + 3000000分",
      "list 5000000分 = 2000000分 + 3000000分"
    ]
  },
  {
    name: "a base of one part is none of the next",
    section: "three",
    sentence:
      "“三公”经费支出8.00万元，其中：公务用车运行维护费5.00万元，比上年累计支出4.00万元增加1.00万元，增长25%；公务接待费3.00万元，比上年增加3.00万元。",
    claims: [
      "amount T07/total/outturn outturn 8000000分",
      "amount T07/vehicleOperation/outturn outturn 5000000分",
      "amount “公务用车运行维护费” lastYear 4000000分",
      "change of 5000000分|8000000分 to lastYear from 4000000分 up/up 1000000分 25%",
      "amount T07/reception/outturn outturn 3000000分",
      "change of 3000000分 to lastYear up/- 3000000分 -",
      "list 8000000分 = 5000000分 + 3000000分"
    ]
  },
  {
    name: "a comparison that runs on for one expense; counts",
    section: "three",
    sentence:
      "公务接待费支出3.00万元，比预算无增减变化，比去年增加1.00万元，增长50%。国内公务接待12批次、130人次。",
    claims: [
      "amount T07/reception/outturn outturn 3000000分",
      "change of 3000000分 to budget level/- - -",
      "change of 3000000分 to lastYear up/up 1000000分 50%",
      "count N/7.2.3/domestic 12批次",
      "count N/7.2.3/domesticPersons 130人次"
    ]
  },
  {
    name: "alternatives and clashing words",
    section: "three",
    sentence:
      "公务接待费支出3.00万元，与2023年度预算相比无增减，较上年增加（减少）1.00万元，决算数大小于预算数。",
    claims: [
      "amount T07/reception/outturn outturn 3000000分",
      "year budget 2023",
      "change of 3000000分 to budget level/- - -",
      "unbound 1000000分",
      "comparison 小于 3000000分 with ?",
      "residue alternatives 增加（减少）",
      "residue clash 大小于"
    ]
  },
  {
    name: "the wrong year, which the budget's completion betrays",
    section: "three",
    sentence: "2022年“三公”经费财政拨款支出决算为3.00万元，完成预算100%，较上年增加1.00万元，增长50.00%。",
    claims: [
      "year subject 2022",
      "amount T07/total/outturn outturn 3000000分",
      "completion unspecified 3000000分 of ? 100%",
      "change of 3000000分 to lastYear up/up 1000000分 50.00%"
    ]
  },
  {
    name: "a change with something set aside",
    section: "three",
    sentence: "公务接待费支出减少为3.00万元，剔除上划因素，比上年减少1.00万元，下降25.00%。",
    claims: ["amount T07/reception/outturn outturn 3000000分", "unbound 1000000分", "unbound 25.00%"]
  },
  {
    name: "basic expenditure by its two parts",
    section: "basic",
    sentence: "2023年度基本支出100.00万元，其中：人员经费80.00万元，公用经费20.00万元。",
    claims: [
      "year subject 2023",
      "amount T05/total/2 outturn 100000000分",
      "amount T06/personnel/1 outturn 80000000分",
      "amount T06/operating/1 outturn 20000000分",
      "list 100000000分 = 80000000分 + 20000000分"
    ]
  },
  {
    name: "operating costs",
    section: "operating",
    sentence: "机关运行经费支出12.50万元，比2022年度减少2.50万元，下降16.67%，主要原因是压减开支。",
    claims: [
      "amount N/10.1/amount outturn 12500000分",
      "year lastYear 2022",
      "change of 12500000分 to lastYear down/down 2500000分 16.67%"
    ]
  },
  {
    name: "procurement with parts and a share",
    section: "procurement",
    sentence:
      "政府采购支出总额10.00万元，其中：货物支出4.00万元、工程支出0.00万元、服务支出6.00万元。授予中小企业合同金额8.00万元，占政府采购支出总额的80.00%。",
    claims: [
      "amount N/10.2/total outturn 10000000分",
      "amount N/10.2/goods outturn 4000000分",
      "amount N/10.2/works outturn 0分",
      "amount N/10.2/services outturn 6000000分",
      "amount N/10.2/small outturn 8000000分",
      "share of 8000000分 in N/10.2/total 80.00%",
      "list 10000000分 = 4000000分 + 0分 + 6000000分"
    ]
  }
]

describe("a sentence", () => {
  for (const { name, section, sentence, claims } of readings)
    it(`is read: ${name}`, () => {
      expect(linesOf(section, sentence)).toEqual(claims)
    })

  for (const { name, section, sentence } of readings)
    it(`keeps the place of each number: ${name}`, () => {
      const numbers = claimsIn(section, sentence).flatMap(numbersOf)
      for (const number of numbers) {
        expect(sentence.slice(number.offset, number.offset + number.raw.length)).toBe(number.raw)
        expect(number.at).toMatchObject({ line: 6, column: number.offset + 1 })
        expect(number.decimals).toBe(number.raw.split(".")[1]?.length ?? 0)
      }
    })

  it("is read in each of its sections, and never as another's", () => {
    expect(new Set(readings.map(({ section }) => section)).size).toBe(Object.keys(sections).length - 1)
    const [first] = readings
    expect(linesOf("three", first!.sentence)).not.toEqual(first!.claims)
  })
})
