'use server'

import * as z from 'zod'

import { chosen } from '@/app/(office)/_kit/read-form'
import { text } from '@/app/_server/form-values'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import { token } from '@/protocol/bounded'
import { found } from '@/services/found'
import { BULK_MAX, type BulkOutcome } from '@/services/lists/bulk-action'

import { LISTS } from './registry'

const ROW_MAX = 80
const rowsSchema = z.array(token(ROW_MAX)).max(BULK_MAX)

/** Runs a previewed action on the previewed rows, as long as they are in the previewed state. */
export async function runBulkAction(_: unknown, form: FormData): Promise<ActionResult<BulkOutcome>> {
  return runAction('run-bulk', async () => {
    const actor = await getStaffActor()
    const list = found(LISTS.get(text(form, 'list')))
    const bulk = found(list.bulk.find((one) => one.name === text(form, 'bulk')))
    const rows = parseInput(rowsSchema, chosen(form, 'row')).map((row) => {
      const [id = '', seen = ''] = row.split(' ')
      return { id, seen }
    })
    return bulk.run({ actor, form, rows })
  })
}
