import { DomainError } from '@/domain/domain-error'

type Turns = {
  /** Runs `work` when its turn comes. @throws DomainError `access.too-many-attempts` when too many wait already. */
  take: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/** Lets so much costly work go on at once and so much wait, and refuses the rest. */
export function makeTurns({ atOnce, waiting }: { atOnce: number; waiting: number }): Turns {
  let running = 0
  const line: (() => void)[] = []
  const begin = async () => {
    if (running < atOnce) {
      running += 1
      return
    }
    if (line.length >= waiting) throw new DomainError('access.too-many-attempts')
    // Whoever ends hands the turn over, so that `running` stays as it is.
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
