import { describe, expect, test } from 'vitest'

import { ROUTER_RTP_CAPABILITIES } from './media-profile'
import { dtlsParameters, rtpCapabilities, rtpParameters } from './rtp'

const codec = { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }
const voice = { codecs: [codec], encodings: [{ ssrc: 1 }] }
const repeat = <Item>(item: Item, times: number): Item[] => Array.from({ length: times }, () => item)
const fingerprint = (algorithm: string, bytes: number) => ({ algorithm, value: repeat('AB', bytes).join(':') })

describe('RTP parameters', () => {
  test.each<[string, unknown, boolean]>([
    ['a voice', voice, true],
    ['ten codecs', { ...voice, codecs: repeat(codec, 10) }, true],
    ['eleven codecs', { ...voice, codecs: repeat(codec, 11) }, false],
    ['no codec', { ...voice, codecs: [] }, false],
    ['three layers', { ...voice, encodings: repeat({ rid: 'q' }, 3) }, true],
    ['four layers', { ...voice, encodings: repeat({ rid: 'q' }, 4) }, false],
    ['no encoding', { ...voice, encodings: [] }, false],
    ['the highest SSRC', { ...voice, encodings: [{ ssrc: 4_294_967_295 }] }, true],
    ['an SSRC of 33 bits', { ...voice, encodings: [{ ssrc: 4_294_967_296 }] }, false],
    ['an SSRC of zero', { ...voice, encodings: [{ ssrc: 0 }] }, false],
    ['an SSRC with a fraction', { ...voice, encodings: [{ ssrc: 1.5 }] }, false],
    ['payload type 127', { ...voice, codecs: [{ ...codec, payloadType: 127 }] }, true],
    ['payload type 128', { ...voice, codecs: [{ ...codec, payloadType: 128 }] }, false],
    ['a kind that is neither picture nor sound', { ...voice, codecs: [{ ...codec, mimeType: 'text/opus' }] }, false],
    ['a codec name with a space', { ...voice, codecs: [{ ...codec, mimeType: 'audio/o p' }] }, false],
    ['a clock that stands still', { ...voice, codecs: [{ ...codec, clockRate: 0 }] }, false],
    ['a clock that is no number', { ...voice, codecs: [{ ...codec, clockRate: Number.NaN }] }, false],
    ['a header extension with id 255', { ...voice, headerExtensions: [{ uri: 'urn:x', id: 255 }] }, true],
    ['a header extension with id 256', { ...voice, headerExtensions: [{ uri: 'urn:x', id: 256 }] }, false],
    ['31 header extensions', { ...voice, headerExtensions: repeat({ uri: 'urn:x', id: 1 }, 31) }, false],
    ['a stream id of 17 characters', { ...voice, encodings: [{ rid: 'x'.repeat(17) }] }, false],
    ['a boundless bitrate', { ...voice, encodings: [{ maxBitrate: Number.POSITIVE_INFINITY }] }, false],
    ['an object as a codec parameter', { ...voice, codecs: [{ ...codec, parameters: { a: {} } }] }, false],
    ['a name of 101 characters', { ...voice, rtcp: { cname: 'x'.repeat(101) } }, false],
  ])('%s', (_, value, expected) => {
    expect(rtpParameters.safeParse(value).success).toBe(expected)
  })

  test('keys that browsers add are dropped, not refused', () => {
    expect(rtpParameters.parse({ ...voice, msid: 'stream track' })).toEqual(voice)
  })
})

describe('RTP capabilities', () => {
  test('those of every lesson are accepted as they are', () => {
    expect(rtpCapabilities.parse(ROUTER_RTP_CAPABILITIES)).toEqual(ROUTER_RTP_CAPABILITIES)
  })

  const one = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000 }
  test.each<[string, unknown, boolean]>([
    ['one codec', { codecs: [one], headerExtensions: [] }, true],
    ['sixty codecs', { codecs: repeat(one, 60), headerExtensions: [] }, true],
    ['61 codecs', { codecs: repeat(one, 61), headerExtensions: [] }, false],
    ['no codec', { codecs: [], headerExtensions: [] }, false],
    ['an unknown kind', { codecs: [{ ...one, kind: 'data' }], headerExtensions: [] }, false],
    ['no header extensions at all', { codecs: [one] }, false],
  ])('%s', (_, value, expected) => {
    expect(rtpCapabilities.safeParse(value).success).toBe(expected)
  })
})

describe('DTLS parameters', () => {
  test.each<[string, unknown, boolean]>([
    ['a fingerprint', { fingerprints: [fingerprint('sha-256', 32)] }, true],
    ['a long fingerprint', { role: 'client', fingerprints: [fingerprint('sha-512', 64)] }, true],
    ['one of 31 bytes', { fingerprints: [fingerprint('sha-256', 31)] }, false],
    ['one as long as another algorithm makes it', { fingerprints: [fingerprint('sha-384', 32)] }, false],
    ['a weak algorithm', { fingerprints: [fingerprint('sha-1', 20)] }, false],
    ['small letters', { fingerprints: [{ algorithm: 'sha-256', value: repeat('ab', 32).join(':') }] }, false],
    ['no fingerprint', { fingerprints: [] }, false],
    ['six fingerprints', { fingerprints: repeat(fingerprint('sha-256', 32), 6) }, false],
    ['an unknown role', { role: 'both', fingerprints: [fingerprint('sha-256', 32)] }, false],
    ['an unknown key', { fingerprints: [fingerprint('sha-256', 32)], certificate: '' }, false],
  ])('%s', (_, value, expected) => {
    expect(dtlsParameters.safeParse(value).success).toBe(expected)
  })
})
