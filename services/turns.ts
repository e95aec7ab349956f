import { DomainError } from '@/domain/domain-error'

type Turns = {
  /** Runs `work` when its turn comes. @throws DomainError `access.too-many-attempts` when the queue is full. */
  take: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Limits how much costly work runs and waits at the same time, and refuses the rest. */
export function makeTurns({ atOnce, waiting }: { atOnce: number; waiting: number }): Turns {
  let running = 0
  const line: (() => void)[] = []
  const begin = async () => {
    if (running < atOnce) {
      running += 1
      return
    }
    if (line.length >= waiting) throw new DomainError('access.too-many-attempts')
    // A finished task hands its slot to the next, so `running` does not change.
    await new Promise<void>((resolve) => line.push(resolve))
  }
  const end = () => {
    const next = line.shift()
    if (next) next()
    else running -= 1
  }
  return {
    take: async (work) => {
      await begin()
      try {
        return await work()
      } finally {
        end()
      }
    },
  }
}
