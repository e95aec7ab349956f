'use client'

import { useActionState } from 'react'
import { useTranslation } from 'react-i18next'

import { Refusal } from '@/app/(office)/_kit/input'
import { Pictogram } from '@/app/_components/pictogram'

import { makeCardsAction, type Card } from './make-cards'

type Person = { personId: string; displayName: string; cardNumber: string }

/** Asks whose cards to create, then shows them ready to print. They are shown only once. */
export function CardMaker({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('office')
  const [state, send, isBusy] = useActionState(makeCardsAction, null)
  if (state?.ok) return <PrintedCards {...state.data} />
  return (
    <form action={send} className="flex flex-col gap-4">
      <p className="flex items-start gap-3 rounded-lg bg-sun-pale p-3">
        <Pictogram name="warning" />
        {t('cards.warning')}
      </p>
      <Refusal code={state?.error.code} />
      <fieldset className="card grid gap-x-4 sm:grid-cols-2">
        <legend className="sr-only">{t('cards.forWhom')}</legend>
        {people.map((person) => (
          <label key={person.personId} className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              name="personId"
              value={person.personId}
              defaultChecked
              className="size-6 shrink-0 accent-spruce"
            />
            <bdi>{person.displayName}</bdi>
            <span className="text-slate tabular-nums">{person.cardNumber}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button button-main self-start" disabled={isBusy}>
        <Pictogram name="card" />
        {isBusy ? t('common:wait') : t('cards.make')}
      </button>
    </form>
  )
}

function PrintedCards({ cards, refused }: { cards: readonly Card[]; refused: number }) {
  const { t } = useTranslation('office')
  return (
    <div className="flex flex-col gap-4">
      <div className="no-print flex flex-wrap items-center gap-4" role="status">
        <p className="font-semibold text-moss">{t('cards.made', { count: cards.length })}</p>
        {refused > 0 && <p className="font-semibold text-lingon">{t('cards.refused', { count: refused })}</p>}
        <button type="button" className="button button-main" onClick={() => window.print()}>
          {t('cards.print')}
        </button>
      </div>
      <ul className="w-full max-w-[172mm] bg-snow">
        {cards.map((card) => (
          <PrintedCard key={card.personId} card={card} />
        ))}
      </ul>
    </div>
  )
}

/** Twice the size of a bank card: fold it in the middle, or cut along the dashes. */
function PrintedCard({ card }: { card: Card }) {
  const { t } = useTranslation('office')
  return (
    <li className="flex min-h-[54mm] break-inside-avoid items-center gap-[5mm] border border-dashed border-slate p-[4mm]">
      <svg
        viewBox={`0 0 ${card.code.size} ${card.code.size}`}
        className="size-[46mm] shrink-0"
        role="img"
        aria-label={t('cards.code')}
        shapeRendering="crispEdges"
      >
        <rect width={card.code.size} height={card.code.size} fill="#fff" />
        <path d={card.code.d} fill="#000" />
      </svg>
      <div className="flex min-w-0 flex-col gap-[2mm]">
        <p className="text-xl font-bold">
          <bdi>{card.displayName}</bdi>
        </p>
        {card.lines.map((line) => (
          <p key={line.language} lang={line.language} dir={line.direction}>
            {line.text}
          </p>
        ))}
        <p className="text-slate tabular-nums">
          Samsal · <bdi>{card.cardNumber}</bdi>
        </p>
      </div>
    </li>
  )
}
