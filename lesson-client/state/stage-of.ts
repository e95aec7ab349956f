import { isTeaching } from '@/domain/live-lesson/roles'
import type { PeerState } from '@/protocol/server-messages'

import type { RemoteTrack, LessonSnapshot } from './lesson-snapshot'

export type StagePicture = { track: RemoteTrack; peer: PeerState | undefined }

/** The pictures to show: a shared screen, those who teach, and other visible members. */
export type Stage = { screen: StagePicture | undefined; teachers: StagePicture[]; others: StagePicture[] }

/** The pictures of a lesson, grouped by what they are to the viewer. */
export function stageOf({ tracks, peers }: LessonSnapshot): Stage {
  const pictures = tracks
    .filter((one) => !one.isPaused)
    .map((track) => ({ track, peer: peers.find((peer) => peer.peerId === track.peerId) }))
  const cameras = pictures.filter(({ track }) => track.source === 'camera')
  const isTeachers = ({ peer }: StagePicture) => peer !== undefined && isTeaching(peer.role)
  return {
    screen: pictures.find(({ track }) => track.source === 'screen-share'),
    teachers: cameras.filter(isTeachers),
    others: cameras.filter((picture) => !isTeachers(picture)),
  }
}
