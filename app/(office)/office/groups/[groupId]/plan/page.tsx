import Link from 'next/link'

import type { FieldSpec } from '@/app/(office)/_kit/field-spec'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { themePartChoices } from '@/app/(office)/_kit/choices'
import { leaveUnless, loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { dateOf } from '@/domain/time'
import { getGroup, getGroupInput } from '@/services/courses/get-group'

import { planLessonsAction } from '../../actions'

export const generateMetadata = () => officeTitle('plan.title')

export default async function PlanPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { actor, t, say, may } = await requireOfficeAccess('lesson.change')
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  leaveUnless(may('lesson.change', group.hostingMunicipalityId))
  const today = dateOf(Date.now())
  const choices = themePartChoices(t)
  const parts: FieldSpec = {
    kind: 'ticks',
    name: 'themeParts',
    label: say('plan.themeParts'),
    hint: say('plan.themePartsHint'),
    choices,
    values: choices.map((choice) => choice.value),
  }
  return (
    <OfficePage
      isNarrow
      title={say('plan.title')}
      text={say('plan.text')}
      back={{ href: `/office/groups/${group.groupId}`, word: group.name }}
    >
      <OfficeForm
        action={planLessonsAction}
        submit={say('plan.submit')}
        fields={[
          { kind: 'hidden', name: 'groupId', value: group.groupId },
          {
            kind: 'date',
            name: 'fromOn',
            label: say('field.fromOn'),
            value: today > group.startsOn ? today : group.startsOn,
          },
          { kind: 'date', name: 'untilOn', label: say('field.untilOn'), value: group.endsOn },
          ...(group.courseKind === 'sfi' ? [] : [parts]),
        ]}
      />
      <Link
        className="link inline-flex min-h-11 items-center self-start"
        href={`/office/lessons?groupId=${group.groupId}`}
      >
        {say('groups.lessons')}
      </Link>
    </OfficePage>
  )
}
