'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import { matchPages, type FoundPage } from './match-pages'

export type { FoundPage } from './match-pages'

const neverChanges = () => () => {}

/**
 * Finds a page by its title or synonyms; Ctrl+K or Cmd+K opens it from anywhere. Before the scripts have loaded it is a
 * link to the navigation, which has the same pages.
 */
export function PageSearch({ pages }: { pages: readonly FoundPage[] }) {
  const { t } = useTranslation('office')
  const dialog = useRef<HTMLDialogElement>(null)
  const [opened, setOpened] = useState(0)
  const hasScripts = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  const open = () => {
    if (dialog.current?.open) return
    // Empty each time it opens.
    setOpened((times) => times + 1)
    dialog.current?.showModal()
  }
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const word = (
    <>
      <Pictogram name="search" size={20} />
      {t('search.open')}
    </>
  )
  return (
    <>
      {hasScripts ? (
        <button type="button" className="button" aria-keyshortcuts="Control+K Meta+K" onClick={open}>
          {word}
          <kbd className="rounded border border-bark px-1 font-sans text-sm font-normal text-slate max-md:hidden">
            Ctrl K
          </kbd>
        </button>
      ) : (
        <a className="button" href="#office-pages">
          {word}
        </a>
      )}
      <dialog
        ref={dialog}
        aria-label={t('search.open')}
        className="m-auto mt-[10dvh] w-[min(36rem,calc(100vw-1rem))] rounded-card border border-bark bg-snow p-0 text-ink shadow-lg backdrop:bg-ink/40"
      >
        <Finder key={opened} pages={pages} onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  )
}

type FinderProps = { pages: readonly FoundPage[]; onDone: () => void }

function Finder({ pages, onDone }: FinderProps) {
  const { t } = useTranslation('office')
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = matchPages(pages, text)
  const optionId = (index: number) => `${id}-${index}`
  const move = (index: number) => {
    setChosen(index)
    document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' })
  }
  const go = (page: FoundPage | undefined) => {
    if (!page) return
    onDone()
    router.push(page.href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: -1 }
    const next = steps[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      go(found[chosen])
    } else if (next !== undefined && found.length > 0 && (text === '' || !['Home', 'End'].includes(event.key))) {
      event.preventDefault()
      move((next + found.length) % found.length)
    }
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
        placeholder={t('search.label')}
        autoComplete="off"
        // The dialog's input has the focus.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        maxLength={60}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        className="field"
      />
      <p role="status" className={found.length > 0 ? 'sr-only' : 'px-3'}>
        {found.length > 0 ? t('search.found', { count: found.length }) : t('search.none')}
      </p>
      <div id={`${id}-list`} role="listbox" aria-label={t('search.pages')} className="max-h-[60dvh] overflow-y-auto">
        {found.map((page, index) => (
          // The input keeps the focus and handles the keys; clicks are for pointer users.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={page.href}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(page)}
            onMouseMove={() => setChosen(index)}
            className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3 rounded-lg px-3 aria-selected:bg-spruce aria-selected:text-snow"
          >
            <span className="font-semibold">{page.word}</span>
            <span className={index === chosen ? 'text-snow' : 'text-slate'}>{page.group}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
