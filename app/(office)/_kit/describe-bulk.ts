import type * as z from 'zod'

import type { BulkAction, BulkOutcome, PreviewedRow } from '@/services/lists/bulk-action'
import { previewBulk, runBulk } from '@/services/lists/bulk-action'
import type { StaffActor } from '@/domain/people/actor'
import type { Permission } from '@/domain/people/permissions'

import type { Office } from './access'
import type { FieldSpec } from './field-spec'
import type { OfficeKey } from './office-key'
import { readForm } from './read-form'

export type BulkDescription<Schema extends z.ZodObject> = {
  /** Its name in the address, under its list. */
  name: string
  word: OfficeKey
  text: OfficeKey
  action: BulkAction<Schema>
  /** The additional input, with the values given so far. */
  fields: (office: Office, said: Readonly<Record<string, string>>) => Promise<FieldSpec[]>
}

type Asked = { actor: StaffActor; form: FormData }

/** A bulk action of a list, with the type of its input erased. */
export type ListBulk = {
  name: string
  word: OfficeKey
  text: OfficeKey
  permission: Permission
  fields: BulkDescription<z.ZodObject>['fields']
  /** The form's values, or null while they are incomplete. */
  isAnswered: (form: FormData) => boolean
  preview: (asked: Asked & { ids: readonly string[] }) => Promise<{ rows: PreviewedRow[]; missing: number }>
  run: (asked: Asked & { rows: readonly Pick<PreviewedRow, 'id' | 'seen'>[] }) => Promise<BulkOutcome>
}

/** An action on many rows of a list, after a preview of the rows it affects. */
export function describeBulk<Schema extends z.ZodObject>(bulk: BulkDescription<Schema>): ListBulk {
  const { name, word, text, action, fields } = bulk
  const { input, permission } = action
  const read = (form: FormData) => input.parse(readForm(input, form))
  return {
    ...{ name, word, text, permission, fields },
    isAnswered: (form) => input.safeParse(readForm(input, form)).success,
    preview: ({ actor, form, ids }) => previewBulk(action, { actor, ids, input: read(form) }),
    run: ({ actor, form, rows }) => runBulk(action, { actor, rows, input: read(form) }),
  }
}
