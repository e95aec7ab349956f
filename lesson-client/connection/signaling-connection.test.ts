import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Server } from 'socket.io'
import { describe, expect, test, vi } from 'vitest'

import type { JoinRequest } from '@/protocol/join'

import { SignalingConnection, type SignalHandlers } from './signaling-connection'

test('a page that leaves after the server disconnected does not reconnect', async () => {
  const http = createServer()
  const io = new Server(http, { path: '/rt' })
  const knocked = vi.fn<() => void>()
  http.on('upgrade', knocked)
  io.on('connection', (socket) => void socket.disconnect(true))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const lost = vi.fn<() => void>()
  const make = () =>
    new SignalingConnection({
      ...{ url, handlers: {} as SignalHandlers, onLost: lost, onRefused: () => undefined },
      prepareJoin: async () => ({ url, request: {} as JoinRequest }),
    })
  const left = make()
  await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(1))
  left.close()
  // A page that stays reconnects after this time; by then one that left would have reconnected too.
  const stays = make()
  await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(3), { timeout: 4_000 })
  stays.close()
  expect(knocked).toHaveBeenCalledTimes(3)
  await io.close()
})

describe('a lesson that is placed on another media node', () => {
  const serve = async (onJoin: (request: unknown) => void) => {
    const http = createServer()
    const io = new Server(http, { path: '/rt' })
    io.on('connection', (socket) => onJoin(socket.handshake.auth))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, io }
  }

  test('is found there when its node is gone', async () => {
    const joined = vi.fn<(request: unknown) => void>()
    const first = await serve(joined)
    const second = await serve(joined)
    let here = first
    const link = new SignalingConnection({
      ...{ url: first.url, handlers: {} as SignalHandlers, onLost: () => undefined, onRefused: () => undefined },
      prepareJoin: async () => ({ url: here.url, request: { ticket: here.url } as JoinRequest }),
    })
    await vi.waitFor(() => expect(joined).toHaveBeenLastCalledWith({ ticket: first.url }))
    here = second
    await first.io.close()
    await vi.waitFor(() => expect(joined).toHaveBeenLastCalledWith({ ticket: second.url }), { timeout: 5_000 })
    link.close()
    await second.io.close()
    expect(joined).toHaveBeenCalledTimes(2)
  })

  test('is found there immediately when its node says so', async () => {
    const joined = vi.fn<(request: unknown) => void>()
    const lost = vi.fn<() => void>()
    const first = await serve(joined)
    const second = await serve(joined)
    let here = first
    const link = new SignalingConnection({
      ...{ url: first.url, handlers: {} as SignalHandlers, onLost: lost, onRefused: () => undefined },
      prepareJoin: async () => ({ url: here.url, request: { ticket: here.url } as JoinRequest }),
    })
    await vi.waitFor(() => expect(joined).toHaveBeenCalledTimes(1))
    here = second
    link.moveOn()
    await vi.waitFor(() => expect(joined).toHaveBeenLastCalledWith({ ticket: second.url }))
    expect(lost).toHaveBeenCalledTimes(1)
    link.close()
    await first.io.close()
    await second.io.close()
  })
})
