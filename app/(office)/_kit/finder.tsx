'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type * as z from 'zod'

import { askApi, type ApiReply } from '@/app/_components/ask-api'
import { peopleAnswer } from '@/protocol/people-answer'

import { Refusal } from './input'
import { matchPages, NEW, type FoundPage } from './match-pages'

type Props = {
  pages: readonly FoundPage[]
  /** Participants are among what is found. */
  hasPeople: boolean
  onDone: () => void
}

type Option = { href: string; word: string; beside: string }

/** Typing is over when no key has come for so long. */
const PAUSE_MS = 150
const SHORTEST = 2
const LONGEST = 100

/** The input of the search, and what it finds: pages as one types, participants a moment later. */
export function Finder({ pages, hasPeople, onDone }: Props) {
  const { t } = useTranslation('office')
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const { people, isBusy, refusal } = usePeople(hasPeople ? text.trim() : '')
  const label = t(hasPeople ? 'search.label' : 'search.labelPages')
  const pageOptions = matchPages(pages, text).map(({ href, word, group }) => ({ href, word, beside: group }))
  const peopleOptions = people.map(({ personId, displayName, cardNumber, homeMunicipalityName }) => ({
    href: `/office/participants/${personId}`,
    word: displayName,
    beside: `${homeMunicipalityName} · ${t('search.card', { number: cardNumber })}`,
  }))
  const found: Option[] = [...pageOptions, ...peopleOptions]
  // Enter pressed before the people came opens the first of what comes.
  const isAwaited = useRef(false)
  const optionId = (index: number) => `${id}-${index}`
  const move = (index: number) => {
    setChosen(index)
    document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' })
  }
  const go = (option: Option | undefined) => {
    if (!option) return
    isAwaited.current = false
    onDone()
    router.push(option.href)
  }
  const [first] = found
  useEffect(() => {
    if (!isAwaited.current || isBusy) return
    isAwaited.current = false
    if (first) go(first)
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: -1 }
    const next = steps[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      if (found.length === 0 && isBusy) isAwaited.current = true
      else go(found[chosen])
    } else if (next !== undefined && found.length > 0 && (text === '' || !['Home', 'End'].includes(event.key))) {
      event.preventDefault()
      move((next + found.length) % found.length)
    }
  }
  const status = () => {
    if (found.length > 0) return t('search.found', { count: found.length })
    return t(isBusy ? 'search.looking' : 'search.none')
  }
  return (
    <div className="flex flex-col gap-3 p-3">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
        placeholder={label}
        autoComplete="off"
        // The dialog's input has the focus.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        maxLength={LONGEST}
        value={text}
        onChange={(event) => {
          isAwaited.current = false
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        className="field"
      />
      <Refusal code={refusal} />
      <p role="status" className={found.length > 0 || refusal ? 'sr-only' : 'px-3'}>
        {status()}
      </p>
      <div id={`${id}-list`} role="listbox" aria-label={t('search.results')} className="max-h-[60dvh] overflow-y-auto">
        {found.map((option, index) => (
          // The input keeps the focus and handles the keys; clicks are for pointer users.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.href}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(option)}
            onMouseMove={() => setChosen(index)}
            className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 rounded-lg px-3 aria-selected:bg-spruce aria-selected:text-snow"
          >
            <bdi className="font-semibold">{option.word}</bdi>
            <span className={index === chosen ? 'text-snow' : 'text-slate'}>{option.beside}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

type Answer = ApiReply<z.output<typeof peopleAnswer>> | null

/** The participants that a text finds, or why they cannot be looked for; of an earlier text nothing is shown. */
function usePeople(search: string) {
  const [last, setLast] = useState<{ search: string; answer: Answer }>({ search: '', answer: null })
  const isAsked = search.length >= SHORTEST && !search.startsWith(NEW)
  useEffect(() => {
    if (!isAsked) return
    let isCurrent = true
    const ask = async () => {
      // Without a line nobody is found; the pages still are.
      const answer = await askApi('/office/people', peopleAnswer, { search }).catch(() => null)
      if (isCurrent) setLast({ search, answer })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [search, isAsked])
  const isAnswered = isAsked && last.search === search
  const answer = isAnswered ? last.answer : null
  return {
    people: answer?.ok ? answer.data.people : [],
    refusal: answer?.ok === false ? answer.code : undefined,
    isBusy: isAsked && !isAnswered,
  }
}
