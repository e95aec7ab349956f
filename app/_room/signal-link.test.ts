import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Server } from 'socket.io'
import { expect, test, vi } from 'vitest'

import type { JoinRequest } from '@/protocol/join'

import { SignalLink, type SignalHandlers } from './signal-link'

test('a page that leaves after the server hung up does not knock again', async () => {
  const http = createServer()
  const io = new Server(http, { path: '/rt' })
  const knocked = vi.fn<() => void>()
  http.on('upgrade', knocked)
  io.on('connection', (socket) => void socket.disconnect(true))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const lost = vi.fn<() => void>()
  const make = () =>
    new SignalLink({
      ...{ url, handlers: {} as SignalHandlers, onLost: lost, onRefused: () => undefined },
      prepareJoin: async () => ({}) as JoinRequest,
    })
  const left = make()
  await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(1))
  left.close()
  // One that stays knocks again after the same while: until then the one that left would have, too.
  const stays = make()
  await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(3), { timeout: 4_000 })
  stays.close()
  expect(knocked).toHaveBeenCalledTimes(3)
  await io.close()
})
