import { expect, test } from 'vitest'

import { senderOf } from './sender-of'

const SOCKET = '192.0.2.1'

test.each([
  ['without proxies the connection alone counts', 0, undefined, SOCKET],
  ['without proxies nothing that a sender writes is believed', 0, '198.51.100.7', SOCKET],
  ['without proxies a whole chain is not believed either', 0, '198.51.100.7, 203.0.113.9', SOCKET],
  ['one proxy names whom it heard', 1, '198.51.100.7', '198.51.100.7'],
  ['what stands before what the proxy added was written by the sender', 1, '203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['two proxies', 2, '203.0.113.9, 198.51.100.7, 192.0.2.99', '198.51.100.7'],
  ['past the proxy', 1, undefined, SOCKET],
  ['past one of two proxies', 2, '198.51.100.7', SOCKET],
  ['what is no address', 1, 'unknown', SOCKET],
  ['an empty entry', 1, ' , ', SOCKET],
  ['with a port', 1, '198.51.100.7:4711', '198.51.100.7'],
  ['IPv4 in IPv6', 1, '::ffff:198.51.100.7', '198.51.100.7'],
  ['of IPv6 its network', 1, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['of IPv6 its network, with zeros left out', 1, '2001:db8::7', '2001:db8:0:0'],
  ['in brackets with a port', 1, '[2001:db8:1:2::7]:443', '2001:db8:1:2'],
])('%s', (_, trustedProxies, forwardedFor, expected) => {
  expect(senderOf({ forwardedFor, socketAddress: SOCKET, trustedProxies })).toBe(expected)
})

test('an IPv6 connection counts by its network', () => {
  const seen = { forwardedFor: undefined, trustedProxies: 0 }
  expect(senderOf({ ...seen, socketAddress: '::ffff:192.0.2.1' })).toBe('192.0.2.1')
  expect(senderOf({ ...seen, socketAddress: 'fe80::1%eth0' })).toBe('fe80:0:0:0')
})
