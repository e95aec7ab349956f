import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { getTranslation } from '@/app/_server/i18n'

import { correctAttendanceAction } from '../actions'
import { correctionForm } from '../lessons'
import { MINUTE_KINDS, type LessonAttendance } from './minute-kinds'

/** Corrects a person's minutes; they must add up to the lesson's length. */
export async function Correction({ lessonId, row }: { lessonId: string; row: LessonAttendance['rows'][number] }) {
  const { t } = await getTranslation()
  const key = MINUTE_KINDS.map((kind) => row[kind]).join(' ')
  return (
    <Folded key={key} word={t('office:attendance.correct')}>
      <p className="text-slate">{t('office:attendance.correctText', { count: row.plannedMinutes })}</p>
      <OfficeForm
        isInline
        action={correctAttendanceAction}
        submit={t('office:attendance.saveCorrection')}
        fields={correctionForm.fields({ t, known: { ...row, lessonId } })}
      />
    </Folded>
  )
}
