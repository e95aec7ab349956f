import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { keepAlive, type Death, type Kept, type KeepAliveOptions } from './keep-alive.ts'

const BACK_OFF = { firstMs: 20, longestMs: 60, resetAfterMs: 10_000 }
const kept: Kept[] = []
afterEach(async () => {
  await Promise.all(kept.splice(0).map((each) => each.stop()))
})

test('a killed process is restarted', async () => {
  const sleeper = keep({ spawn: () => spawn('sleep', ['60']) })
  const first = sleeper.pid() ?? 0
  process.kill(first, 'SIGKILL')
  await vi.waitUntil(() => sleeper.pid() !== undefined && sleeper.pid() !== first)
  expect(sleeper.pid()).not.toBe(first)
})

test('each death in a row doubles the delay, up to the longest', async () => {
  const deaths: Death[] = []
  keep({ spawn: () => spawn('false'), onDeath: (death) => deaths.push(death) })
  await vi.waitUntil(() => deaths.length >= 4)
  expect(deaths.slice(0, 4).map((death) => death.restartInMs)).toEqual([20, 40, 60, 60])
  expect(deaths[0]).toMatchObject({ code: 1, signal: null })
})

test('a process that lived long enough is restarted immediately', async () => {
  const deaths: Death[] = []
  const backOff = { ...BACK_OFF, resetAfterMs: 0 }
  keep({ spawn: () => spawn('false'), onDeath: (death) => deaths.push(death), backOff })
  await vi.waitUntil(() => deaths.length >= 3)
  expect(new Set(deaths.map((death) => death.restartInMs))).toEqual(new Set([0]))
})

test('a program that does not exist counts as dead', async () => {
  const deaths: Death[] = []
  keep({ spawn: () => spawn('/nonexistent/program'), onDeath: (death) => deaths.push(death) })
  await vi.waitUntil(() => deaths.length >= 2)
  expect(deaths[0]).toMatchObject({ code: null, signal: null })
})

test('a restart requested twice makes one new process, and is no death', async () => {
  const deaths: Death[] = []
  let startCount = 0
  const sleeper = keep({
    spawn: () => {
      startCount += 1
      return spawn('sleep', ['60'])
    },
    onDeath: (death) => deaths.push(death),
  })
  const first = sleeper.pid()
  await Promise.all([sleeper.restart(), sleeper.restart()])
  expect(startCount).toBe(2)
  expect(sleeper.pid()).not.toBe(first)
  expect(deaths).toEqual([])
  await sleeper.stop()
  await sleeper.restart()
  expect(startCount).toBe(2)
})

test('a stopped process stays stopped', async () => {
  let startCount = 0
  const sleeper = keep({
    spawn: () => {
      startCount += 1
      return spawn('sleep', ['60'])
    },
  })
  await Promise.all([sleeper.stop(), sleeper.stop()])
  expect(sleeper.pid()).toBeUndefined()
  expect(startCount).toBe(1)
})

test('one that ignores the signal is killed', async () => {
  const deaf = spawn('sh', ['-c', 'trap "" TERM; echo deaf; while :; do sleep 1; done'])
  await once(deaf.stdout, 'data')
  await keep({ spawn: () => deaf, killAfterMs: 50 }).stop()
  expect(deaf.signalCode).toBe('SIGKILL')
})

function keep(options: Partial<KeepAliveOptions> & Pick<KeepAliveOptions, 'spawn'>): Kept {
  const one = keepAlive({ name: 'tested', onDeath: () => {}, backOff: BACK_OFF, ...options })
  kept.push(one)
  return one
}
