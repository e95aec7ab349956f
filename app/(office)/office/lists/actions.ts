'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

import { ROW_HEIGHTS } from '@/app/(office)/_kit/row-heights'
import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { cookieOptions, ROW_HEIGHT_COOKIE, YEAR_SECONDS } from '@/app/_server/cookies'
import { webEnv } from '@/app/_server/env'
import { text } from '@/app/_server/form-values'
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

/** Sets how high this device shows rows, and returns to the list. Anybody may choose it for themselves. */
export async function chooseRowHeightAction(form: FormData): Promise<void> {
  const height = ROW_HEIGHTS.find((one) => one === text(form, 'rowHeight'))
  const back = listReturn.safeParse(text(form, 'back'))
  if (height) {
    const options = { ...cookieOptions(webEnv().PUBLIC_URL), maxAge: YEAR_SECONDS }
    ;(await cookies()).set(ROW_HEIGHT_COOKIE, height, options)
  }
  redirect(back.success ? back.data : '/office')
}
