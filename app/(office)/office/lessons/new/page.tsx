import { OfficeForm } from '@/app/_components/office-form'
import { OfficePage } from '@/app/_components/office-page'
import { officeTitle, openOffice } from '@/app/_server/open-office'
import type { SearchParams } from '@/app/_server/read-query'

import { saveLessonAction } from '../actions'
import { lessonFields } from '../lesson-fields'

export const generateMetadata = () => officeTitle('lessons.new')

export default async function NewLessonPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, say } = await openOffice('lesson.change')
  const { groupId } = await searchParams
  const fields = await lessonFields(actor, null, typeof groupId === 'string' ? groupId : undefined)
  return (
    <OfficePage isNarrow title={say('lessons.new')} back={{ href: '/office/lessons', word: say('lessons.title') }}>
      <OfficeForm action={saveLessonAction} submit={say('form.save')} fields={fields} />
    </OfficePage>
  )
}
