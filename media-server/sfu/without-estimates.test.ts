import { expect, test } from 'vitest'

import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'

import { withoutEstimates } from './without-estimates'

test('only the bandwidth estimation is removed', () => {
  const { codecs, headerExtensions } = withoutEstimates(ROUTER_RTP_CAPABILITIES)
  expect(codecs).toEqual(ROUTER_RTP_CAPABILITIES.codecs)
  const left = headerExtensions.map(({ uri }) => uri)
  expect(left.filter((uri) => /abs-send-time|transport-wide/.test(uri))).toEqual([])
  expect(left).toContain('urn:ietf:params:rtp-hdrext:sdes:mid')
  const out = ROUTER_RTP_CAPABILITIES.headerExtensions.length - left.length
  expect(out).toBe(4)
})
