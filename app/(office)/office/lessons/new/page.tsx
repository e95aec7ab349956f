import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { leaveUnless, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { getGroup, getGroupInput } from '@/services/courses/get-group'

import { saveLessonAction } from '../actions'
import { lessonFields } from '../lessons'

export const generateMetadata = () => officeTitle('lessons.new')

export default async function NewLessonPage({ searchParams }: { searchParams: SearchParams }) {
  const office = await requireOfficeAccess('lesson.change')
  const { actor, say, may } = office
  const chosen = getGroupInput.safeParse({ groupId: (await searchParams).groupId })
  const group = chosen.success ? await loadOrNotFound(getGroup(actor, chosen.data)) : null
  leaveUnless(group === null || may('lesson.change', group.hostingMunicipalityId))
  const fields = await lessonFields(office, { groupId: group?.groupId })
  return (
    <OfficePage isNarrow title={say('lessons.new')} back={{ href: '/office/lessons', word: say('lessons.title') }}>
      <OfficeForm action={saveLessonAction} submit={say('form.save')} fields={fields} />
    </OfficePage>
  )
}
