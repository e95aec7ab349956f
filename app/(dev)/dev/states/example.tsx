'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

import type { UiLanguage } from '@/domain/languages'
import { LessonClient } from '@/lesson-client/lesson-client'

import { DRAW, type Drawing } from './draw-surface'
import { installMachine, trackOf } from './example-machine'
import { snapshotOf } from './snapshot-of'
import { isStateOf, STATES } from './states'
import { isSurface } from './surfaces'

/** One state of one surface, across the whole page. It follows the address, so that another state needs no new page. */
export function Example({ language }: { language: UiLanguage }) {
  const asked = useSearchParams()
  const [surface, state] = [asked.get('surface'), asked.get('state')]
  if (!isSurface(surface) || !isStateOf(surface, state)) return null
  const name = `${surface}/${state}/${language}`
  return <Drawn key={name} {...{ name, surface, state, language }} />
}

type DrawnProps = Parameters<typeof snapshotOf>[0] extends { surface: infer On; state: infer In }
  ? { name: string; surface: On; state: In; language: UiLanguage }
  : never

function Drawn({ name, surface, state, language }: DrawnProps) {
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [isReady, setReady] = useState(false)
  const isDrawn = drawing !== null
  const example = STATES[state]
  useEffect(() => {
    const moment = { nowMs: Date.now(), language }
    installMachine(example.deviceProblem)
    setDrawing({ client: makeIdleClient(), snapshot: snapshotOf({ surface, state, moment }, trackOf), example, moment })
  }, [surface, state, language, example])
  useEffect(() => {
    const goOn = () =>
      setDrawing(
        (now) => now && { ...now, snapshot: snapshotOf({ surface, state, moment: now.moment, goesOn: true }, trackOf) },
      )
    window.addEventListener('example-goes-on', goOn)
    return () => window.removeEventListener('example-goes-on', goOn)
  }, [surface, state])
  useEffect(() => {
    if (isDrawn) void tapAll(example.taps ?? []).then(() => setReady(true))
  }, [isDrawn, example])
  return (
    <div data-example={name} data-ready={isReady}>
      {drawing && DRAW[surface](drawing)}
    </div>
  )
}

/** A client that has left its lesson: it sends nothing and answers every call as unanswered, but tells the page. */
function makeIdleClient(): LessonClient {
  const firstTicket = { ticket: '', mediaUrl: window.location.origin, iceServers: [] }
  const client = new LessonClient({ firstTicket, fetchTicket: () => new Promise(() => undefined), hasMedia: false })
  client.leave()
  const act = client.act.bind(client)
  client.act = (message, content) => {
    window.dispatchEvent(new CustomEvent('example-act', { detail: { message, content } }))
    return act(message, content)
  }
  return client
}

/** Repeats the example's clicks, each after the page has rendered the result of the previous one. */
async function tapAll(selectors: readonly string[]): Promise<void> {
  await nextDrawing()
  while (document.querySelector('[data-coming]')) await nextDrawing()
  for (const selector of selectors) {
    const element = document.querySelector<HTMLElement>(selector)
    if (!element) continue
    element.click()
    await nextDrawing()
  }
}

function nextDrawing(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
