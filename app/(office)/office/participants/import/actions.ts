'use server'

import * as z from 'zod'

import { runForm, type FormState } from '@/app/(office)/_kit/run-form'
import { text } from '@/app/_server/form-values'
import { parseInput } from '@/app/_server/run-action'
import { applyImport, applyImportInput } from '@/services/imports/apply-import'
import { chooseColumns, chooseColumnsInput } from '@/services/imports/choose-columns'
import { continueImport, continueImportInput } from '@/services/imports/continue-import'
import { removeImport, removeImportInput } from '@/services/imports/remove-import'
import { undoImport, undoImportInput } from '@/services/imports/undo-import'

const PAGE = '/office/participants/import'

/** The columns are fields of their own, as many as the file has. */
const chosen = z.object({ ...chooseColumnsInput.omit({ columns: true }).shape })

export async function chooseColumnsAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'choose-import-columns', form, schema: chosen }, async (actor, input) => {
    const columns: (string | null)[] = []
    for (let at = 0; form.has(`column-${at}`); at += 1) columns.push(text(form, `column-${at}`) || null)
    await chooseColumns(actor, parseInput(chooseColumnsInput, { ...input, columns }))
    return { to: `${PAGE}/${input.importId}` }
  })
}

export async function applyImportAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'apply-import', form, schema: applyImportInput }, async (actor, input) => {
    await applyImport(actor, input)
    return { to: `${PAGE}/${input.importId}` }
  })
}

export async function undoImportAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'undo-import', form, schema: undoImportInput }, async (actor, input) => {
    await undoImport(actor, input)
    return { to: `${PAGE}/${input.importId}` }
  })
}

export async function continueImportAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'continue-import', form, schema: continueImportInput }, async (actor, input) => {
    await continueImport(actor, input)
    return { to: `${PAGE}/${input.importId}` }
  })
}

export async function removeImportAction(_: FormState, form: FormData): Promise<FormState> {
  return runForm({ name: 'remove-import', form, schema: removeImportInput }, async (actor, input) => {
    await removeImport(actor, input)
    return { to: PAGE, done: 'removed' }
  })
}
