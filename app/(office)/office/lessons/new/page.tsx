import { OfficeForm } from '@/app/(office)/_kit/form'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { leaveUnless, loadOrNotFound, officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { getGroup, getGroupInput } from '@/services/courses/get-group'

import { saveLessonAction } from '../actions'
import { lessonFields } from '../lesson-fields'

export const generateMetadata = () => officeTitle('lessons.new')

export default async function NewLessonPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, say, may } = await requireOfficeAccess('lesson.change')
  const chosen = getGroupInput.safeParse({ groupId: (await searchParams).groupId })
  const group = chosen.success ? await loadOrNotFound(getGroup(actor, chosen.data)) : null
  leaveUnless(group === null || may('lesson.change', group.hostingMunicipalityId))
  const fields = await lessonFields(actor, null, group?.groupId)
  return (
    <OfficePage isNarrow title={say('lessons.new')} back={{ href: '/office/lessons', word: say('lessons.title') }}>
      <OfficeForm action={saveLessonAction} submit={say('form.save')} fields={fields} />
    </OfficePage>
  )
}
