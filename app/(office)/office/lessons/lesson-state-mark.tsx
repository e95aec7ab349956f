import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { Translator } from '@/app/_server/i18n'
import type { LessonState } from '@/domain/courses/vocabulary'

const LOOKS: Record<LessonState, { picture: PictogramName; className: string }> = {
  planned: { picture: 'clock', className: 'bg-spruce-pale text-spruce' },
  live: { picture: 'play', className: 'bg-sun font-bold text-ink' },
  ended: { picture: 'check', className: 'bg-moss-pale text-moss' },
  'not-held': { picture: 'clock', className: 'bg-lingon-pale text-lingon' },
  cancelled: { picture: 'cross', className: 'bg-lingon-pale text-lingon' },
}

/** The state of a lesson, as an image and a word. */
export function LessonStateMark({ state, t }: { state: LessonState; t: Translator }) {
  const { picture, className } = LOOKS[state]
  return (
    <span className={`inline-flex items-center gap-1 rounded px-2 whitespace-nowrap ${className}`}>
      <Pictogram name={picture} size={18} />
      {t(`office:states.${state}`)}
    </span>
  )
}
