'use client'

import { useEffect, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { MAX_DOCUMENT_BYTES, MAX_SLIDES } from '@/domain/materials/limits'

import type { UploadState } from './use-materials'

type Props = { upload: UploadState; onFile: (file: File) => void; onCancel: () => void }

/** Where a document is dropped or chosen, and the progress of its upload. */
export function AddMaterial({ upload, onFile, onCancel }: Props) {
  const { t } = useTranslation('slides')
  const [isOver, setOver] = useState(false)
  useStrayDrops()
  if (upload.kind === 'working') return <Progress upload={upload} onCancel={onCancel} />

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <div className="flex flex-col gap-2">
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={`flex flex-wrap items-center gap-3 rounded-xl border-2 border-dashed p-3 ${isOver ? 'border-sun bg-dusk-high' : 'border-edge'}`}
      >
        <label className="button min-h-12 focus-within:outline-3 focus-within:outline-sun">
          <Pictogram name="add" />
          {t('add.choose')}
          <input
            type="file"
            accept="application/pdf,.pdf"
            className="sr-only"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) onFile(file)
            }}
          />
        </label>
        <p className="min-w-0 flex-1 basis-40 text-mist">
          {t('add.drop', { slides: MAX_SLIDES, megabytes: Math.floor(MAX_DOCUMENT_BYTES / 1_048_576) })}
        </p>
      </div>
      {upload.kind === 'noted' && (
        <div role="status" className="flex items-start gap-2 text-sun">
          <Pictogram name="warning" />
          <div className="min-w-0">
            <bdi translate="no" className="block truncate font-semibold">
              {upload.name}
            </bdi>
            {upload.notes.map(({ key, values }) => (
              <p key={key}>{t(key, values)}</p>
            ))}
          </div>
        </div>
      )}
      {upload.kind === 'failed' && (
        <p role="alert" className="flex items-start gap-2 font-semibold text-sun">
          <Pictogram name="warning" />
          <span>{t(upload.trouble.key, upload.trouble.values)}</span>
        </p>
      )}
    </div>
  )
}

/** Without this, a file dropped next to the target would replace the lesson's page. */
function useStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => event.preventDefault()
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
      window.removeEventListener('drop', refuse)
    }
  }, [])
}

type ProgressProps = { upload: Extract<UploadState, { kind: 'working' }>; onCancel: () => void }

function Progress({ upload: { name, done, of }, onCancel }: ProgressProps) {
  const { t } = useTranslation('slides')
  const words = of === null ? t('add.opening') : t('add.progress', { done, of })
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl border-2 border-hair p-3">
      <div className="flex min-w-0 flex-1 basis-40 flex-col gap-1">
        <bdi translate="no" className="truncate font-semibold">
          {name}
        </bdi>
        <p role="status" aria-live="polite" className="tabular-nums">
          {words}
        </p>
        <progress
          aria-label={words}
          className="h-3 w-full appearance-none overflow-hidden rounded-lg bg-dusk-high [&::-moz-progress-bar]:bg-sun [&::-webkit-progress-bar]:bg-dusk-high [&::-webkit-progress-value]:bg-sun"
          max={of ?? 1}
          value={of === null ? undefined : done}
        />
      </div>
      <button type="button" className="button" onClick={onCancel}>
        <Pictogram name="cross" />
        {t('add.cancel')}
      </button>
    </div>
  )
}
