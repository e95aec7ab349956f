import { MarkSign, type Cell } from '@/app/(office)/_kit/cell'
import type { PictogramName } from '@/app/_components/pictogram'
import type { Translator } from '@/app/_server/i18n'
import type { LessonState } from '@/domain/courses/vocabulary'

const LOOKS: Record<LessonState, { picture: PictogramName; look: string }> = {
  planned: { picture: 'clock', look: 'bg-spruce-pale text-spruce' },
  live: { picture: 'play', look: 'bg-sun font-bold text-ink' },
  ended: { picture: 'check', look: 'bg-moss-pale text-moss' },
  'not-held': { picture: 'clock', look: 'bg-lingon-pale text-lingon' },
  cancelled: { picture: 'cross', look: 'bg-lingon-pale text-lingon' },
}

type Props = { state: LessonState; t: Translator }

const markOf = ({ state, t }: Props) => ({ ...LOOKS[state], text: t(`office:states.${state}`) })

/** The state of a lesson, as an image and a word. */
export function LessonStateMark(props: Props) {
  return <MarkSign {...markOf(props)} />
}

/** The same as the whole content of a cell. */
export function lessonStateCell(props: Props): Cell {
  return { is: 'mark', mark: markOf(props) }
}
