import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { stageOf, type StagePicture } from '@/lesson-client/state/stage-of'

import type { ShownPerson } from './screen-person'

type Shown = {
  /** Across the whole stage while no page is shown. */
  main: ShownPerson
  /** Beside a page. */
  column: readonly ShownPerson[]
  /** Beside the main picture. */
  besideMain: readonly ShownPerson[]
}

/** As many stand above each other with their names to be read from afar. */
const MOST = 4

/** The communicator first, whether or not they are seen, then the others who are seen or have the floor. */
export function peopleOf(snapshot: LessonSnapshot, communicatorName: string): Shown {
  const { teachers, others } = stageOf(snapshot)
  const { live, peers, sending } = snapshot
  const self = selfOf(snapshot)
  const isGone = live.lesson.absence !== null || snapshot.media === 'lost' || snapshot.connection === 'lost'
  const [first, ...moreTeachers] = teachers.map((one) => seen(one, 'communicator'))
  const communicator = first ?? nobody('communicator', communicatorName, isGone ? 'signal-lost' : 'person')
  const rest = [...moreTeachers, ...others.map((one) => seen(one, 'floor'))]
  const names = new Set([communicator, ...rest].map(({ key }) => key))
  const unseen = peers
    .filter((peer) => peer.hasFloor && peer.peerId !== self?.peerId && !names.has(peer.peerId))
    .map((peer) => ({ ...nobody(peer.peerId, peer.displayName, 'microphone'), hasFloor: true }))
  const camera = sending.camera?.track
  const own: ShownPerson[] =
    self?.hasFloor === true
      ? [
          {
            ...{ key: self.peerId, name: self.displayName, hasFloor: true, sign: 'camera-off' },
            picture: camera ? { track: camera, of: 'self', label: self.displayName, consumerId: null } : null,
          },
        ]
      : []
  const beside = [...own, ...rest, ...unseen]
  const [firstOther, ...afterFirst] = beside
  // In a small group there is no communicator, but somebody to look at.
  if (!first && live.groups && live.groups.mine !== null && firstOther)
    return { main: firstOther, besideMain: afterFirst.slice(0, MOST), column: beside.slice(0, MOST) }
  return { main: communicator, besideMain: beside.slice(0, MOST), column: [communicator, ...beside].slice(0, MOST) }
}

function seen({ track, peer }: StagePicture, of: 'communicator' | 'floor'): ShownPerson {
  const name = peer?.displayName ?? ''
  return {
    ...{ key: track.peerId, name, hasFloor: of === 'floor' && peer?.hasFloor === true, sign: 'person' },
    picture: { track: track.track, of, label: name, consumerId: track.consumerId },
  }
}

function nobody(key: string, name: string, sign: ShownPerson['sign']): ShownPerson {
  return { key, name, hasFloor: false, picture: null, sign }
}
