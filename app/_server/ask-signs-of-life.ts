import 'server-only'
import { checkDatabase, type SignsOfLife } from '@/services/health/check-database'

/** A health request waits a few seconds at most. */
const ANSWER_WITHIN_MS = 2_000

/** The heartbeats of the other processes in the database; null when it does not answer in time. */
export async function askSignsOfLife(): Promise<SignsOfLife | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ANSWER_WITHIN_MS)
  })
  try {
    return await Promise.race([checkDatabase({ kind: 'system', name: 'health' }), tooLate])
  } catch {
    // Any failure means the same here: the database does not answer.
    return null
  } finally {
    clearTimeout(timer)
  }
}
