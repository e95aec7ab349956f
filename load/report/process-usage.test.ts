import { expect, test } from 'vitest'

import { busyPercent, parseMachine } from './machine-usage'
import { findWorkers, listeningInodes, readUsage } from './process-usage'

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000 100 0 0 10 0
   1: 0100007F:0BB9 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000 20 4 30 10 -1
`

test('the listening socket of a port is found, and no connection on it', () => {
  expect(listeningInodes(TABLE, 3_001)).toEqual(['4711'])
  expect(listeningInodes(TABLE, 3_002)).toEqual([])
})

test('a process has CPU time and memory, and one that has exited has none', () => {
  expect(readUsage(process.pid)?.residentBytes).toBeGreaterThan(10_000_000)
  expect(readUsage(2 ** 22)).toBeNull()
})

test('without a listener there are no workers', () => {
  expect(findWorkers(1)).toEqual([])
})

test("the machine's load is measured between two samples", () => {
  const before = parseMachine('cpu  100 0 100 800 0 0 0\ncpu0 …')
  const after = parseMachine('cpu  150 0 100 840 10 0 0\n')
  expect(busyPercent(before, after)).toBe(50)
  expect(busyPercent(before, before)).toBeNull()
  expect(busyPercent(null, after)).toBeNull()
})
