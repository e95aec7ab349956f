import ExcelJS from 'exceljs'
import { unzipSync, zipSync } from 'fflate'

import type { ClaimLabels } from './claim-labels'
import type { ClaimTables } from './claim-tables'

const CREATOR = 'Samsal'
const SHEET_NAME_MAX = 31
const COLUMN_WIDTH = 24

/**
 * Two sheets, numbers as numbers. The same tables give the same bytes: `madeAt` stands where the time of writing would,
 * and the archive is packed again with sorted entries of a fixed time.
 */
export async function writeClaimXlsx(tables: ClaimTables, labels: ClaimLabels, madeAt: Date): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.creator = CREATOR
  workbook.lastModifiedBy = CREATOR
  workbook.created = madeAt
  workbook.modified = madeAt
  addSheet(workbook, labels.hoursSheet, tables.hours)
  addSheet(workbook, labels.lessonsSheet, tables.lessons)
  return repacked(new Uint8Array(await workbook.xlsx.writeBuffer()))
}

function addSheet(workbook: ExcelJS.Workbook, name: string, { head, rows }: ClaimTables['hours']): void {
  const sheet = workbook.addWorksheet(name.slice(0, SHEET_NAME_MAX), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(head).font = { bold: true }
  sheet.addRows(rows)
  sheet.columns.forEach((column) => {
    column.width = COLUMN_WIDTH
  })
}

function repacked(archive: Uint8Array): Buffer {
  const entries = Object.entries(unzipSync(archive)).toSorted(([one], [other]) => (one < other ? -1 : 1))
  // Archives keep local time, so this one is made of local parts.
  const mtime = new Date(2000, 0, 1)
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime, level: 6 }))
}
