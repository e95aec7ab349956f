'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { DeviceProblem } from '@/lesson-client/local-media/devices'

import { findByCardAction } from './actions'
import { secretOnCard } from './read-card'

type Props = {
  lessonId: string
  siteId: string
  /** Handles a scanned card; the result is the name, to be said aloud. */
  onFound: (personId: string) => string
}

type Seen = { kind: 'found'; name: string } | { kind: 'refused'; code: string } | null

const LOOK_EVERY_MS = 200
/** The longer side of the scanned image, in px: enough for a card at arm's length. */
const SEARCHED_PX = 720

/** Scans participants' cards with the phone's camera, one after the other; images are not stored. */
export function CardScanner({ lessonId, siteId, onFound }: Props) {
  const { t } = useTranslation('site')
  const video = useRef<HTMLVideoElement>(null)
  const [isOn, setOn] = useState(false)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const [seen, setSeen] = useState<Seen>(null)
  const found = useRef(onFound)
  useEffect(() => {
    found.current = onFound
  }, [onFound])

  useEffect(() => {
    if (!isOn) return
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    let last = ''
    const canvas = document.createElement('canvas')

    const tell = async (secret: string) => {
      const result = await findByCardAction({ lessonId, siteId, secret })
      if (!isCurrent) return
      if (result.ok) setSeen({ kind: 'found', name: found.current(result.data.personId) })
      else setSeen({ kind: 'refused', code: result.error.code })
      if (result.ok) navigator.vibrate?.(80)
    }
    const look = async () => {
      const text = video.current ? await readPicture(video.current, canvas) : null
      if (!isCurrent) return
      if (text !== null && text !== last) {
        last = text
        const secret = secretOnCard(text)
        if (secret === null) setSeen({ kind: 'refused', code: 'link.unknown' })
        else await tell(secret)
      }
      if (isCurrent) timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    const open = async () => {
      const opened = await openBackCamera()
      if (!isCurrent) return opened.stream?.getTracks().forEach((track) => track.stop())
      setProblem(opened.problem)
      if (!opened.stream || !video.current) return setOn(false)
      stream = opened.stream
      video.current.srcObject = stream
      await video.current.play()
      void look()
    }
    void open()
    return () => {
      isCurrent = false
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [isOn, lessonId, siteId])

  return (
    <section aria-label={t('cards.title')} className="flex flex-col gap-3">
      <button
        type="button"
        aria-pressed={isOn}
        className={`button min-h-14 ${isOn ? 'button-main' : ''}`}
        onClick={() => {
          setSeen(null)
          setOn(!isOn)
        }}
      >
        <Pictogram name="card" size={28} />
        {isOn ? t('cards.stop') : t('cards.scan')}
      </button>
      {problem && (
        <p role="alert" className="font-semibold text-lingon">
          {t(`lesson:device.camera.${problem}`)}
        </p>
      )}
      {isOn && (
        <video
          ref={video}
          muted
          playsInline
          aria-label={t('cards.hold')}
          className="aspect-square w-full rounded-card bg-night object-cover"
        />
      )}
      <p role="status" aria-live="assertive" className="text-lg font-bold empty:hidden">
        {seen?.kind === 'found' && (
          <span className="flex items-center gap-2 text-moss">
            <Pictogram name="check" size={32} />
            <bdi>{seen.name}</bdi>
          </span>
        )}
        {seen?.kind === 'refused' && <span className="text-lingon">{t(`errors:${seen.code}`)}</span>}
        {isOn && !seen && t('cards.hold')}
      </p>
    </section>
  )
}

/** Loaded on demand: the QR decoder is as large as the rest of the page, and most hosts never scan. */
async function loadReader() {
  try {
    return (await import('jsqr')).default
  } catch {
    // The network is down; the next scan tries again.
    return null
  }
}

async function readPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement): Promise<string | null> {
  const read = await loadReader()
  const scale = Math.min(1, SEARCHED_PX / Math.max(video.videoWidth, video.videoHeight, 1))
  const width = Math.round(video.videoWidth * scale)
  const height = Math.round(video.videoHeight * scale)
  if (!read || width === 0 || height === 0) return null
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, 0, 0, width, height)
  return read(context.getImageData(0, 0, width, height).data, width, height)?.data ?? null
}

async function openBackCamera(): Promise<{ stream: MediaStream | null; problem: DeviceProblem | null }> {
  const devices: MediaDevices | undefined = navigator.mediaDevices
  if (!devices) return { stream: null, problem: 'insecure' }
  try {
    const size = { width: { ideal: 1280 }, height: { ideal: 1280 } }
    return {
      stream: await devices.getUserMedia({ video: { facingMode: 'environment', ...size } }),
      problem: null,
    }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    return {
      stream: null,
      problem: name === 'NotAllowedError' ? 'denied' : name === 'NotFoundError' ? 'missing' : 'busy',
    }
  }
}
