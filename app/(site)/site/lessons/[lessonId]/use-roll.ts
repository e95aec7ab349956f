'use client'

import { useRef, useState } from 'react'

import { ROLL_ROUNDS, type RollRound } from '@/domain/attendance/vocabulary'

import { takeRollAction } from './actions'
import type { PersonMark, RollPersonRow } from './roll-person'

type NewMark = PersonMark & { personId: string }
type Options = { lessonId: string; siteId: string; people: RollPersonRow[] }
type Marks = Record<RollRound, Map<string, PersonMark>>

/** Holds the marks, sends each immediately, and keeps unsent ones until they are sent. */
export function useRoll({ lessonId, siteId, people }: Options) {
  const [marks, setMarks] = useState<Marks>(() => firstMarks(people))
  const waiting = useRef(new Map<string, { round: RollRound; mark: NewMark }>())
  const [unsaved, setUnsaved] = useState(0)
  const [code, setCode] = useState<string | null>(null)

  const send = async (round: RollRound, news: NewMark[]) => {
    const sent = news.map(({ personId, mark, arrivedAtMs }) => ({
      personId,
      mark,
      arrivedAt: arrivedAtMs === null ? null : new Date(arrivedAtMs).toISOString(),
    }))
    let refusal: string | null = 'internal'
    try {
      const result = await takeRollAction({ lessonId, siteId, round, marks: sent })
      refusal = result.ok ? null : result.error.code
    } catch {
      // The server is unreachable: the marks wait here and the page says so.
      refusal = null
      for (const mark of news) waiting.current.set(`${round}:${mark.personId}`, { round, mark })
      setUnsaved(waiting.current.size)
      setCode(null)
      return
    }
    for (const mark of news) {
      const key = `${round}:${mark.personId}`
      if (refusal === null) waiting.current.delete(key)
      else waiting.current.set(key, { round, mark })
    }
    setUnsaved(waiting.current.size)
    setCode(refusal)
  }

  const mark = (round: RollRound, news: NewMark[]) => {
    setMarks((before) => {
      const changed = new Map(before[round])
      for (const { personId, ...value } of news) changed.set(personId, value)
      return { ...before, [round]: changed }
    })
    void send(round, news)
  }

  const retry = () => {
    for (const round of ROLL_ROUNDS) {
      const again = [...waiting.current.values()].filter((one) => one.round === round).map((one) => one.mark)
      if (again.length > 0) void send(round, again)
    }
  }

  return { marks, unsaved, code, mark, retry }
}

function firstMarks(people: RollPersonRow[]): Marks {
  const of = (round: RollRound) =>
    new Map(people.flatMap(({ personId, marks }) => (marks[round] ? [[personId, marks[round]] as const] : [])))
  return { start: of('start'), after_break: of('after_break') }
}
