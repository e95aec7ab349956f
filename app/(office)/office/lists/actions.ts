'use server'

import { cookies } from 'next/headers'
import * as z from 'zod'

import { ROW_HEIGHTS } from '@/app/(office)/_kit/row-heights'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { cookieOptions, ROW_HEIGHT_COOKIE, YEAR_SECONDS } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { changeView, changeViewInput } from '@/services/lists/change-view'
import { deleteView, deleteViewInput } from '@/services/lists/delete-view'
import { listReturn } from '@/services/lists/list-fields'
import { saveView, saveViewInput } from '@/services/lists/save-view'
import { found } from '@/services/found'

import { LISTS } from './registry'

export async function saveViewAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'save-view', form, schema: saveViewInput }, async (actor, input) => {
    const { path } = found(LISTS.get(input.list))
    const { viewId, query } = await saveView(actor, input)
    return {
      to: `${path}?${new URLSearchParams([...new URLSearchParams(query), ['view', viewId]])}`,
      done: 'viewSaved',
    }
  })
}

export async function changeViewAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'change-view', form, schema: changeViewInput }, async (actor, input) => {
    await changeView(actor, input)
    return { to: '/office/views', done: 'saved' }
  })
}

export async function deleteViewAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'delete-view', form, schema: deleteViewInput }, async (actor, input) => {
    await deleteView(actor, input)
    return { to: '/office/views', done: 'viewDeleted' }
  })
}

const rowHeightInput = z.strictObject({ rowHeight: z.enum(ROW_HEIGHTS), back: listReturn })

/** Sets how high this device shows rows, and returns to the list. */
export async function chooseRowHeightAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'choose-row-height', form, schema: rowHeightInput }, async (_actor, { rowHeight, back }) => {
    const options = { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: YEAR_SECONDS }
    ;(await cookies()).set(ROW_HEIGHT_COOKIE, rowHeight, options)
    return { to: back }
  })
}
