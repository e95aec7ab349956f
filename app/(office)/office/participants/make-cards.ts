'use server'

import * as z from 'zod'

import { chosen } from '@/app/(office)/_kit/read-form'
import { typedIn } from '@/app/(office)/_kit/typed-in'
import { webEnv } from '@/app/_server/env'
import { getTranslation } from '@/app/_server/i18n'
import { qrPath, type QrPath } from '@/adapters/qr-code'
import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import { DomainError } from '@/domain/domain-error'
import type { UiLanguage } from '@/domain/languages'
import type { StaffActor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { createPersonLink } from '@/services/access/create-person-link'
import { personId } from '@/services/ids'

type Line = { language: UiLanguage; direction: 'ltr' | 'rtl'; text: string }
export type Card = { personId: string; displayName: string; cardNumber: string; code: QrPath; lines: Line[] }

const CARDS_MAX = 60

/** Creates new cards. The secret leaves only in this response, as a QR code. */
export async function makeCardsAction(
  _: unknown,
  form: FormData,
): Promise<ActionResult<{ cards: Card[]; refused: number }> & { typed: Record<string, string[]> }> {
  const result = await runAction('make-cards', async () => {
    const actor = await getStaffActor()
    const ids = parseInput(z.array(personId).min(1).max(CARDS_MAX), chosen(form, 'personId'))
    const cards: Card[] = []
    // One by one, so that a refusal loses none of the others, whose older cards are revoked already.
    for (const id of ids) cards.push(...(await makeCardIfAllowed(actor, id)))
    if (cards.length === 0) throw new DomainError('access.not-allowed')
    return { cards, refused: ids.length - cards.length }
  })
  return { ...result, typed: typedIn(form) }
}

async function makeCardIfAllowed(actor: StaffActor, id: z.output<typeof personId>): Promise<Card[]> {
  try {
    return [await makeCard(actor, id)]
  } catch (error) {
    if (error instanceof DomainError) return []
    throw error
  }
}

async function makeCard(actor: StaffActor, id: z.output<typeof personId>): Promise<Card> {
  const { secret, displayName, language } = await createPersonLink(actor, { personId: id })
  const languages = [...new Set<UiLanguage>([language, 'sv'])]
  return {
    personId: id,
    displayName,
    cardNumber: cardNumberOf(id),
    code: qrPath(`${webEnv().PUBLIC_URL.replace(/\/$/, '')}/p#${secret}`),
    lines: await Promise.all(languages.map(lineIn)),
  }
}

async function lineIn(language: UiLanguage): Promise<Line> {
  const { t, direction } = await getTranslation(language)
  return { language, direction, text: t('card:instruction') }
}
