import { expect, it } from 'vitest'

import { makeIceServers } from './make-ice-servers'

const server = { url: 'turns:turn.example:443?transport=tcp', secret: 'north' }

it('credentials hold for an hour and say nothing of whose they are', () => {
  expect(makeIceServers(server, { nowMs: 1_700_000_000_900, chance: 'abc' })).toEqual([
    {
      urls: ['turns:turn.example:443?transport=tcp'],
      username: '1700003600:abc',
      // printf 1700003600:abc | openssl dgst -sha1 -hmac north -binary | base64
      credential: 'IMSPYGMI9e0aXDFcZousOwkA8N0=',
    },
  ])
})

it('without a server there are none', () => {
  expect(makeIceServers(null, { nowMs: 0, chance: 'abc' })).toEqual([])
})
