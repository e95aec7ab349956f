'use client'

import { useActionState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { knockAction } from './actions'
import { LessonHead } from './lesson-head'

/** One field: the display name. */
export function KnockForm({ lesson }: { lesson: MyLesson }) {
  const { t } = useTranslation('guest')
  const [state, submit, isBusy] = useActionState(knockAction, null)
  const problem = state && !state.ok ? (state.fields.displayName ?? state.error.code) : null
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 p-5">
      <LessonHead lesson={lesson} />
      <form action={submit} className="flex flex-1 flex-col gap-6">
        <div className="grid size-32 place-items-center self-center rounded-full bg-spruce-pale text-spruce">
          <Pictogram name="door" size={72} />
        </div>
        <label className="flex flex-col gap-2 text-lg font-semibold">
          {t('waitingRoom.name')}
          <input
            name="displayName"
            className="field min-h-16 text-lg"
            dir="auto"
            autoComplete="name"
            maxLength={60}
            required
            defaultValue={state?.typed}
            aria-invalid={problem !== null}
            aria-describedby="name-help"
          />
          <span id="name-help" className="font-normal text-slate">
            {t('waitingRoom.nameHelp')}
          </span>
        </label>
        <p role="alert" className="font-semibold text-lingon empty:hidden">
          {problem && t(`errors:${problem}`)}
        </p>
        <button type="submit" className="button button-main button-big mt-auto" disabled={isBusy}>
          <Pictogram name="enter" size={36} />
          <span>{isBusy ? t('common:wait') : t('waitingRoom.ask')}</span>
        </button>
      </form>
    </main>
  )
}
