'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { KEY_LIST } from './cockpit-keys'
import { DeviceSheet } from './device-sheet'
import { AddMaterial } from './slides/add-material'
import { MaterialList } from './slides/material-list'
import { SlideNote } from './slides/slide-note'
import { SlideStrip } from './slides/slide-strip'
import type { Deck } from './slides/use-deck'

export type SheetName = 'documents' | 'pages' | 'keys' | 'devices'
type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  open: SheetName | null
  deck: Deck
  areKeysOn: boolean
  onKeysOn: (areOn: boolean) => void
  /** Whether a raised hand is heard. */
  isHandHeard: boolean
  onHandHeard: (isHeard: boolean) => void
  onOpen: (sheet: SheetName) => void
  onClose: () => void
}

/** What is opened rarely: it stands over the desk, and never over what everybody sees. */
export function CockpitSheets({ client, snapshot, open, deck, onOpen, onClose, ...switches }: Props) {
  const { t } = useTranslation('teach')
  const { slide, notes } = deck
  return (
    <>
      {/* Always there, because a file that is dropped on the stage is read by it. */}
      <Sheet name="documents" title={t('slides:title')} isOpen={open === 'documents'} onClose={onClose}>
        {(slide ?? deck.before) && (
          <div className="flex flex-wrap gap-2">
            {slide && (
              <button type="button" data-control="away" className="ck-go" onClick={() => deck.show(null)}>
                <Pictogram name="cross" />
                {t('slides:turn.away')}
              </button>
            )}
            {deck.before && (
              <button
                type="button"
                data-control="jump-back"
                className="ck-go"
                onClick={() => {
                  if (deck.before) deck.show(deck.before)
                  onClose()
                }}
              >
                <Pictogram name="back" />
                <span>{t('slides:turn.jumpBack', { slideNumber: deck.before.slideNumber })}</span>
              </button>
            )}
          </div>
        )}
        {deck.materials === null && deck.upload.kind !== 'failed' && <div className="skeleton h-14 opacity-20" />}
        {deck.materials && (
          <MaterialList
            materials={deck.materials}
            shownId={slide?.materialId ?? null}
            onShow={({ materialId, slideCount }) => {
              deck.show({ materialId, slideCount, slideNumber: 1, isBlack: false })
              onClose()
            }}
            onRemove={deck.isStaff ? (materialId) => void deck.remove(materialId) : null}
          />
        )}
        {deck.isStaff ? (
          <AddMaterial
            upload={deck.upload}
            onFile={(file) => {
              onOpen('documents')
              void deck.add(file)
            }}
            onCancel={deck.cancel}
          />
        ) : (
          <p className="text-mist">{t('slides:list.onlyStaff')}</p>
        )}
      </Sheet>
      {open === 'pages' && slide && (
        <Sheet name="pages" title={t('slides:strip.label')} isOpen onClose={onClose}>
          {deck.isStaff && (
            <SlideNote
              note={notes.bySlide.get(slide.slideNumber) ?? ''}
              state={notes.state}
              onWrite={(note) => notes.write(slide.slideNumber, note)}
              onClose={null}
            />
          )}
          <SlideStrip slide={slide} notedSlides={deck.noted} onSlide={deck.goTo} />
        </Sheet>
      )}
      {open === 'keys' && <KeySheet {...switches} onClose={onClose} />}
      {open === 'devices' && (
        <Sheet name="devices" title={t('devices.title')} isOpen onClose={onClose}>
          <DeviceSheet client={client} snapshot={snapshot} />
        </Sheet>
      )}
    </>
  )
}

type KeySheetProps = Pick<Props, 'areKeysOn' | 'onKeysOn' | 'isHandHeard' | 'onHandHeard' | 'onClose'>

function KeySheet({ areKeysOn, onKeysOn, isHandHeard, onHandHeard, onClose }: KeySheetProps) {
  const { t } = useTranslation('teach')
  return (
    <Sheet name="keys" title={t('keys.title')} isOpen onClose={onClose}>
      <Switch control="keys-on" picture="check" isOn={areKeysOn} onSwitch={onKeysOn}>
        {areKeysOn ? t('keys.on') : t('keys.off')}
      </Switch>
      <Switch control="hand-sound" picture="sound" isOn={isHandHeard} onSwitch={onHandHeard}>
        {isHandHeard ? t('keys.soundOn') : t('keys.soundOff')}
      </Switch>
      <ul className="ck-keys">
        {KEY_LIST.map(({ name, keys }) => (
          <li key={name}>
            <span>{t(`keys.${name}`)}</span>
            <span dir="ltr" className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

type SwitchProps = {
  control: string
  picture: PictogramName
  isOn: boolean
  onSwitch: (isOn: boolean) => void
  children: ReactNode
}

function Switch({ control, picture, isOn, onSwitch, children }: SwitchProps) {
  return (
    <button
      type="button"
      data-control={control}
      className="ck-go is-wide"
      aria-pressed={isOn}
      onClick={() => onSwitch(!isOn)}
    >
      <Pictogram name={isOn ? picture : 'cross'} />
      <span>{children}</span>
    </button>
  )
}

type SheetProps = { name: SheetName; title: string; isOpen: boolean; onClose: () => void; children: ReactNode }

function Sheet({ name, title, isOpen, onClose, children }: SheetProps) {
  const { t } = useTranslation('teach')
  const closer = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const before = document.activeElement
    closer.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [isOpen])
  return (
    <section aria-label={title} data-sheet={name} className="ck-sheet" hidden={!isOpen}>
      <div className="ck-desk-head">
        <h2>{title}</h2>
        <button ref={closer} type="button" data-control="sheet-close" aria-label={t('close')} onClick={onClose}>
          <Pictogram name="cross" />
        </button>
      </div>
      {children}
    </section>
  )
}
