import Link from 'next/link'

import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { themePartChoices } from '@/app/(office)/_kit/choices'
import { leaveUnless, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { dateOf } from '@/domain/time'
import { getGroup, getGroupInput } from '@/services/courses/get-group'

import { planLessonsAction } from '../../actions'
import { planForm } from '../../groups'

export const generateMetadata = () => officeTitle('plan.title')

export default async function PlanPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { actor, t, say, may } = await requireOfficeAccess('lesson.change')
  const group = await loadOrNotFound(getGroup(actor, await readParams(getGroupInput, params)))
  leaveUnless(may('lesson.change', group.hostingMunicipalityId))
  const today = dateOf(Date.now())
  const choices = themePartChoices(t)
  const themeParts = choices.map((choice) => choice.value)
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
        fields={planForm.fields({
          t,
          known: {
            ...group,
            fromOn: today > group.startsOn ? today : group.startsOn,
            untilOn: group.endsOn,
            themeParts,
          },
          choices: { themeParts: choices },
          without: group.courseKind === 'sfi' ? ['themeParts'] : [],
        })}
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
