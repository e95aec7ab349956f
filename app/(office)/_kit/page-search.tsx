'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import { Finder } from './finder'
import type { FoundPage } from './match-pages'
import { useHasScripts } from './use-has-scripts'

type Props = { pages: readonly FoundPage[]; hasPeople: boolean }

/**
 * Finds a page by its title or synonyms, and a participant; Ctrl+K or Cmd+K opens it from anywhere. Before the scripts have loaded it is a
 * link to the navigation, which has the same pages.
 */
export function PageSearch({ pages, hasPeople }: Props) {
  const { t } = useTranslation('office')
  const dialog = useRef<HTMLDialogElement>(null)
  const [opened, setOpened] = useState(0)
  const hasScripts = useHasScripts()
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
        <button type="button" className="button border-snow py-0" aria-keyshortcuts="Control+K Meta+K" onClick={open}>
          {word}
          <kbd className="rounded border border-bark px-1 font-sans text-sm font-normal text-slate max-md:hidden">
            Ctrl K
          </kbd>
        </button>
      ) : (
        <a className="button border-snow py-0" href="#office-pages">
          {word}
        </a>
      )}
      <dialog
        ref={dialog}
        aria-label={t('search.open')}
        className="m-auto mt-[10dvh] w-[min(36rem,calc(100vw-1rem))] rounded-card border border-bark bg-snow p-0 text-ink shadow-lg backdrop:bg-ink/40"
      >
        {opened > 0 && <Finder key={opened} {...{ pages, hasPeople }} onDone={() => dialog.current?.close()} />}
      </dialog>
    </>
  )
}
