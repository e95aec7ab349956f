'use client'

import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'

import { formatLength } from '@/app/_components/dates'
import { SlideView } from '@/app/_lesson/slides/slide-view'
import { slideAt, slideMarks, type Timeline } from '@/domain/recordings/timeline'
import { recordingAddressAnswer } from '@/protocol/http-answers'

type Props = { recordingId: string; firstAddress: string; timeline: Timeline }

const fresh = z.object({ ok: z.literal(true), data: recordingAddressAnswer })
const SECOND_MS = 1_000
/** Consecutive attempts at a new address that do not play. */
const TRIES_MAX = 3

/** The communicator's voice and picture, and beside it the slide of that moment. */
export function RecordingPlayer({ recordingId, firstAddress, timeline }: Props) {
  const { t } = useTranslation('recordings')
  const video = useRef<HTMLVideoElement>(null)
  const tries = useRef(0)
  const [address, setAddress] = useState(firstAddress)
  const [atMs, setAtMs] = useState(0)
  const [isBroken, setIsBroken] = useState(false)
  const shown = slideAt(timeline, atMs)

  /** An address expires: with a new one the player continues where it was. */
  const renew = async () => {
    tries.current += 1
    const answer = await fetch(`/api/recordings/${recordingId}/address`).catch(() => null)
    const parsed = fresh.safeParse(answer && (await answer.json().catch(() => null)))
    if (!parsed.success || tries.current > TRIES_MAX) return setIsBroken(true)
    setAddress(parsed.data.data.address)
  }
  const jump = (toMs: number) => {
    if (!video.current) return
    video.current.currentTime = toMs / SECOND_MS
    setAtMs(toMs)
    void video.current.play().catch(ignoreBlocked)
  }

  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="flex flex-col gap-2">
        <video
          ref={video}
          data-recording
          src={address}
          controls
          playsInline
          preload="metadata"
          aria-label={t('video')}
          className="aspect-video w-full rounded-card bg-night"
          onLoadedMetadata={() => {
            tries.current = 0
            if (video.current && atMs > 0) video.current.currentTime = atMs / SECOND_MS
          }}
          onTimeUpdate={(event) => setAtMs(Math.round(event.currentTarget.currentTime * SECOND_MS))}
          onSeeked={(event) => setAtMs(Math.round(event.currentTarget.currentTime * SECOND_MS))}
          onError={() => void renew()}
        />
        {isBroken && (
          <p role="alert" className="font-semibold text-lingon">
            {t('broken')}
          </p>
        )}
        <Marks timeline={timeline} atMs={atMs} onJump={jump} />
      </div>
      <div className="aspect-video max-h-[70vh] w-full overflow-hidden rounded-card bg-night">
        {shown ? (
          <SlideView slide={{ ...shown, isBlack: false }} widthClass="large" strokes={[]} pointer={null} />
        ) : (
          <p className="grid size-full place-items-center p-4 text-snow">{t('noSlide')}</p>
        )}
      </div>
    </div>
  )
}

type MarksProps = { timeline: Timeline; atMs: number; onJump: (toMs: number) => void }

/** Every change of slide, to jump to. */
function Marks({ timeline, atMs, onJump }: MarksProps) {
  const { t } = useTranslation('recordings')
  const marks = slideMarks(timeline).filter((mark) => mark.slide !== null)
  const current = marks.findLast((mark) => mark.fileMs <= atMs)
  if (marks.length === 0) return null
  return (
    <nav aria-label={t('pages')} className="max-h-72 overflow-y-auto">
      <ol className="flex flex-col gap-1">
        {marks.map((mark) => (
          <li key={mark.fileMs}>
            <button
              type="button"
              className={`button min-h-11 w-full justify-between ${mark === current ? 'button-main' : ''}`}
              aria-current={mark === current}
              onClick={() => onJump(mark.fileMs)}
            >
              {t('slides:view.slideNumber', { slideNumber: mark.slide?.slideNumber, of: mark.slide?.slideCount })}
              <bdi translate="no" className="tabular-nums">
                {formatLength(mark.fileMs)}
              </bdi>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A browser that requires a user gesture shows its own play button. */
function ignoreBlocked(): void {}
