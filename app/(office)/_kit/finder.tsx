'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { findPeople, type FoundPerson } from './find-people'
import { matchPages, type FoundPage } from './match-pages'

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
  const { people, isBusy } = usePeople(hasPeople ? text.trim() : '')
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
        aria-label={t('search.label')}
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
        placeholder={t(hasPeople ? 'search.label' : 'search.labelPages')}
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
      <p role="status" className={found.length > 0 ? 'sr-only' : 'px-3'}>
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

/** The participants that a text finds; of an earlier text none are shown. */
function usePeople(search: string): { people: readonly FoundPerson[]; isBusy: boolean } {
  const [answer, setAnswer] = useState<{ search: string; people: readonly FoundPerson[] }>({ search: '', people: [] })
  const isAsked = search.length >= SHORTEST && !search.startsWith('+')
  useEffect(() => {
    if (!isAsked) return
    const ending = new AbortController()
    const ask = async () => {
      // Without a line nobody is found; the pages still are.
      const people = await findPeople(search, ending.signal).catch((): readonly FoundPerson[] => [])
      if (!ending.signal.aborted) setAnswer({ search, people })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      ending.abort()
      clearTimeout(timer)
    }
  }, [search, isAsked])
  const isAnswered = answer.search === search
  return { people: isAsked && isAnswered ? answer.people : [], isBusy: isAsked && !isAnswered }
}
