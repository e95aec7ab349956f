'use client'

import { startTransition, useActionState, type FormEvent, type ReactNode } from 'react'

import type { FormState } from './run-form'

import { Refusal } from './input'

export type SearchAction = (before: FormState, form: FormData) => Promise<FormState>

type Props = {
  id: string
  action: SearchAction
  label: string
  search: string
  maxLength: number | undefined
  children: ReactNode
}

/** A search that is posted, so that the server can handle input that must not appear in an address. */
export function SearchForm({ id, action, label, search, maxLength, children }: Props) {
  const [state, send, isBusy] = useActionState(action, null)
  const refused = state?.ok === false ? state : null
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // Submitted by script, because the browser would otherwise reset the field after a refusal.
    event.preventDefault()
    const filled = new FormData(event.currentTarget)
    startTransition(() => send(filled))
  }
  return (
    <form id={id} action={send} onSubmit={onSubmit} role="search" aria-busy={isBusy} className="no-print min-w-0">
      <div className="flex min-w-0 gap-1">
        <input
          type="search"
          name="search"
          aria-label={label}
          placeholder={label}
          defaultValue={refused?.typed.search?.[0] ?? search}
          maxLength={maxLength}
          autoComplete="off"
          aria-invalid={refused !== null}
          className="field w-56 max-w-full"
        />
        {children}
      </div>
      <Refusal code={refused ? (Object.values(refused.fields)[0] ?? refused.error.code) : undefined} />
    </form>
  )
}
