import { expect, test } from 'vitest'

import { ProgressLine } from './progress-line'

const progress = { joined: 3, packetsIn: 100, bytesIn: 1_000, lost: 2, errors: 1 }

function show(isTTY: boolean): string[] {
  const written: string[] = []
  const line = new ProgressLine({ isTTY, write: (text) => written.push(text) }, 7)
  line.show(progress)
  line.show(progress)
  line.end()
  return written
}

test('on a terminal one line is rewritten, and cleared at the end', () => {
  const written = show(true)
  expect(written).toHaveLength(3)
  expect(written[0]?.startsWith('\r\u001b[2K0 s  3 of 7 in  ')).toBe(true)
  expect(written[0]?.endsWith('  2 lost  1 errors')).toBe(true)
  expect(written[2]).toBe('\r\u001b[2K')
})

test('elsewhere a line is printed every five seconds', () => {
  const written = show(false)
  expect(written.filter((text) => text.endsWith('errors\n')).length).toBeLessThanOrEqual(1)
})
