import * as z from 'zod'

import { SPOKEN_LANGUAGES, UI_LANGUAGES } from '@/domain/languages'
import { LEGAL_SEXES, PERMIT_GROUNDS } from '@/domain/people/vocabulary'

const text = z.string()
const permits = z.array(z.strictObject({ ground: z.enum(PERMIT_GROUNDS), fromOn: text, untilOn: text.nullable() }))

/** Values of a person as an import sets them. An empty text or null is a field that is not filled in. */
export const personValues = z.strictObject({
  givenName: text,
  familyName: text,
  displayName: text,
  /** Twelve digits; empty stands for none. A number is only ever added. */
  identityNumber: text,
  bornOn: text.nullable(),
  legalSex: z.enum(LEGAL_SEXES).nullable(),
  spokenLanguage: z.enum(SPOKEN_LANGUAGES),
  uiLanguage: z.enum(UI_LANGUAGES),
  phone: text,
  email: text,
  address: text,
  contactPerson: text,
  dossierNumber: text,
  permits,
  registeredFromOn: text.nullable(),
})
export type PersonValues = z.infer<typeof personValues>
export type ValueName = keyof PersonValues

/** What a row sets, and what it found there before; of somebody who is added there is no before. */
export const rowPlan = z.strictObject({ to: personValues.partial(), from: personValues.partial() })
export type RowPlan = z.infer<typeof rowPlan>

/** Whether two values of a field are the same. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** Whether a field is not filled in. */
export function isEmptyValue(value: unknown): boolean {
  return value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}
