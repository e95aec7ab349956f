import { writeXlsx } from '@/adapters/spreadsheet'

import type { ClaimLabels } from './claim-labels'
import type { ClaimTables } from './claim-tables'

/** Two sheets, with numbers as numbers. The same tables and time produce the same bytes. */
export function writeClaimXlsx({ hours, lessons }: ClaimTables, labels: ClaimLabels, madeAt: Date): Promise<Buffer> {
  return writeXlsx(
    [
      { name: labels.hoursSheet, ...hours },
      { name: labels.lessonsSheet, ...lessons },
    ],
    madeAt,
  )
}
