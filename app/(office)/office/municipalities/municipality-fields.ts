import type { FieldSpec } from '@/app/(office)/_kit/field-spec'
import type { Say } from '@/app/(office)/_kit/access'

type Municipality = {
  municipalityId: string
  code: string
  name: string
  joinedOn: string
  leftOn: string | null
  recordingAllowed: boolean
}

/** The fields of a municipality, new or known. */
export function municipalityFields(say: Say, known: Municipality | null, today: string): FieldSpec[] {
  return [
    { kind: 'hidden', name: 'municipalityId', value: known?.municipalityId ?? '' },
    { kind: 'text', name: 'name', label: say('field.name'), value: known?.name, maxLength: 120 },
    {
      kind: 'text',
      name: 'code',
      label: say('municipalities.code'),
      hint: say('municipalities.codeHint'),
      value: known?.code,
      maxLength: 4,
    },
    { kind: 'date', name: 'joinedOn', label: say('municipalities.joinedOn'), value: known?.joinedOn ?? today },
    { kind: 'date', name: 'leftOn', label: say('municipalities.leftOn'), value: known?.leftOn ?? '', isOptional: true },
    {
      kind: 'tick',
      name: 'recordingAllowed',
      label: say('municipalities.recordingAllowed'),
      hint: say('municipalities.recordingHint'),
      isOn: known?.recordingAllowed ?? false,
    },
  ]
}
