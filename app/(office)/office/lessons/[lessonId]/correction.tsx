import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { getTranslation } from '@/app/_server/i18n'

import { correctAttendanceAction } from '../actions'
import { MINUTE_KINDS, type LessonAttendance } from './minute-kinds'

/** Corrects a person's minutes; they add up to the lesson's length. */
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
        fields={[
          { kind: 'hidden', name: 'lessonId', value: lessonId },
          { kind: 'hidden', name: 'handle', value: row.handle },
          ...MINUTE_KINDS.map((name) => ({
            kind: 'number' as const,
            name,
            label: t(`office:attendance.${name}`),
            value: String(row[name]),
          })),
          { kind: 'long', name: 'reason', label: t('office:field.reason') },
        ]}
      />
    </Folded>
  )
}
