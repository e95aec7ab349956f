import { expect, test } from 'vitest'

import { makeTurns } from './turns'

/** Work that runs until the test ends it. */
function makeWork() {
  let isBegun = false
  const { promise, resolve } = Promise.withResolvers<string>()
  const run = () => {
    isBegun = true
    return promise
  }
  return { run, end: () => resolve('done'), isBegun: () => isBegun }
}

test('two at once, the third waits for its turn, the fourth is refused', async () => {
  const turns = makeTurns({ atOnce: 2, waiting: 1 })
  const works = [makeWork(), makeWork(), makeWork(), makeWork()] as const
  const [first, second, third] = [works[0], works[1], works[2]].map((work) => turns.take(work.run))
  await expect(turns.take(works[3].run)).rejects.toMatchObject({ code: 'access.too-many-attempts' })
  expect(works.map((work) => work.isBegun())).toEqual([true, true, false, false])
  works[0].end()
  expect(await first).toBe('done')
  await expect.poll(works[2].isBegun).toBe(true)
  works[1].end()
  works[2].end()
  expect(await Promise.all([second, third])).toEqual(['done', 'done'])
})

test('work that fails passes its turn on', async () => {
  const turns = makeTurns({ atOnce: 1, waiting: 1 })
  const failing = turns.take(() => Promise.reject(new Error('no')))
  const next = turns.take(() => Promise.resolve('mine'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('mine')
})
