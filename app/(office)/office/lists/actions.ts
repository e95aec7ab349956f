'use server'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { changeView, changeViewInput } from '@/services/lists/change-view'
import { deleteView, deleteViewInput } from '@/services/lists/delete-view'
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
