import type { WebClient } from '@/tests/support/web-client'

import { percentile } from './figures'

/** One request; whether the response was as expected. */
export type Act = (number: number) => Promise<boolean>
export type Loaded = { perSecond: number; p50Ms: number; p99Ms: number; failed: number }

const MS = 1_000

/** So many in parallel, each repeating as soon as it was answered. */
export async function loadWith(act: Act, concurrency: number, forMs: number): Promise<Loaded> {
  const times: number[] = []
  let failed = 0
  let asked = 0
  const beganAt = performance.now()
  const askOn = async () => {
    while (performance.now() - beganAt < forMs) {
      asked += 1
      const askedAt = performance.now()
      if (!(await act(asked))) failed += 1
      times.push(performance.now() - askedAt)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, askOn))
  return summed(times, failed, performance.now() - beganAt)
}

/** So many, evenly over a period, whether earlier ones were answered or not: as people arrive. */
export async function comeWithin(act: Act, count: number, withinMs: number): Promise<Loaded> {
  const times: number[] = []
  let failed = 0
  const beganAt = performance.now()
  const come = async (number: number) => {
    const dueAt = beganAt + (number * withinMs) / count
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())))
    if (!(await act(number))) failed += 1
    // From the arrival: waiting for a turn counts too.
    times.push(performance.now() - dueAt)
  }
  await Promise.all(Array.from({ length: count }, (_, number) => come(number)))
  return summed(times, failed, performance.now() - beganAt)
}

function summed(times: readonly number[], failed: number, tookMs: number): Loaded {
  return {
    perSecond: (times.length * MS) / tookMs,
    p50Ms: percentile(times, 50),
    p99Ms: percentile(times, 99),
    failed,
  }
}

type Acting = {
  lessonId: string
  people: readonly string[]
  staff: string
  emails: readonly string[]
  password: string
}

/** Typical requests of a morning: each by the person with that number. */
export function actsOf(client: WebClient, { lessonId, people, staff, emails, password }: Acting) {
  const nth = (list: readonly string[], number: number) => list[number % list.length] ?? ''
  let signIns = 0
  const acts = {
    ticket: async (number: number) => {
      const cookie = nth(people, number)
      const { status, text } = await client.askJson('/api/ticket', { as: 'person', lessonId }, cookie)
      return status === 200 && text.includes('"ok":true')
    },
    'pre-join': async (number: number) => (await client.ask('/learn', { cookie: nth(people, number) })).status === 200,
    list: async () => (await client.ask('/office/lessons', { cookie: staff })).status === 200,
    'sign-in': async () => {
      // In rotation, whatever was measured before: an account allows ten attempts in five minutes.
      signIns += 1
      await client.signIn({ email: nth(emails, signIns), password })
      return true
    },
  }
  // Of twenty: fourteen who join, four pages before the lesson, one list, one sign-in.
  const mixed: Act = (number) => {
    const turn = number % 20
    if (turn === 0) return acts['sign-in']()
    if (turn === 1) return acts.list()
    return turn < 6 ? acts['pre-join'](number) : acts.ticket(number)
  }
  return { ...acts, mixed }
}
