import { DatabaseError } from '@/db/database-error'
import { DomainError } from '@/domain/domain-error'

import { ASKS } from './asks'
import type { Asker } from './world'

/** How long each of some asks took, in ms; infinite where one was given up. */
export type Measured = { what: string; who: string; times: number[] }

/** How often each thing is asked, with another input or page each time. */
const TURNS = 10
/** Whatever takes longer in all is asked less often. */
const BUDGET_MS = 500
const LEAST_TURNS = 3

/** How long every ask takes for everyone who may make it, after one that warms up. */
export async function measureAsks(askers: readonly Asker[], nowMs: number): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const asker of askers) {
    for (const make of ASKS) {
      const { what, ask } = make()
      const times = await measure((turn) => ask({ actor: asker.actor, asked: asker.asked, turn, nowMs }))
      if (times) measured.push({ what, who: asker.name, times })
    }
  }
  return measured
}

/** Null for those who may not ask. */
async function measure(ask: (turn: number) => Promise<unknown>): Promise<number[] | null> {
  const times: number[] = []
  try {
    await ask(0)
    const beganAt = performance.now()
    for (let turn = 0; turn < TURNS; turn += 1) {
      if (turn >= LEAST_TURNS && performance.now() - beganAt > BUDGET_MS) break
      const askedAt = performance.now()
      await ask(turn)
      times.push(performance.now() - askedAt)
    }
    return times
  } catch (error) {
    if (error instanceof DatabaseError && error.code === STOPPED) return [Number.POSITIVE_INFINITY]
    if (error instanceof DomainError && REFUSALS.has(error.code)) return null
    throw error
  }
}

const REFUSALS = new Set(['access.not-allowed', 'access.not-found'])
/** A statement took longer than its time limit. */
const STOPPED = '57014'
