import type { Office } from '@/app/(office)/_kit/access'
import { spokenLanguageChoices } from '@/app/(office)/_kit/choices'
import type { FieldSpec } from '@/app/(office)/_kit/field-spec'
import { IMPORT_FIELDS, type ImportField } from '@/domain/imports/import-fields'
import type { getImport } from '@/services/imports/get-import'

/** Fields that are no value of a person by themselves, or that a known person has only from elsewhere. */
const NEVER_OVERWRITTEN: ReadonlySet<ImportField> = new Set([
  'fullName',
  'identityNumber',
  'isProtected',
  'permitGround',
  'permitFromOn',
  'registeredFromOn',
])

/** What each column of the file holds, with examples from it; what is replaced; the language of the rest. */
export function columnFields(found: Awaited<ReturnType<typeof getImport>>, { say, t }: Office): FieldSpec[] {
  const choices = IMPORT_FIELDS.map((value) => ({ value, label: say(`imports.fields.${value}`) }))
  return [
    ...found.columns.map(({ heading, field, examples }, at): FieldSpec => ({
      ...{ kind: 'choice', name: `column-${at}`, value: field ?? '', none: say('imports.leftOut'), choices },
      label: heading.trim() || say('imports.columnNumber', { number: at + 1 }),
      hint: examples.join(' · '),
    })),
    {
      ...{ kind: 'choice', name: 'elseLanguage', value: found.elseLanguage ?? '', none: say('imports.noLanguage') },
      ...{ label: say('imports.elseLanguage'), choices: spokenLanguageChoices(t) },
    },
    {
      ...{ kind: 'ticks', name: 'overwritten', values: found.overwritten },
      label: say('imports.overwritten'),
      hint: say('imports.overwrittenHint'),
      choices: choices.filter(({ value }) => !NEVER_OVERWRITTEN.has(value)),
    },
  ]
}
