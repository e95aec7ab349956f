'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { DeviceProblem } from '@/lesson-client/local-media/devices'

type Props = {
  /** A question about the last card waits for its answer: until then no other card is read. */
  isAsking: boolean
  /** Handles the text of a card. @returns whether it was understood; otherwise the same card is read again. */
  onRead: (text: string) => Promise<boolean>
  isOn: boolean
  /** The camera could not be opened. */
  onOff: () => void
  /** What became of the last card; null as long as none was read. */
  children: ReactNode
}

const LOOK_EVERY_MS = 200
/** The longer side of the scanned image, in px: enough for a card at arm's length. */
const SEARCHED_PX = 720

/** Scans participants' cards with the phone's camera, one after the other; images are not stored. */
export function CardScanner({ isOn, onOff, isAsking, onRead, children }: Props) {
  const { t } = useTranslation('site')
  const video = useRef<HTMLVideoElement>(null)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const latest = useRef({ isAsking, onRead, onOff })
  useEffect(() => {
    latest.current = { isAsking, onRead, onOff }
  }, [isAsking, onRead, onOff])

  useEffect(() => {
    if (!isOn) return
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    let last = ''
    const canvas = document.createElement('canvas')

    const look = async () => {
      const text = video.current && !latest.current.isAsking ? await readPicture(video.current, canvas) : null
      if (!isCurrent) return
      if (text !== null && text !== last) last = (await latest.current.onRead(text)) ? text : ''
      if (isCurrent) timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    const open = async () => {
      const opened = await openBackCamera()
      if (!isCurrent) return opened.stream?.getTracks().forEach((track) => track.stop())
      setProblem(opened.problem)
      if (!opened.stream || !video.current) return latest.current.onOff()
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
  }, [isOn])

  return (
    <section aria-label={t('cards.title')} className="flex flex-col gap-2 empty:hidden">
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
          className="aspect-video w-full rounded-card bg-night object-cover"
        />
      )}
      {isOn && <p className="text-lg font-bold">{t('cards.hold')}</p>}
      {children}
    </section>
  )
}

/** Starts and stops the scanner. */
export function ScannerSwitch({ isOn, onPress }: { isOn: boolean; onPress: () => void }) {
  const { t } = useTranslation('site')
  const word = isOn ? t('cards.stop') : t('cards.scan')
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={word}
      title={word}
      className={`grid min-h-14 w-15 shrink-0 place-items-center rounded-xl ${isOn ? 'bg-spruce text-snow' : 'bg-spruce-pale text-spruce'}`}
      onClick={onPress}
    >
      <Pictogram name={isOn ? 'cross' : 'card'} size={30} />
    </button>
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
