import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded, OfficePage } from '@/app/(office)/_kit/page-frame'
import { leaveUnless, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getLesson, getLessonInput } from '@/services/courses/get-lesson'

import { cancelLessonAction, saveLessonAction } from '../../actions'
import { lessonFields } from '../../lessons'

export const generateMetadata = () => officeTitle('lessons.edit')

export default async function EditLessonPage({ params }: { params: Promise<{ lessonId: string }> }) {
  const office = await requireOfficeAccess('lesson.change')
  const { actor, say, may } = office
  const lesson = await loadOrNotFound(getLesson(actor, await readParams(getLessonInput, params)))
  leaveUnless(may('lesson.change', lesson.hostingMunicipalityId))
  const { lessonId } = lesson
  return (
    <OfficePage
      isNarrow
      title={say('lessons.edit')}
      back={{ href: `/office/lessons/${lessonId}`, word: lesson.groupName }}
    >
      <OfficeForm action={saveLessonAction} submit={say('form.save')} fields={await lessonFields(office, lesson)} />
      <Folded word={say('lessons.cancel')}>
        <p className="text-slate">{say('lessons.cancelText')}</p>
        <OfficeForm
          action={cancelLessonAction}
          submit={say('lessons.cancel')}
          tone="stop"
          fields={[{ kind: 'hidden', name: 'lessonId', value: lessonId }]}
        />
      </Folded>
    </OfficePage>
  )
}
