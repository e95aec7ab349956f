'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { hearsOwnTone } from '@/app/_lesson/check/listen-to'
import { useCheck } from '@/app/_lesson/check/use-check'
import { fetchCheckTicket } from '@/lesson-client/connection/fetch-ticket'
import type { CheckReason } from '@/domain/checks/assess-check'
import { nextCheck } from '@/domain/checks/next-check'

type Props = { lastAtMs: number | null; nextLessonStartsAtMs: number | null; jitter: number; isWantedNow: boolean }

/** Browser timers are limited to weeks, and clocks can be set: check the time at least this often. */
const LOOK_AGAIN_MS = 15 * 60_000

const fetchTicket = () => fetchCheckTicket('endpoint')

/** An idle classroom checks itself when it is time, and reports the result. */
export function ScreenCheck({ lastAtMs, nextLessonStartsAtMs, jitter, isWantedNow }: Props) {
  const { t } = useTranslation('check')
  const router = useRouter()
  const { progress, start } = useCheck({ fetchTicket, isToneHeard: hearsOwnTone })
  const [doneAtMs, setDoneAtMs] = useState(lastAtMs)
  const check = useCallback(
    async (reason: CheckReason) => {
      const findings = await start()
      if (!findings) return
      setDoneAtMs(Date.now())
      await tell(reason, findings)
      router.refresh()
    },
    [start, router],
  )
  useEffect(() => {
    if (isWantedNow) void check('by-hand')
  }, [isWantedNow, check])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      const nowMs = Date.now()
      const { atMs, reason } = nextCheck({ nowMs, lastAtMs: doneAtMs, nextLessonStartsAtMs, jitter })
      const isDue = atMs - nowMs <= LOOK_AGAIN_MS
      timer = setTimeout(() => (isDue ? void check(reason) : wait()), Math.min(atMs - nowMs, LOOK_AGAIN_MS))
    }
    wait()
    return () => clearTimeout(timer)
  }, [doneAtMs, nextLessonStartsAtMs, jitter, check])
  if (!progress.running) return null
  return (
    <p
      role="status"
      className="absolute inset-x-0 bottom-0 flex items-center gap-[2vh] bg-spruce-pale p-[2vh] text-[6.3vh] leading-[1.2] font-bold text-spruce"
    >
      <Pictogram name="tool" className="size-[8vh]" />
      {t('screenRunning')}
    </p>
  )
}

async function tell(reason: CheckReason, findings: unknown): Promise<void> {
  const body = JSON.stringify({ reason, findings })
  // If the app is down, it gets the next check.
  await fetch('/api/classroom-checks', { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
    () => undefined,
  )
}
