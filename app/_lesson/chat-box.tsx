'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'

import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

const TEXT_MAX = 500

/** The chat messages and an input. Messages contain no links, and nothing is fetched. */
export function ChatBox({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const { mode, messages } = snapshot.live.chat
  const [text, setText] = useState('')
  /** Also while it waits for the line. */
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const selfMember = selfOf(snapshot)?.memberId

  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [messages.length])

  const send = async () => {
    if (text.trim() === '' || isSending) return
    const written = text.trim()
    setSending(true)
    const outcome = await client.act('chat:write', { messageId: crypto.randomUUID(), text: written })
    setSending(false)
    setProblem(outcome.ok ? null : outcome.code)
    // A message that failed stays in the input, to be sent again.
    if (outcome.ok) setText('')
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <p className="text-bark">{t(`chat.mode.${mode}`)}</p>
      <ol
        ref={list}
        // Focusable, so that the keyboard can scroll to earlier messages.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('chat.title')}
        aria-live="polite"
        className="flex min-h-24 flex-1 flex-col gap-2 overflow-y-auto"
      >
        {messages.map((message) => (
          <li
            key={message.messageId}
            className={`max-w-[90%] rounded-xl px-3 py-1.5 ${message.memberId === selfMember ? 'self-end bg-spruce-deep text-snow' : 'self-start bg-snow text-ink'}`}
          >
            <p className="flex flex-wrap items-baseline gap-x-2 font-semibold">
              <bdi translate="no">{message.displayName}</bdi>
              <bdi translate="no" className="font-normal opacity-80">
                {formatTime(message.atMs)}
              </bdi>
            </p>
            <p className="wrap-anywhere whitespace-pre-wrap" dir="auto">
              {message.text}
            </p>
          </li>
        ))}
      </ol>
      {problem !== null && (
        <p role="alert" className="font-semibold text-sun">
          {problem === 'no-answer' ? t('chat.notSent') : t(`errors:${problem}`)}
        </p>
      )}
      {can(snapshot, 'write-chat') && (
        <form
          method="post"
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <input
            className="field text-ink"
            dir="auto"
            value={text}
            readOnly={isSending}
            aria-busy={isSending}
            maxLength={TEXT_MAX}
            aria-label={t('chat.write')}
            placeholder={t('chat.write')}
            onChange={(event) => setText(event.target.value)}
          />
          <button type="submit" className="button" aria-label={t('chat.send')} disabled={isSending}>
            <Pictogram name="enter" />
          </button>
        </form>
      )}
    </div>
  )
}
