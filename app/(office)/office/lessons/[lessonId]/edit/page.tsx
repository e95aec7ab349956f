import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded, OfficePage } from '@/app/(office)/_kit/page-frame'
import { leaveUnless, loadOrNotFound, officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { getLesson, getLessonInput } from '@/services/courses/get-lesson'

import { cancelLessonAction, saveLessonAction } from '../../actions'
import { lessonFields } from '../../lesson-fields'

export const generateMetadata = () => officeTitle('lessons.edit')

export default async function EditLessonPage({ params }: { params: Promise<{ lessonId: string }> }) {
  const { actor, say, may } = await requireOfficeAccess('lesson.change')
  const lesson = await loadOrNotFound(getLesson(actor, await readParams(getLessonInput, params)))
  leaveUnless(may('lesson.change', lesson.hostingMunicipalityId))
  const { lessonId } = lesson
  return (
    <OfficePage
      isNarrow
      title={say('lessons.edit')}
      back={{ href: `/office/lessons/${lessonId}`, word: lesson.groupName }}
    >
      <OfficeForm action={saveLessonAction} submit={say('form.save')} fields={await lessonFields(actor, lesson)} />
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
