import type { Office } from '@/app/(office)/_kit/access'
import { Moment } from '@/app/(office)/_kit/dates'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Section } from '@/app/(office)/_kit/page-frame'
import type { StaffId } from '@/domain/ids'
import { listTies } from '@/services/access/tie-account'

import { tieAccountAction, untieAccountAction } from '../actions'

/** By which municipalities' sign-ins an account can be opened; nothing where there are none. */
export async function Ties({ office, staffId }: { office: Office; staffId: StaffId }) {
  const { actor, say, language } = office
  const { ties, offered } = await listTies(actor, { staffId })
  if (ties.length + offered.length === 0) return null
  const account = { kind: 'hidden', name: 'staffId', value: staffId } as const
  const choices = offered.map(({ providerId, name }) => ({ value: providerId, label: name }))
  return (
    <Section title={say('providers.tied')}>
      <p className="text-slate">{ties.length > 0 ? say('providers.tiedText') : say('providers.tiedNone')}</p>
      {ties.map(({ providerId, name, firstAt }) => (
        <div key={providerId} className="flex flex-wrap items-center justify-between gap-3">
          <p>
            <bdi className="font-semibold">{name}</bdi>,{' '}
            {firstAt ? <Moment at={firstAt} language={language} /> : say('providers.waiting')}
          </p>
          <OfficeForm
            action={untieAccountAction}
            submit={say('providers.untie', { name })}
            tone="stop"
            fields={[account, { kind: 'hidden', name: 'providerId', value: providerId }]}
          />
        </div>
      ))}
      {offered.length > 0 && (
        <>
          <p>{say('providers.tieText')}</p>
          <OfficeForm
            action={tieAccountAction}
            submit={say('providers.tie')}
            tone="quiet"
            fields={[
              account,
              {
                ...{ kind: 'choice', name: 'providerId', label: say('providers.provider'), choices },
                value: choices.length === 1 ? (choices[0]?.value ?? '') : '',
                none: choices.length === 1 ? undefined : say('form.choose'),
              },
            ]}
          />
        </>
      )}
    </Section>
  )
}
