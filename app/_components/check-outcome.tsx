import { TRANSPORT_PATHS, type CheckOutcome, type CheckPart } from '@/domain/checks/assess-check'

import { Pictogram, type PictogramName } from './pictogram'

export type ShownOutcome = CheckOutcome | 'running' | 'waiting'

export const PART_PICTURES: Readonly<Record<CheckPart, PictogramName>> = {
  camera: 'camera',
  microphone: 'microphone',
  loudspeaker: 'sound',
  udp: 'signal',
  tcp: 'signal',
  turn: 'lock',
}

const REACTIONS: Readonly<Record<ShownOutcome, { picture: PictogramName; tone: string }>> = {
  good: { picture: 'check', tone: 'bg-moss-pale text-moss' },
  weak: { picture: 'warning', tone: 'bg-sun-pale text-ink' },
  failed: { picture: 'cross', tone: 'bg-lingon-pale text-lingon' },
  skipped: { picture: 'next', tone: 'bg-birch text-slate' },
  running: { picture: 'clock', tone: 'bg-spruce-pale text-spruce' },
  waiting: { picture: 'clock', tone: 'bg-birch text-slate' },
}

/** The advice for a part that is not good; null where none is needed. */
export function adviceFor(part: CheckPart, outcome: ShownOutcome): CheckPart | 'slow' | null {
  if (outcome === 'failed') return part
  if (outcome !== 'weak') return null
  return TRANSPORT_PATHS.some((way) => way === part) ? 'slow' : part
}

/** The outcome of one part of a check: image, colour and word. */
export function OutcomeMark({ outcome, word }: { outcome: ShownOutcome; word: string }) {
  const { picture, tone } = REACTIONS[outcome]
  return (
    <span className={`inline-flex items-center gap-1.5 rounded-full px-3 py-1 font-semibold ${tone}`}>
      <Pictogram name={picture} size={20} className={picture === 'next' ? 'mirrors' : undefined} />
      {word}
    </span>
  )
}
