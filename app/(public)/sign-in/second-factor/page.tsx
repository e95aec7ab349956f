import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { getTranslation } from '@/app/_server/i18n'
import { findOwner } from '@/app/_server/second-step'
import { getFactorState, showBegunFactor } from '@/services/access/second-factor'

import { CodeForm } from '../code-form'
import { SignInFrame } from '../frame'
import { removeFactorAction } from './actions'
import { Begin } from './begin'
import { SetUp } from './set-up'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('sign-in:factorTitle') }
}

/** A member of staff's own second factor: set up, on, or off. Where it is demanded, a sign-in leads here first. */
export default async function SecondFactorPage() {
  const owner = await findOwner()
  if (!owner) redirect('/sign-in')
  const { t } = await getTranslation()
  const [state, begun] = await Promise.all([getFactorState(owner.staffId), showBegunFactor(owner.staffId)])
  if (state.isOn && owner.waiting) redirect('/sign-in/code')
  return (
    <SignInFrame title={t('sign-in:factorTitle')}>
      <SetUp
        isBegun={begun !== null}
        rest={
          state.isOn ? (
            <>
              <p className="font-semibold text-moss">{t('sign-in:factorOn')}</p>
              <p>{t('sign-in:factorLeft', { count: state.left })}</p>
              {!state.isDemanded && (
                <>
                  <p>{t('sign-in:factorRemoveText')}</p>
                  <CodeForm action={removeFactorAction} submit={t('sign-in:factorRemove')} isStop />
                </>
              )}
            </>
          ) : (
            <>
              <p>{t('sign-in:factorOff')}</p>
              <Begin />
            </>
          )
        }
      >
        {begun && (
          <>
            {owner.waiting && <p className="font-semibold">{t('sign-in:factorWhy')}</p>}
            <p>{t('sign-in:factorScan')}</p>
            <svg
              viewBox={`0 0 ${begun.qr.size} ${begun.qr.size}`}
              role="img"
              aria-label={t('sign-in:factorQr')}
              className="w-full max-w-56 self-center bg-white"
            >
              <path d={begun.qr.d} fill="#000" />
            </svg>
            <p>
              {t('sign-in:factorKey')}:{' '}
              <bdi dir="ltr" translate="no" className="font-mono break-all">
                {begun.secret}
              </bdi>
            </p>
          </>
        )}
      </SetUp>
    </SignInFrame>
  )
}
