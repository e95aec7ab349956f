import { useEffect, useState } from 'react'
import * as z from 'zod'

import { operations, OPERATIONS_EVERY_MS, OPERATIONS_PATH, type Operations } from '@/protocol/operations'

import { newsOf, type News } from './news-of'

const answer = z.object({ ok: z.literal(true), data: operations })
type Watched = { now: Operations; news: News[]; isStale: boolean }

/** Refreshes every two seconds while the page is visible, and announces important changes. */
export function useOperations(first: Operations): Watched {
  const [watched, setWatched] = useState<Watched>({ now: first, news: [], isStale: false })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let asking: AbortController | undefined
    const stop = () => {
      clearTimeout(timer)
      asking?.abort()
    }
    const look = async () => {
      asking = new AbortController()
      const { signal } = asking
      const now = await ask(signal)
      if (signal.aborted) return
      setWatched((before) => watch(before, now))
      timer = setTimeout(() => void look(), OPERATIONS_EVERY_MS)
    }
    const follow = () => {
      stop()
      if (document.visibilityState === 'visible') void look()
    }
    timer = setTimeout(follow, OPERATIONS_EVERY_MS)
    document.addEventListener('visibilitychange', follow)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', follow)
    }
  }, [])
  return watched
}

/** An announcement stays until there is another one, so that nothing is read aloud twice. */
function watch({ now: before, news }: Watched, now: Operations | null): Watched {
  if (!now) return { now: before, news, isStale: true }
  const fresh = newsOf(before, now)
  return { now, news: fresh.length > 0 ? fresh : news, isStale: false }
}

/** @returns null without a readable response: the page then says that it shows an earlier state. */
async function ask(signal: AbortSignal): Promise<Operations | null> {
  try {
    const response = await fetch(OPERATIONS_PATH, { cache: 'no-store', signal })
    const parsed = answer.safeParse(await response.json())
    return parsed.success ? parsed.data.data : null
  } catch {
    // The network or the app is down; the next refresh is in two seconds.
    return null
  }
}
