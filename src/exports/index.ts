export * from './sheet.ts'
export * from './workbook.ts'
