import { expect, test } from 'vitest'

import type { PeerState } from '@/protocol/server-messages'

import { FIRST_SNAPSHOT, type LessonSnapshot } from './lesson-snapshot'
import { isTroubled, voiceStandingOf } from './voice-standing'

const track = {} as MediaStreamTrack
const self = (isHeard: boolean) => ({ peerId: 'self', memberId: 'me', isHeard }) as unknown as PeerState
const page = (change: Partial<LessonSnapshot>, isHeard = false): LessonSnapshot => ({
  ...FIRST_SNAPSHOT,
  selfId: 'self',
  peers: [self(isHeard)],
  devices: { camera: { name: 'closed' }, microphone: { name: 'open' } },
  sending: { microphone: { track, isMuted: false } },
  ...change,
})
const device = (microphone: LessonSnapshot['devices']['microphone']) => ({
  devices: { ...FIRST_SNAPSHOT.devices, microphone },
})

test.each([
  ['packets arrive', page({}, true), 'heard', false],
  ['the server has none yet', page({}), 'unheard', true],
  [
    'it is muted, though the last packets have just arrived',
    page({ sending: { microphone: { track, isMuted: true } } }, true),
    'muted',
    false,
  ],
  [
    'the device is gone, though the last packets have just arrived',
    page(device({ name: 'ended' }), true),
    'ended',
    true,
  ],
  ['a call has taken it', page(device({ name: 'taken' }), true), 'taken', true],
  ['nobody answers the browser', page({ ...device({ name: 'asked', isLate: true }), sending: {} }), 'late', true],
  ['it is not allowed', page({ ...device({ name: 'refused', problem: 'denied' }), sending: {} }), 'denied', true],
  ['it gives no sound at all', page({ isSilent: true }, true), 'silent', true],
  ['nothing was asked for', page({ ...device({ name: 'closed' }), sending: {} }), 'off', false],
])('when %s', (_, snapshot, standing, isTrouble) => {
  expect(voiceStandingOf(snapshot)).toBe(standing)
  expect(isTroubled(voiceStandingOf(snapshot))).toBe(isTrouble)
})
