import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { SRTP_PROFILES, type MasterKey, type SrtpProfile } from '../dtls/key-material'
import { makePli } from '../rtp/rtcp'
import { makeRtpPacket } from '../rtp/rtp-header'
import { deriveSessionKeys } from './session-keys'
import { SrtpSession, TAG_BYTES } from './srtp'

const header = { payloadType: 96, marker: false, sequence: 7, timestamp: 9, ssrc: 11 }
const packet = makeRtpPacket(header, [{ id: 1, content: Buffer.from('0') }], Buffer.from('a voice'))
const rtcp = makePli({ sender: 1, media: 2 })

function makePair(profile: SrtpProfile): { here: SrtpSession; there: SrtpSession } {
  const master = (): MasterKey => ({ key: randomBytes(SRTP_PROFILES[profile].keyBytes), salt: randomBytes(12) })
  const [local, remote] = [master(), master()]
  return {
    here: new SrtpSession({ profile, local, remote }),
    there: new SrtpSession({ profile, local: remote, remote: local }),
  }
}

test.each([7, 8] as const)('what one side encrypts with profile %s the other decrypts', (profile) => {
  const { here, there } = makePair(profile)
  const sealed = here.sealRtp(packet, 3)
  expect(sealed.length).toBe(packet.length + TAG_BYTES)
  expect(there.openRtp(sealed, 3)?.toString()).toBe('a voice')
  expect(there.openRtcp(here.sealRtcp(rtcp))).toEqual(rtcp)
  expect(there.openRtcp(here.sealRtcp(rtcp))).toEqual(rtcp)
})

test('a modified header is detected', () => {
  const { here, there } = makePair(7)
  const sealed = here.sealRtp(packet, 0)
  sealed.writeUInt8(sealed.readUInt8(5) ^ 1, 5)
  expect(there.openRtp(sealed, 0)).toBeNull()
})

test('another rollover of the sequence numbers is another packet', () => {
  const { here, there } = makePair(7)
  expect(there.openRtp(here.sealRtp(packet, 0), 1)).toBeNull()
})

test('a packet that is too short is not decrypted', () => {
  const { there } = makePair(7)
  expect(there.openRtp(packet.subarray(0, 20), 0)).toBeNull()
  expect(there.openRtcp(Buffer.alloc(12))).toBeNull()
})

test('session keys are those of RFC 3711, appendix B.3', () => {
  const key = Buffer.from('e1f97a0d3e018be0d64fa32c06de4139', 'hex')
  const salt = Buffer.from('0ec675ad498afeebb6960b3aabe6', 'hex')
  const { rtp } = deriveSessionKeys(7, { key, salt })
  expect(rtp.key.export().toString('hex')).toBe('c61e7a93744f39ee10734afe3ff7a087')
  // It has fourteen bytes of salt, GCM twelve.
  expect(rtp.salt.toString('hex')).toBe('30cbbc08863d8c85d49db34a9ae1'.slice(0, 24))
})
