import { LESSON_ROLES, type LessonRole } from '@/domain/live-lesson/roles'
import type { LessonStatus } from '@/domain/live-lesson/view'
import { LESSON_PHASES } from '@/domain/live-lesson/vocabulary'
import { gauge } from './registry'

/** The part of a session that metrics read. */
export type SeenSession = {
  state: { lesson: Pick<LessonStatus, 'phase' | 'absence'>; recording: { problem: RecordingProblem | null } | null }
  peers: readonly { role: LessonRole; isEntered: boolean; media: { quality: number | null } | undefined }[]
}
type RecordingProblem = (typeof RECORDING_PROBLEMS)[number]

const RECORDING_PROBLEMS = ['disk-full', 'stopped'] as const
const PLACES = ['pre-join', 'lesson'] as const
const QUALITIES = [0, 1, 2, 3]

let sessions: () => SeenSession[] = () => []

/** Registers these sessions to be counted at each scrape. */
export function watchSessions(watched: () => SeenSession[]): void {
  sessions = watched
}

const peers = () => sessions().flatMap((session) => session.peers)

gauge({
  name: 'samsal_media_lessons',
  help: 'Lessons that somebody is in, by phase.',
  labels: ['phase'],
  collect: (lessons) => {
    for (const phase of LESSON_PHASES) {
      lessons.set({ phase }, sessions().filter((session) => session.state.lesson.phase === phase).length)
    }
  },
})

gauge({
  name: 'samsal_media_lessons_suspended',
  help: 'Live lessons whose communicator has been lost for so long that nobody counts as absent.',
  collect: (suspended) =>
    suspended.set(sessions().filter((session) => session.state.lesson.absence?.isSuspended).length),
})

gauge({
  name: 'samsal_media_peers',
  help: 'Peers by role, before it or in the lesson.',
  labels: ['role', 'place'],
  collect: (peersByRole) => {
    peersByRole.reset()
    for (const role of LESSON_ROLES) for (const place of PLACES) peersByRole.set({ role, place }, 0)
    for (const { role, isEntered } of peers()) peersByRole.inc({ role, place: isEntered ? 'lesson' : 'pre-join' })
  },
})

gauge({
  name: 'samsal_media_network_quality_peers',
  help: 'Peers that send, by how well it arrives: 0 not at all, 3 well.',
  labels: ['quality'],
  collect: (byQuality) => {
    const known = peers().map((peer) => peer.media?.quality)
    for (const quality of QUALITIES) byQuality.set({ quality }, known.filter((one) => one === quality).length)
  },
})

gauge({
  name: 'samsal_media_recordings',
  help: 'Recordings that are on, by what is the matter: none, disk-full, stopped.',
  labels: ['problem'],
  collect: (recordings) => {
    const on = sessions().flatMap(({ state }) => (state.recording ? [state.recording.problem ?? 'none'] : []))
    for (const problem of ['none', ...RECORDING_PROBLEMS]) {
      recordings.set({ problem }, on.filter((one) => one === problem).length)
    }
  },
})
