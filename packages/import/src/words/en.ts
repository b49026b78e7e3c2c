/** The words of import issues in English. The same operands as in Chinese. */
import type { Problem, Words } from "../Issue.ts"

export const words: Readonly<Record<Problem, Words>> = {
  FileMissing: { message: "There is no file {value}.", remedy: "Check the path and the name." },
  FileIsDirectory: {
    message: "{value} is a directory, not a file.",
    remedy: "Name the files in it, such as {value}/*.csv."
  },
  FileUnreadable: {
    message: "{value} cannot be read ({cause}).",
    remedy: "Check its permissions, or close the program that holds it."
  },
  FileSpecial: {
    message: "{value} is not a file that can be read to its end: {detail}.",
    remedy: "Name a file, or pipe the data in: `juesuan import -`."
  },
  FileEmpty: { message: "The file is empty.", remedy: "Export it again; the first row names the columns." },
  FileTooLarge: {
    message: "The file is beyond the limit: {limit}.",
    remedy: "Split it and import the parts together."
  },
  FileRepeated: {
    message: "Its contents are those of {other}: one file was given twice.",
    remedy: "Leave one of them out."
  },
  FileCut: {
    message: "The file is incomplete: {detail}.",
    remedy: "It may have been cut off while copied or exported; export it again."
  },
  FileEndOpen: {
    message:
      'The file ends at the amount "{value}" without a line break: if it was cut, the amount is not whole.',
    remedy: "Compare the last row and the totals with the system it comes from; else ignore this."
  },
  EncodingWrong: {
    message: "The encoding is unknown: as UTF-8 byte {utf8} is wrong, as GB18030 byte {gb18030}.",
    remedy: "Save it as CSV in UTF-8 or GB18030 (GBK)."
  },
  FormatUnknown: {
    message: "Files of this kind cannot be read: {detail}.",
    remedy: "Save it as .xlsx, .csv or .jsonl first."
  },
  WorkbookBroken: {
    message: "The workbook is damaged: {detail}.",
    remedy: "Open it in a spreadsheet program and save it as .xlsx."
  },
  WorkbookHasDtd: {
    message: "The workbook declares a document type or entities and was refused.",
    remedy: "Spreadsheet programs write no such thing; check where the file comes from."
  },
  InflatedTooLarge: {
    message: "The unpacked file is beyond the limit of {limit}.",
    remedy: "Check where the file comes from; split it if it truly holds so much."
  },
  HeaderMissing: {
    message: "No column names were found in the first {rows} rows.",
    remedy: "The first row names the columns, such as {example}."
  },
  ColumnMissing: { message: "The column {field} is missing.", remedy: "{advice}" },
  ColumnRepeated: {
    message: "The column {field} stands twice, also at {other}.",
    remedy: "Keep one of them, or rename one."
  },
  ColumnUnknown: { message: 'The column "{value}" is unknown and was not read.', remedy: "{advice}" },
  MappedColumnAbsent: {
    message: 'The mapping names a column "{value}" that the file does not have.',
    remedy: "Compare the mapping file with the header."
  },
  MappingBroken: {
    message: "The mapping file is wrong: {detail}.",
    remedy: "Its parts are described in docs/reference/import-format.md."
  },
  ShapedColumnAbsent: {
    message: 'The mapping names a column "{value}" that the file does not have.',
    remedy: "Compare the mapping file with the header: without it amounts or dates would be misread."
  },
  AmountFilledDown: {
    message: 'The mapping asks to repeat amounts of the column "{value}".',
    remedy: "An amount is never repeated; take the column out of fillDown."
  },
  MoneyUnitConflict: {
    message: 'The unit of the amounts "{value}" is said to be {units}.',
    remedy: "Compare the head, the title and moneyUnit of the mapping, and keep the right one."
  },
  MoneyUnitRead: {
    message: '"{value}" is read in {unit} and recorded in 元.',
    remedy: "If that is not the unit, name it in moneyUnit of a mapping, or correct the head."
  },
  SheetIgnored: {
    message: 'The sheet "{value}" was not read: {detail}.',
    remedy: "If it holds transactions, unhide it and name its columns."
  },
  RowsAbsent: { message: "There are column names but no rows.", remedy: "Check the period of the export." },
  CellsExtra: {
    message: "The row has {cells} cells, the header {columns} columns.",
    remedy: "Put texts with commas, and amounts such as 1,234.50, in double quotes."
  },
  QuoteOpen: {
    message: "A double quote is not closed before the end of the file.",
    remedy: "Close it; a double quote inside a text is written twice."
  },
  QuoteMisplaced: {
    message: "There is text after a closing quote.",
    remedy: "A double quote inside a text is written twice."
  },
  CellError: { message: "The cell holds the error {value}.", remedy: "Correct the formula and save again." },
  FormulaUncomputed: {
    message: "The cell holds a formula without its result.",
    remedy: "Open, recalculate and save the workbook, or paste values."
  },
  JsonBroken: {
    message: "The line is not a JSON object: {detail}.",
    remedy: "Write one JSON object a line."
  },
  PayloadBroken: {
    message: "The payload is not a JSON object: {detail}.",
    remedy: 'Such as {"contractNo":"…"}; in CSV each double quote is written twice.'
  },
  PayloadConflict: {
    message: "{key} of the payload repeats the column {field}.",
    remedy: "Give it in one place only."
  },
  PayloadInvalid: {
    message: "The contents of {title} are wrong: {detail}.",
    remedy: "Complete or correct {key}."
  },
  ValueMissing: { message: "{title} needs {field}.", remedy: "Fill in the cell." },
  ValueForbidden: {
    message: '{title} has no {field}, but "{value}" stands there.',
    remedy: "Clear the cell, or correct the event type."
  },
  ValueUnused: {
    message: '{title} has no {field}; "{value}" was not recorded (said once a sheet).',
    remedy: "It may be cleared."
  },
  PersonalData: {
    message: "holds an {kind} in {rows}.",
    remedy:
      "What is published has no abstracts, but the ledger and the internal edition keep them; " +
      "write a name or a staff number instead, then import."
  },
  EventTypeUnknown: { message: 'The event type "{value}" is unknown.', remedy: "{advice}" },
  AttributesMalformed: {
    message: '"{value}" is no list of attributes.',
    remedy:
      "Write name=value, several apart by semicolons, such as 类别=民生;级次=市级. A name begins with a letter and is given once."
  },
  AgencyMalformed: {
    message: '"{value}" is not a unit code.',
    remedy: "Write 1 to 21 letters, digits, _ or -, such as 219011."
  },
  YearMalformed: {
    message: 'The fiscal year "{value}" is not a year of four digits.',
    remedy: "Such as 2024."
  },
  DateMalformed: {
    message: '"{value}" is not a date.',
    remedy: "Write year, month and day, such as 2024-03-05."
  },
  DateOutsideYear: {
    message: "{value} is not in the fiscal year {year}.",
    remedy: "Correct the date, or the fiscal year."
  },
  DocumentMalformed: {
    message: 'The document number "{value}" is too long or holds invisible characters.',
    remedy: "Take out line breaks, tabs and what is invisible; it has at most 100 characters."
  },
  IdentifierMalformed: {
    message: '{field}: "{value}" holds a line break, a tab or another invisible character ({code}).',
    remedy: "Take it out: none may stand within a code or a number."
  },
  TextMalformed: {
    message: "The text of {field} holds a control character or half a character ({code}).",
    remedy: "Take it out; line breaks and tabs may stay, they are read as spaces."
  },
  LineMalformed: {
    message: 'The line number "{value}" is not a positive whole number.',
    remedy: "Write 1, 2, 3…, or leave the column empty."
  },
  AmountMalformed: {
    message: '"{value}" is not an amount.',
    remedy: "Write digits in yuan, such as 1280.50 or 1,280.50."
  },
  AmountDecimals: {
    message: 'The amount "{value}" has more than two decimals.',
    remedy: "Amounts are in yuan with at most two decimals; check the voucher."
  },
  AmountTooLarge: {
    message: 'The amount "{value}" is beyond 90 trillion yuan, the largest kept exactly.',
    remedy: "Check the amount and its unit."
  },
  AmountZero: {
    message: "The amount is zero.",
    remedy: "What did not happen is not recorded: delete the row or give the amount."
  },
  AmountNegative: { message: "The amount of {title} cannot be negative: {value}.", remedy: "{advice}" },
  PaymentNegative: {
    message: "The payment is negative, {value}, and does not say which payment it returns.",
    remedy: "Give the document number of the payment in ref_doc_no; the row is then read as a return."
  },
  CodeMalformed: {
    message: 'The code "{value}" of {field} is malformed; expected {expected}.',
    remedy: "{advice}"
  },
  CodeUnknown: {
    message: "The code {value} of {field} is in no catalogue.",
    remedy: "Check the code; ignore this for codes of your region."
  },
  CodeOfOtherEdition: {
    message: "The code {value} of {field} is of the {edition} catalogue; that of {year} lacks it.",
    remedy: "Check the year and the code; ignore this where the code was added within the year."
  },
  WordUnknown: { message: '{field} does not know "{value}".', remedy: "{advice}" },
  RowRepeated: {
    message: "Row {row} has the same document, the same codes and the same amount.",
    remedy: "Delete one of them; if both happened, number them in line_no."
  },
  DocumentAmountDiffers: {
    message: "Document {doc} has the same codes in row {row} with the amount {other}; here it is {value}.",
    remedy:
      "Correct the document number or the amount; if both are lines of one document, number them in line_no."
  },
  LineRepeated: {
    message: "Line {line} of document {doc} was used in row {row}.",
    remedy: "Line numbers of a document differ; number all of its rows or none."
  },
  DocumentTwoDates: {
    message: "Document {doc} is dated {other} in row {row}; here it is {value}.",
    remedy: "A document has one date; correct one of them."
  },
  ReferenceAbsent: {
    message: "There is no document {value} to refer to.",
    remedy: "Check ref_doc_no; the document is recorded first, or in the same import."
  },
  ReferenceLineAbsent: { message: "Document {doc} has no line {value}.", remedy: "Its lines are {lines}." },
  ReferenceAmbiguous: {
    message: "Document {value} has several lines ({lines}).",
    remedy: "Say which in ref_line_no."
  },
  ReferenceLater: {
    message: "Document {value} comes later, in row {row}.",
    remedy: "Put it before the row that corrects it."
  },
  ReferenceMonthUnclear: {
    message: "Document {value} names no month, and an earlier month has the number, too: {months}.",
    remedy: "Name the month, such as {example}."
  },
  ReferenceDatedLater: {
    message: "{title} is dated {value}, before the entry it corrects ({corrected}, {other}).",
    remedy: "Correct one of the dates, or the document number."
  },
  DocumentSpelledTwice: {
    message:
      'Document "{value}" differs from "{other}" in spelling only; date, codes and amount are the same: one entry.',
    remedy: "Spell one document in one way; if there are two, give them numbers that differ clearly."
  },
  DocumentSpelledOtherwise: {
    message: 'Document "{value}" has the date of "{other}" and differs in spelling only: it may be the same.',
    remedy: "Spell one document in one way; ignore this if there are two."
  },
  ProjectSpelledOtherwise: {
    message:
      'The project code "{value}" differs from "{other}" in capitals, leading zeros or spaces: one project?',
    remedy: "Spell one project in one way; ignore this if there are two."
  },
  NumberTooLong: {
    message:
      "{field} holds a number of more than 15 digits, {value}; spreadsheets keep 15, the others are no longer what was typed.",
    remedy: "Store the column as text, and type or export it again."
  },
  CellsMerged: {
    message: "The cells {value} are merged; only the first row has a value.",
    remedy:
      "Unmerge them and fill in every row; to repeat the value, name the column in fillDown of a mapping."
  },
  TotalDiffers: {
    message: '"{label}" states {value}, the rows above add up to {sum}; the difference is {difference}.',
    remedy:
      "Check for rows that are missing, extra or changed; ignore this where the total includes months that are not in the file."
  },
  ReferenceNotPayment: {
    message: "Document {value} is not a payment; {title} needs one.",
    remedy: "Only payments are returned or reclassified; use EntryReversed for others."
  },
  ReferenceAmountDiffers: {
    message: "The reversal is of {value}, the entry of {other}.",
    remedy: "A reversal takes back the whole; use DisbursementReturned for a part."
  },
  TargetAbsent: {
    message: "{title} does not say where to.",
    remedy: "Fill in at least one of to_func_code, to_eco_code, to_nature, to_pro_code."
  },
  TotalTooLarge: {
    message: "The total is beyond 90 trillion yuan, the largest kept exactly.",
    remedy: "Check the amounts and their unit."
  }
}
