import { expect, it } from 'vitest'

import { listNetworkNeeds } from './network-needs'

const HOME = {
  publicUrl: 'https://samsal.example',
  mediaUrl: 'wss://media.samsal.example:8443',
  rtcAddress: '203.0.113.7',
  rtcPort: 40_000,
  rtcPorts: 8,
  turnUrl: 'turns:turn.samsal.example:443?transport=tcp',
}

it('names every address, protocol and port', () => {
  expect(listNetworkNeeds(HOME)).toEqual([
    { use: 'web', protocol: 'TCP', address: 'samsal.example', ports: '443' },
    { use: 'signalling', protocol: 'TCP', address: 'media.samsal.example', ports: '8443' },
    { use: 'mediaUdp', protocol: 'UDP', address: '203.0.113.7', ports: '40000–40007' },
    { use: 'mediaTcp', protocol: 'TCP', address: '203.0.113.7', ports: '40000–40007' },
    { use: 'turn', protocol: 'TCP', address: 'turn.samsal.example', ports: '443' },
  ])
})

it('without TURN and a separate media address', () => {
  const plain = {
    ...HOME,
    publicUrl: 'http://localhost:3000',
    rtcAddress: undefined,
    rtcPorts: 1,
    turnUrl: undefined,
  }
  expect(listNetworkNeeds(plain).slice(2)).toEqual([
    { use: 'mediaUdp', protocol: 'UDP', address: 'localhost', ports: '40000' },
    { use: 'mediaTcp', protocol: 'TCP', address: 'localhost', ports: '40000' },
  ])
})
