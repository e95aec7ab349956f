import type { Metadata } from 'next'

import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { requireStaff } from '@/app/_server/require-actor'
import { listPairingSites } from '@/services/access/list-pairing-sites'

import { PairForm } from './pair-form'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('site:pair.title') }
}

/** Approves the screen whose code the host types. */
export default async function PairPage() {
  const staff = await requireStaff()
  const { t } = await getTranslation()
  const sites = await loadOrNotFound(listPairingSites(staff.actor))
  return (
    <>
      <StaffBar staff={staff} />
      <main className="mx-auto flex max-w-md flex-col gap-4 p-4">
        <h1 className="text-2xl font-bold">{t('site:pair.title')}</h1>
        <p className="text-lg">{t('site:pair.text')}</p>
        <PairForm sites={sites} />
      </main>
    </>
  )
}
