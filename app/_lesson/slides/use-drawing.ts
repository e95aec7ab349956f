'use client'

import { useEffect, useRef, useState, type PointerEvent } from 'react'

import type { Pointer } from '@/domain/live-lesson/view'
import type { SlideTool, StrokeColour } from './slide-types'
import { pointOnSlide, simplify } from './stroke-points'

/** The most pointer positions sent per second: about twelve. */
const POINTER_EVERY_MS = 84

export type DrawnStroke = { colour: StrokeColour; points: number[] }
type Hand = {
  tool: SlideTool
  onStroke: ((stroke: DrawnStroke) => void) | undefined
  onPointer: ((pointer: Pointer | null) => void) | undefined
}

/** The communicator's tool on the slide: draws with a pen, or points. `drawing` is the unfinished stroke. */
export function useDrawing({ tool, onStroke, onPointer }: Hand) {
  const drawn = useRef<Pointer[]>([])
  const [drawing, setDrawing] = useState<DrawnStroke | null>(null)
  const tellPointer = useSparing(onPointer)

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (tool.kind === 'none' || !event.isPrimary || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = pointOnSlide(event, event.currentTarget.getBoundingClientRect())
    if (tool.kind === 'pointer') {
      tellPointer(point)
      return
    }
    drawn.current = [point]
    setDrawing({ colour: tool.colour, points: [point.x, point.y] })
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.isPrimary) return
    const box = event.currentTarget.getBoundingClientRect()
    if (tool.kind === 'pointer') tellPointer(pointOnSlide(event, box))
    if (!drawing || drawn.current.length === 0) return
    // A browser delivers several positions together; using all of them makes the line smooth.
    const steps = event.nativeEvent.getCoalescedEvents?.() ?? []
    for (const step of steps.length > 0 ? steps : [event]) drawn.current.push(pointOnSlide(step, box))
    setDrawing({ ...drawing, points: drawn.current.flatMap(({ x, y }) => [x, y]) })
  }
  const finish = () => {
    if (drawing && drawn.current.length > 0) {
      onStroke?.({ colour: drawing.colour, points: simplify(drawn.current) })
    }
    drawn.current = []
    setDrawing(null)
    if (tool.kind === 'pointer') tellPointer(null)
  }
  return {
    drawing,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        // A mouse keeps pointing when its button is up; a finger does not.
        if (tool.kind === 'pen' || event.pointerType !== 'mouse') finish()
      },
      onPointerCancel: finish,
      onPointerLeave: () => {
        if (tool.kind === 'pointer') tellPointer(null)
      },
    },
  }
}

/** Sends the latest position at most twelve times a second, and immediately when there is none. */
function useSparing(tell: ((pointer: Pointer | null) => void) | undefined) {
  const latest = useRef(tell)
  const waiting = useRef<Pointer | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )

  const tellWaiting = () => {
    timer.current = null
    if (!waiting.current) return
    latest.current?.(waiting.current)
    waiting.current = null
    timer.current = setTimeout(tellWaiting, POINTER_EVERY_MS)
  }
  return (pointer: Pointer | null) => {
    waiting.current = pointer
    if (pointer === null) latest.current?.(null)
    else if (timer.current === null) tellWaiting()
  }
}
