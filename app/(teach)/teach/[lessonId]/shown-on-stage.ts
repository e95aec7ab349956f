import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { stageOf, type StagePicture } from '@/lesson-client/state/stage-of'

/** What everybody sees: the strongest of these. */
export type ShownOnStage =
  | { kind: 'question' | 'break' | 'own-screen' | 'screen' | 'page' | 'self' }
  /** A member at home with the floor, or somebody who teaches beside the communicator. */
  | { kind: 'person'; picture: StagePicture }

/** What everybody sees in this lesson; the tools below the stage act on it. */
export function shownOn(snapshot: LessonSnapshot): ShownOnStage {
  const { question, slide, lesson } = snapshot.live
  const { screen, teachers, others } = stageOf(snapshot)
  if (question) return { kind: 'question' }
  if (lesson.breakTime) return { kind: 'break' }
  if (snapshot.sending['screen-share']) return { kind: 'own-screen' }
  if (screen) return { kind: 'screen' }
  if (slide) return { kind: 'page' }
  const picture = others.find(({ peer }) => peer?.role === 'participant') ?? teachers[0]
  return picture ? { kind: 'person', picture } : { kind: 'self' }
}
