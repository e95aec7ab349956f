'use client'

import { useState } from 'react'
import type * as z from 'zod'

import { askApi } from '@/app/_components/ask-api'
import type { RollMark, RollRound } from '@/domain/attendance/vocabulary'
import type { ErrorCode } from '@/domain/error-codes'
import { cardAnswer } from '@/protocol/http-answers'

import type { KnownMark } from '../../_marks/kept-marks'
import { secretOnCard } from './read-card'
import { needsQuestion, type ListedPerson, type RollPlace, type ShownMark } from './roll-view'

export type Card = z.output<typeof cardAnswer>

/** What became of the last card; `visits` and `overwrites` are questions, and no card is read until one is answered. */
export type SeenCard =
  | { is: 'marked'; card: Card; mark: RollMark }
  | { is: 'already'; card: Card; mark: RollMark }
  | { is: 'visits'; card: Card }
  | { is: 'overwrites'; card: Card; current: KnownMark }
  | { is: 'refused'; code: ErrorCode }
  | { is: 'no-line' }

type Options = RollPlace & {
  round: RollRound
  people: readonly ListedPerson[]
  shown: (personId: string, round: RollRound) => ShownMark | null
  onMark: (card: Card, mark: { mark: RollMark; replaces: string | null }) => void
}

/** Asks whose card was read and marks its person: present, or late now; what is there is changed only after a question. */
export function useCard({ lessonId, siteId, round, people, shown, onMark }: Options) {
  const [seen, setSeen] = useState<SeenCard | null>(null)

  const decide = (card: Card, isWelcome: boolean) => {
    const isListed = people.some((person) => person.personId === card.personId)
    if (card.visitsFrom && !isWelcome && !isListed) return setSeen({ is: 'visits', card })
    const waiting = shown(card.personId, round)
    const current = waiting?.isWaiting ? waiting : card.current
    if (current && needsQuestion(current, card.means)) return setSeen({ is: 'overwrites', card, current })
    if (current) return setSeen({ is: 'already', card, mark: current.mark })
    mark(card, null)
  }

  const mark = (card: Card, replaces: string | null) => {
    onMark(card, { mark: card.means, replaces })
    navigator.vibrate?.(80)
    setSeen({ is: 'marked', card, mark: card.means })
  }

  /** @returns whether the card was understood; one that was not can be read again. */
  const read = async (text: string): Promise<boolean> => {
    const secret = secretOnCard(text)
    if (secret === null) {
      setSeen({ is: 'refused', code: 'link.unknown' })
      return true
    }
    const reply = await askApi('/api/roll/cards', cardAnswer, { lessonId, siteId, round, secret }).catch(() => null)
    if (!reply) setSeen({ is: 'no-line' })
    else if (!reply.ok) setSeen({ is: 'refused', code: reply.code })
    else decide(reply.data, false)
    return reply !== null
  }

  const answer = (isYes: boolean) => {
    if (seen?.is === 'visits' && isYes) return decide(seen.card, true)
    if (seen?.is === 'overwrites' && isYes) return mark(seen.card, seen.current.markKey)
    setSeen(null)
  }

  return {
    seen,
    read,
    answer,
    clear: () => setSeen(null),
    isAsking: seen?.is === 'visits' || seen?.is === 'overwrites',
  }
}
