'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { askApi } from '@/app/_components/ask-api'
import { SECOND_MS } from '@/domain/durations'
import type { RollRound } from '@/domain/attendance/vocabulary'
import { rollAnswer } from '@/protocol/http-answers'

import { useMarkSender } from '../../_marks/mark-keeper'
import type { ListedPerson, MadeMark, RollData, RollPlace, ShownMark } from './roll-view'

const EVERY_MS = 15 * SECOND_MS
/** When the roll is read after a break began or ended: the server knows of it a little later than the lesson does. */
const AFTER_BREAK_MS = [0, 1.5 * SECOND_MS, 4 * SECOND_MS, 11 * SECOND_MS]

type Options = RollPlace & { first: RollData; isBreak: boolean }

/** The roll of a site that follows the lesson, the office and other hosts, with the marks of this device in it. */
export function useRoll({ lessonId, siteId, first, isBreak }: Options) {
  const [roll, setRoll] = useState(first)
  /** Everybody whom this page has listed: also somebody who is no longer on the roll is named where their mark is. */
  const [names, setNames] = useState(() => namesIn(first))
  const [guests, setGuests] = useState<readonly ListedPerson[]>([])
  /** Arrivals outside the lesson, by person: the moment that counts instead. */
  const [moved, setMoved] = useState<ReadonlyMap<string, number>>(new Map())
  const [sender, { marks }] = useMarkSender()
  const knownMs = useRef(first.nowMs)
  const asked = useRef(0)

  const refresh = useCallback(async (): Promise<void> => {
    asked.current += 1
    const turn = asked.current
    const reply = await askApi(`/api/roll?${new URLSearchParams({ lessonId, siteId })}`, rollAnswer).catch(() => null)
    // Without a line, or without a session, the page keeps what it has; the marks say what is wrong. An answer that was
    // overtaken may be older than the page: every mark that is taken asks again.
    if (!reply?.ok || turn !== asked.current) return
    knownMs.current = Math.max(knownMs.current, reply.data.nowMs)
    setRoll(reply.data)
    setNames((before) => new Map([...before, ...namesIn(reply.data)]))
  }, [lessonId, siteId])

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
    }
  }, [refresh])

  useEffect(() => {
    const timers = AFTER_BREAK_MS.map((ms) => setTimeout(() => void refresh(), ms))
    return () => timers.forEach(clearTimeout)
  }, [isBreak, refresh])

  useEffect(
    () =>
      sender?.onTaken((mark) => {
        if (mark.lessonId !== lessonId) return
        setRoll((before) => ({
          ...before,
          people: before.people.map((person) =>
            person.personId === mark.personId
              ? { ...person, marks: { ...person.marks, [mark.round]: mark.current } }
              : person,
          ),
        }))
        const { arrivedAtMs } = mark.current
        setMoved((before) => {
          const after = new Map(before)
          if (mark.isMoved && arrivedAtMs !== null) after.set(mark.personId, arrivedAtMs)
          else after.delete(mark.personId)
          return after
        })
        void refresh()
      }),
    [sender, lessonId, refresh],
  )

  const people = useMemo(() => {
    const listed = new Set(roll.people.map((person) => person.personId))
    const none = { start: null, after_break: null }
    const more = guests.filter((guest) => !listed.has(guest.personId)).map((guest) => ({ ...guest, marks: none }))
    return [...roll.people, ...more]
  }, [roll, guests])

  const shown = (personId: string, round: RollRound): ShownMark | null => {
    const waiting = marks.findLast(
      (mark) =>
        mark.state.is === 'waiting' && mark.lessonId === lessonId && mark.personId === personId && mark.round === round,
    )
    if (waiting) {
      const { markKey, mark, arrivedAtMs } = waiting
      return { markKey, mark, arrivedAtMs, isWaiting: true }
    }
    const known = people.find((person) => person.personId === personId)?.marks[round] ?? null
    return known && { ...known, isWaiting: false }
  }

  const make = (round: RollRound, news: readonly MadeMark[], by?: ListedPerson) => {
    const everyone = by ? [...people, by] : people
    if (by) setGuests((before) => [...before.filter((one) => one.personId !== by.personId), by])
    sender?.make(
      { lessonId, siteId, round },
      news.map((mark) => ({
        ...mark,
        replaces: mark.replaces === undefined ? (shown(mark.personId, round)?.markKey ?? null) : mark.replaces,
        isVisiting: (everyone.find((one) => one.personId === mark.personId)?.visitsFrom ?? null) !== null,
      })),
      knownMs.current,
    )
  }

  return { roll, people, names, moved, shown, make }
}

function namesIn(roll: RollData): ReadonlyMap<string, string> {
  return new Map(roll.people.map((person) => [person.personId, person.displayName]))
}
