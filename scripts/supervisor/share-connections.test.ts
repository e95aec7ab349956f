import { expect, test } from 'vitest'

import { shareConnections } from './share-connections'

test.each([
  [5, { web: 1, jobs: 1, queue: 2 }],
  [8, { web: 3, jobs: 2, queue: 2 }],
  [19, { web: 10, jobs: 4, queue: 4 }],
  [100, { web: 91, jobs: 4, queue: 4 }],
])('%i connections are shared as %o', (all, expected) => {
  expect(shareConnections(all)).toEqual(expected)
})

test('no more are used than there are, and every process gets some', () => {
  for (let all = 5; all <= 500; all += 1) {
    const { web, jobs, queue } = shareConnections(all)
    expect(web + jobs + queue + 1).toBe(all)
    expect(Math.min(web, jobs, queue)).toBeGreaterThan(0)
  }
})
