'use client'

import { useState, useTransition } from 'react'
import { useTranslation } from 'react-i18next'

import { callAction } from '@/app/_components/call-action'

import { deleteRecordingAction } from './actions'

/** Deletes the recording, after an inline confirmation. */
export function DeleteRecording({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation('recordings')
  const [isAsking, setIsAsking] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const [isPending, begin] = useTransition()
  const remove = () =>
    begin(async () => {
      const refused = await callAction(() => deleteRecordingAction(recordingId))
      setCode(refused?.error.code ?? 'internal')
    })
  return (
    <section className="flex flex-wrap items-center gap-3">
      {isAsking ? (
        <>
          <p role="alert" className="font-semibold">
            {t('delete.sure')}
          </p>
          <button type="button" className="button" onClick={() => setIsAsking(false)}>
            {t('delete.keep')}
          </button>
          <button type="button" className="button button-stop" disabled={isPending} onClick={remove}>
            {t('delete.now')}
          </button>
        </>
      ) : (
        <button type="button" className="button" onClick={() => setIsAsking(true)}>
          {t('delete.button')}
        </button>
      )}
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {code !== null && t(`errors:${code}`)}
      </p>
    </section>
  )
}
