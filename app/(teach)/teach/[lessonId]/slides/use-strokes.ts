'use client'

import { useState } from 'react'

import { strokesKey } from '@/domain/live-lesson/state'
import type { SlideDrawnOn, SlideShown, Stroke } from '@/domain/live-lesson/view'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Drawn = { slide: SlideDrawnOn; stroke: Stroke }

/**
 * What the communicator draws is on their page at once, also while the line is lost. It disappears again if it could not
 * be added to the lesson.
 * @returns `seen`: the lesson as this page draws it.
 */
export function useStrokes(client: LessonClient, snapshot: LessonSnapshot) {
  const { live } = snapshot
  const [waiting, setWaiting] = useState<readonly Drawn[]>([])
  const shown = live.slide
  const drawn = new Set(live.strokes.map(({ strokeId }) => strokeId))
  const ahead = shown ? waiting.filter((one) => isOn(shown, one) && !drawn.has(one.stroke.strokeId)) : []
  const draw = async ({ materialId, slideNumber }: SlideShown, points: Omit<Stroke, 'strokeId'>) => {
    const stroke = { ...points, strokeId: crypto.randomUUID() }
    const slide = { materialId, slideNumber }
    setWaiting((before) => [...before, { slide, stroke }])
    await client.act('stroke:add', { slide, stroke })
    setWaiting((before) => before.filter((one) => one.stroke !== stroke))
  }
  const wipe = ({ materialId, slideNumber }: SlideShown) => {
    const slide = { materialId, slideNumber }
    setWaiting((before) => before.filter((one) => !isOn(slide, one)))
    void client.act('stroke:clear', { slide })
  }
  const strokes = [...live.strokes, ...ahead.map(({ stroke }) => stroke)]
  return {
    seen: ahead.length === 0 ? snapshot : { ...snapshot, live: { ...live, strokes } },
    draw: (slide: SlideShown, points: Omit<Stroke, 'strokeId'>) => void draw(slide, points),
    wipe,
  }
}

function isOn(slide: SlideDrawnOn, drawn: Drawn): boolean {
  return strokesKey(slide) === strokesKey(drawn.slide)
}
