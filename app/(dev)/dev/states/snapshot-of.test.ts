import { describe, expect, test } from 'vitest'

import { MEDIA_SOURCES } from '@/domain/live-lesson/vocabulary'
import { situationOf, type Situation } from '@/lesson-client/state/situation'

import { snapshotOf } from './snapshot-of'
import { isStateOf, STATE_NAMES } from './states'
import { SURFACES } from './surfaces'

const moment = { nowMs: 1_800_000_000_000, language: 'sv' } as const

/** Replaces a track outside a browser; nothing here reads one. */
class Track extends EventTarget {
  readonly kind = 'video'
}
const trackOf = () => new Track() as unknown as MediaStreamTrack

const SITUATIONS: Readonly<Record<Situation, true>> = {
  connecting: true,
  'pre-join': true,
  waiting: true,
  live: true,
  break: true,
  'communicator-away': true,
  suspended: true,
  'connection-lost': true,
  'media-lost': true,
  'media-blocked': true,
  'media-unsupported': true,
  ended: true,
  'not-held': true,
  replaced: true,
  removed: true,
  refused: true,
  left: true,
}
const isSituation = (name: string): name is Situation => name in SITUATIONS

const drawn = SURFACES.flatMap((surface) =>
  STATE_NAMES.filter((state) => isStateOf(surface, state)).map((state) => ({ surface, state })),
)

describe('the examples of the gallery', () => {
  // A visitor's situation is the pre-join one until the visitor is admitted or turned away.
  const told = drawn.filter(
    ({ surface, state }) => isSituation(state) && !(surface === 'visitor' && state === 'connection-lost'),
  )

  test.each(told)('$surface is $state', ({ surface, state }) => {
    expect(situationOf(snapshotOf({ surface, state, moment }, trackOf))).toBe(state)
  })

  test.each(drawn)('$surface in $state knows who it is, and receives nothing from itself', ({ surface, state }) => {
    const { peers, selfId, tracks, phase } = snapshotOf({ surface, state, moment }, trackOf)
    if (phase !== 'connecting') expect(peers.map((peer) => peer.peerId)).toContain(selfId)
    expect(tracks.filter((track) => track.peerId === selfId)).toEqual([])
    expect(tracks.every(({ source }) => MEDIA_SOURCES.includes(source))).toBe(true)
  })

  test('every state is drawn somewhere', () => {
    expect(STATE_NAMES.filter((state) => !drawn.some((one) => one.state === state))).toEqual([])
  })

  test('every surface has something to show in a live lesson, or in its waiting room', () => {
    const without = SURFACES.filter((surface) => !isStateOf(surface, 'live') && !isStateOf(surface, 'pre-join'))
    expect(without).toEqual([])
  })
})
