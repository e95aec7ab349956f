import type { ReactNode } from 'react'

import { BackLink } from './back-link'

type Props = {
  title: ReactNode
  text?: ReactNode
  back?: { href: string; word: string }
  actions?: ReactNode
  isNarrow?: boolean
  children: ReactNode
}

/** The frame of an office page: the way back, its title, its actions, and the content. */
export function OfficePage({ title, text, back, actions, isNarrow = false, children }: Props) {
  return (
    <main className={`flex min-w-0 flex-col gap-5 p-4 md:p-6 ${isNarrow ? 'max-w-3xl' : 'max-w-7xl'}`}>
      <div className="no-print flex flex-col gap-2">
        {back && <BackLink href={back.href}>{back.word}</BackLink>}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1 className="min-w-0 text-2xl font-bold break-words">{title}</h1>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
        {text && <p className="max-w-2xl text-slate">{text}</p>}
      </div>
      {children}
    </main>
  )
}

/** A section with a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card flex min-w-0 flex-col gap-4">
      <h2 className="text-lg font-bold">{title}</h2>
      {children}
    </section>
  )
}

/** Terms and descriptions, side by side where there is space. */
export function Facts({ facts }: { facts: readonly (readonly [word: string, value: ReactNode])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
      {facts.map(([word, value]) => (
        <div key={word} className="contents">
          <dt className="text-slate">{word}</dt>
          <dd className="min-w-0 font-semibold break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A rarely used section, closed until it is opened. */
export function Folded({ word, isOpen = false, children }: { word: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="min-w-0">
      <summary className="link min-h-11 content-center">{word}</summary>
      <div className="flex flex-col gap-3 pt-2">{children}</div>
    </details>
  )
}
