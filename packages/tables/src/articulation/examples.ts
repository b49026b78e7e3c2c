/**
 * Examples of the articulation rules: cells that satisfy each, and the smallest change that breaks it.
 *
 * Lines are parted by semicolons; see `Example` for what a line may say. Cells that a relation reads as nothing are
 * left out. Every example is run against its rule by a test.
 */
export const exampleTexts: Readonly<Record<string, readonly [pass: string, fail: string]>> = {
  "AR-01-1": [
    "T01/income/1 1136.00; T01/income.generalPublic/1 980.00; T01/income.governmentFund/1 60.00; T01/income.stateCapital/1 40.00; T01/income.superiorSubsidy/1 0.00; T01/income.institutional/1 35.00; " +
      "T01/income.operating/1 12.00; T01/income.subsidiaryRemittance/1 0.00; T01/income.other/1 9.00",
    "T01/income/1 1136.01; T01/income.generalPublic/1 980.00; T01/income.governmentFund/1 60.00; T01/income.stateCapital/1 40.00; T01/income.superiorSubsidy/1 0.00; T01/income.institutional/1 35.00; " +
      "T01/income.operating/1 12.00; T01/income.subsidiaryRemittance/1 0.00; T01/income.other/1 9.00"
  ],
  "AR-01-2": [
    "T01/expenditure/2 1331.00; T01/208/2 1148.00; T01/212/2 78.00; T01/221/2 80.00; T01/223/2 25.00",
    "T01/expenditure/2 1331.01; T01/208/2 1148.00; T01/212/2 78.00; T01/221/2 80.00; T01/223/2 25.00"
  ],
  "AR-01-3": [
    "T01/total/1 1519.00; T01/income/1 1136.00; T01/surplusUsed/1 205.00; T01/opening/1 178.00",
    "T01/total/1 1519.01; T01/income/1 1136.00; T01/surplusUsed/1 205.00; T01/opening/1 178.00"
  ],
  "AR-01-4": [
    "T01/total/2 1519.00; T01/expenditure/2 1331.00; T01/surplusDistributed/2 3.00; T01/closing/2 185.00",
    "T01/total/2 1519.01; T01/expenditure/2 1331.00; T01/surplusDistributed/2 3.00; T01/closing/2 185.00"
  ],
  "AR-01-5": ["T01/total/1 1519.00; T01/total/2 1519.00", "T01/total/1 1519.01; T01/total/2 1519.00"],
  "AR-01-6": ["T01/surplusDistributed/2 3.00", "T01/surplusDistributed/2 -0.01"],
  "AR-01-7": [
    "T01/income/1 1136.00; T01/opening/1 178.00; T01/expenditure/2 1331.00; T01/surplusUsed/1 205.00",
    "T01/income/1 1336.00; T01/opening/1 178.00; T01/expenditure/2 1331.00; T01/surplusUsed/1 205.00"
  ],
  "AR-01-8": [
    "T01/opening/1 178.00; previous T01/closing/2 180.00; ledger openingAdjusted 5.00; " +
      "ledger carryoverReturned 7.00",
    "T01/opening/1 178.01; previous T01/closing/2 180.00; ledger openingAdjusted 5.00; " +
      "ledger carryoverReturned 7.00"
  ],
  "AR-02-1": [
    "T02/2080109/1 941.00; T02/2080109/2 900.00; T02/2080109/3 0.00; T02/2080109/4 20.00; " +
      "T02/2080109/5 12.00; T02/2080109/6 0.00; T02/2080109/7 9.00",
    "T02/2080109/1 941.00; T02/2080109/2 900.00; T02/2080109/3 0.00; T02/2080109/4 20.00; " +
      "T02/2080109/5 12.01; T02/2080109/6 0.00; T02/2080109/7 9.00"
  ],
  "AR-02-2": ["T02/2050205/4a 15.00; T02/2050205/4 15.00", "T02/2050205/4a 15.01; T02/2050205/4 15.00"],
  "AR-02-3": ["T02/208/2 900.00; T02/20801/2 900.00", "T02/208/2 900.01; T02/20801/2 900.00"],
  "AR-02-4": [
    "name 208 社会保障和就业支出; T03/208 社会保障和就业支出; T03/208/1 10.00; T03/20801/1 10.00",
    "T03/20801/1 10.00"
  ],
  "AR-03-1": [
    "T03/208/1 1148.00; T03/208/2 477.00; T03/208/3 400.00; T03/208/4 6.00; T03/208/5 260.00; " +
      "T03/208/6 5.00",
    "T03/208/1 1148.00; T03/208/2 477.00; T03/208/3 400.00; T03/208/4 6.01; T03/208/5 260.00; " +
      "T03/208/6 5.00"
  ],
  "AR-03-2": ["T03/20801/3 400.00; T03/2080109/3 400.00", "T03/20801/3 400.01; T03/2080109/3 400.00"],
  "AR-04-1": [
    "T04/income/1 1080.00; T04/income.generalPublic/1 980.00; T04/income.governmentFund/1 60.00; T04/income.stateCapital/1 40.00",
    "T04/income/1 1080.01; T04/income.generalPublic/1 980.00; T04/income.governmentFund/1 60.00; T04/income.stateCapital/1 40.00"
  ],
  "AR-04-2": [
    "T04/opening/1 148.00; T04/opening.generalPublic/1 98.00; T04/opening.governmentFund/1 50.00; T04/opening.stateCapital/1 0.00",
    "T04/opening/1 148.01; T04/opening.generalPublic/1 98.00; T04/opening.governmentFund/1 50.00; T04/opening.stateCapital/1 0.00"
  ],
  "AR-04-3": [
    "T04/total/1 1228.00; T04/income/1 1080.00; T04/opening/1 148.00",
    "T04/total/1 1228.01; T04/income/1 1080.00; T04/opening/1 148.00"
  ],
  "AR-04-4": [
    "T04/208/2 877.00; T04/208/3 877.00; T04/208/4 0.00; T04/208/5 0.00",
    "T04/208/2 877.01; T04/208/3 877.00; T04/208/4 0.00; T04/208/5 0.00"
  ],
  "AR-04-5": [
    "T04/expenditure/3 957.00; T04/208/3 877.00; T04/221/3 80.00",
    "T04/expenditure/3 957.01; T04/208/3 877.00; T04/221/3 80.00"
  ],
  "AR-04-6": [
    "T04/total/4 110.00; T04/expenditure/4 78.00; T04/closing/4 32.00",
    "T04/total/4 110.01; T04/expenditure/4 78.00; T04/closing/4 32.00"
  ],
  "AR-04-7": ["T04/total/1 1228.00; T04/total/2 1228.00", "T04/total/1 1228.01; T04/total/2 1228.00"],
  "AR-04-8": [
    "T04/income.governmentFund/1 60.00; T04/opening.governmentFund/1 50.00; T04/expenditure/4 78.00; T04/closing/4 32.00",
    "T04/income.governmentFund/1 60.01; T04/opening.governmentFund/1 50.00; T04/expenditure/4 78.00; T04/closing/4 32.00"
  ],
  "AR-04-9": ["T04/223/3 0.00", "T04/223/3 0.01"],
  "AR-05-1": [
    "T05/22102/1 80.00; T05/2210201/1 80.00; T05/22102/2 80.00; T05/22102/3 0.00; " +
      "T05/2210201/2 80.00; T05/2210201/3 0.00",
    "T05/22102/1 80.00; T05/2210201/1 80.01; T05/22102/2 80.00; T05/22102/3 0.00; " +
      "T05/2210201/2 80.00; T05/2210201/3 0.00"
  ],
  "AR-06-1": [
    "T06/301/1 413.00; T06/30101/1 300.00; T06/30102/1 0.00; T06/30103/1 0.00; T06/30106/1 0.00; " +
      "T06/30107/1 0.00; T06/30108/1 33.00; T06/30109/1 0.00; T06/30110/1 0.00; T06/30111/1 0.00; " +
      "T06/30112/1 0.00; T06/30113/1 80.00; T06/30114/1 0.00; T06/30199/1 0.00",
    "T06/301/1 413.00; T06/30101/1 300.00; T06/30102/1 0.00; T06/30103/1 0.00; T06/30106/1 0.00; " +
      "T06/30107/1 0.00; T06/30108/1 33.00; T06/30109/1 0.00; T06/30110/1 0.00; T06/30111/1 0.00; " +
      "T06/30112/1 0.00; T06/30113/1 80.00; T06/30114/1 0.00; T06/30199/1 0.01"
  ],
  "AR-06-2": [
    "T06/personnel/1 434.00; T06/301/1 413.00; T06/303/1 21.00",
    "T06/personnel/1 434.01; T06/301/1 413.00; T06/303/1 21.00"
  ],
  "AR-06-3": [
    "T06/operating/1 123.00; T06/302/1 116.00; T06/307/1 1.00; T06/310/1 4.00; T06/399/1 2.00",
    "T06/operating/1 123.01; T06/302/1 116.00; T06/307/1 1.00; T06/310/1 4.00; T06/399/1 2.00"
  ],
  "AR-07-1": [
    "T07/total/budget 35.00; T07/abroad/budget 5.00; T07/vehicles/budget 25.00; T07/reception/budget 5.00",
    "T07/total/budget 35.01; T07/abroad/budget 5.00; T07/vehicles/budget 25.00; T07/reception/budget 5.00"
  ],
  "AR-07-2": [
    "T07/vehicles/budget 25.00; T07/vehiclePurchase/budget 5.00; T07/vehicleOperation/budget 20.00",
    "T07/vehicles/budget 25.00; T07/vehiclePurchase/budget 5.01; T07/vehicleOperation/budget 20.00"
  ],
  "AR-07-3": [
    "T07/vehicleOperation/outturn 11.00; T07/vehicleOperation/budget 20.00",
    "T07/vehicleOperation/outturn 20.01; T07/vehicleOperation/budget 20.00"
  ],
  "AR-08-1": [
    "T08/21208/5 70.00; T08/2120801/5 70.00; T08/total/1 50.00; T08/21208/3 78.00; T08/21208/4 8.00; " +
      "T08/2120801/3 78.00; T08/2120801/4 8.00; T08/total/6 32.00; T08/total/2 60.00; " +
      "T08/total/3 78.00; T08/212/1 50.00; T08/total/4 8.00; T08/total/5 70.00; T08/21208/6 32.00; " +
      "T08/21208/1 50.00; T08/21208/2 60.00; T08/2120801/6 32.00; T08/2120801/1 50.00; " +
      "T08/2120801/2 60.00; T08/212/6 32.00; T08/212/2 60.00; T08/212/3 78.00; T08/212/4 8.00; " +
      "T08/212/5 70.00",
    "T08/21208/5 70.00; T08/2120801/5 70.01; T08/total/1 50.00; T08/21208/3 78.00; T08/21208/4 8.00; " +
      "T08/2120801/3 78.00; T08/2120801/4 8.00; T08/total/6 32.00; T08/total/2 60.00; " +
      "T08/total/3 78.00; T08/212/1 50.00; T08/total/4 8.00; T08/total/5 70.00; T08/21208/6 32.00; " +
      "T08/21208/1 50.00; T08/21208/2 60.00; T08/2120801/6 32.00; T08/2120801/1 50.00; " +
      "T08/2120801/2 60.00; T08/212/6 32.00; T08/212/2 60.00; T08/212/3 78.00; T08/212/4 8.00; " +
      "T08/212/5 70.00"
  ],
  "AR-09-1": [
    "T09/22301/2 0.00; T09/2230105/2 0.00; T09/total/1 25.00; T09/total/2 0.00; T09/total/3 25.00; " +
      "T09/223/1 25.00; T09/223/2 0.00; T09/223/3 25.00; T09/22301/1 25.00; T09/22301/3 25.00; " +
      "T09/2230105/1 25.00; T09/2230105/3 25.00",
    "T09/22301/2 0.00; T09/2230105/2 0.01; T09/total/1 25.00; T09/total/2 0.00; T09/total/3 25.00; " +
      "T09/223/1 25.00; T09/223/2 0.00; T09/223/3 25.00; T09/22301/1 25.00; T09/22301/3 25.00; " +
      "T09/2230105/1 25.00; T09/2230105/3 25.00"
  ],
  "AR-X-01": ["T01/income/1 1136.00; T02/total/1 1136.00", "T01/income/1 1136.00; T02/total/1 1136.01"],
  "AR-X-02": [
    "T01/income.generalPublic/1 980.00; T01/income.governmentFund/1 60.00; T01/income.stateCapital/1 40.00; T02/total/2 1080.00",
    "T01/income.generalPublic/1 980.00; T01/income.governmentFund/1 60.00; T01/income.stateCapital/1 40.00; T02/total/2 1080.01"
  ],
  "AR-X-03": [
    "T01/expenditure/2 1331.00; T03/total/1 1331.00",
    "T01/expenditure/2 1331.00; T03/total/1 1331.01"
  ],
  "AR-X-04": ["T01/221/2 80.00; T03/221/1 80.00", "T01/221/2 80.01; T03/221/1 80.00"],
  "AR-X-05": [
    "T01/income.generalPublic/1 980.00; T04/income.generalPublic/1 980.00",
    "T01/income.generalPublic/1 980.00; T04/income.generalPublic/1 980.01"
  ],
  "AR-X-06": ["T04/opening/1 148.00; T01/opening/1 178.00", "T04/opening/1 178.01; T01/opening/1 178.00"],
  "AR-X-07": ["T02/total/2 1080.00; T04/income/1 1080.00", "T02/total/2 1080.00; T04/income/1 1080.01"],
  "AR-X-08": ["T04/expenditure/3 957.00; T05/total/1 957.00", "T04/expenditure/3 957.00; T05/total/1 957.01"],
  "AR-X-09": ["T05/2210201/2 80.00; T03/2210201/2 80.00", "T05/2210201/2 80.01; T03/2210201/2 80.00"],
  "AR-X-10": [
    "T05/total/2 557.00; T06/personnel/1 434.00; T06/operating/1 123.00",
    "T05/total/2 557.01; T06/personnel/1 434.00; T06/operating/1 123.00"
  ],
  "AR-X-11": [
    "T06/30231/1 11.00; T07/vehicleOperation/outturn 11.00",
    "T06/30231/1 11.01; T07/vehicleOperation/outturn 11.00"
  ],
  "AR-X-12": [
    "T07/reception/outturn 3.00; ledger threePublic/reception 3.00",
    "T07/reception/outturn 3.01; ledger threePublic/reception 3.00"
  ],
  "AR-X-13": [
    "T08/total/2 60.00; T04/income.governmentFund/1 60.00",
    "T08/total/2 60.01; T04/income.governmentFund/1 60.00"
  ],
  "AR-X-14": ["T09/total/1 25.00; T04/expenditure/5 25.00", "T09/total/1 25.01; T04/expenditure/5 25.00"],
  "AR-X-15": [
    "stated T08; stated T09; T03/2080109/2 300.00; T03/2080109/3 200.00; T05/2080109/1 500.00",
    "stated T08; stated T09; T03/2080109/2 300.00; T03/2080109/3 200.00; T05/2080109/1 500.01"
  ],
  "AR-X-16": [
    "T02/2080109/1 500.00; T03/2080109/1 500.00; T01/income.superiorSubsidy/1 0.00; T01/income.institutional/1 0.00; T01/income.operating/1 0.00; " +
      "T01/income.subsidiaryRemittance/1 0.00; T01/income.other/1 0.00; T01/surplusUsed/1 0.00; T01/opening/1 100.00; T04/opening/1 100.00; T01/closing/2 100.00; " +
      "T04/closing/2 100.00",
    "T02/2080109/1 500.01; T03/2080109/1 500.00; T01/income.superiorSubsidy/1 0.00; T01/income.institutional/1 0.00; T01/income.operating/1 0.00; " +
      "T01/income.subsidiaryRemittance/1 0.00; T01/income.other/1 0.00; T01/surplusUsed/1 0.00; T01/opening/1 100.00; T04/opening/1 100.00; T01/closing/2 100.00; " +
      "T04/closing/2 100.00"
  ],
  "AR-X-17": [
    "stated T08; T04/expenditure/4 0.00; T04/closing/4 0.00",
    "stated T08; T04/expenditure/4 5.00; T04/closing/4 0.00"
  ],
  "AR-X-18": [
    "basic 2080109/30101 300.00; ledger basicByFunction/2080109 300.00; " +
      "ledger basicByEconomic/30101 300.00; T05/2080109/2 300.00; T06/30101/1 300.00",
    "basic 2080109/30101 300.00; ledger basicByFunction/2080109 300.00; " +
      "ledger basicByEconomic/30101 300.00; T05/2080109/2 300.00; T06/30101/1 299.00"
  ],
  "AR-X-19": ["T05/2080505/2 40.00; T06/30108/1 40.00", "T05/2080505/2 40.01; T06/30108/1 40.00"],
  "AR-X-21": [
    "ledger initialBudget/total 30.00; ledger initialBudget/items 30.00",
    "ledger initialBudget/total 30.01; ledger initialBudget/items 30.00"
  ]
}
