import type { Office } from '@/app/(office)/_kit/access'
import { Day, Period } from '@/app/(office)/_kit/dates'
import { Facts, Section } from '@/app/(office)/_kit/page-frame'
import type { Entitlement, EntitlementReason, HeldPermit } from '@/domain/people/entitlement'

type Say = Office['say']
type Props = { entitlement: Entitlement; permits: readonly HeldPermit[]; say: Say; language: string }

/** The target group and the funding of today, what they follow from, and the permits. */
export function EntitlementFacts({ entitlement, permits, say, language }: Props) {
  const { targetGroup, funding, offeredUntilOn, reasons } = entitlement
  return (
    <Section title={say('participants.entitlement')}>
      <Facts
        facts={[
          [say('participants.targetGroup'), say(`targetGroups.${targetGroup}`)],
          [say('participants.fundingCategory'), say(`fundingCategories.${funding}`)],
          [
            say('participants.because'),
            <ul key="because" className="flex flex-col gap-1">
              {reasons.map((reason) => (
                <li key={reason.code}>
                  <Reason reason={reason} say={say} />
                </li>
              ))}
            </ul>,
          ],
          ...(offeredUntilOn === null
            ? []
            : [
                [
                  say('participants.offeredUntil'),
                  <Day key="until" on={offeredUntilOn} language={language} />,
                ] as const,
              ]),
          ...(permits.length === 0
            ? []
            : [
                [
                  say('participants.permits'),
                  <ul key="permits">
                    {permits.map(({ ground, fromOn, untilOn }) => (
                      <li key={`${ground} ${fromOn}`}>
                        {say(`permitGrounds.${ground}`)},{' '}
                        <Period fromOn={fromOn} untilOn={untilOn} language={language} />
                      </li>
                    ))}
                  </ul>,
                ] as const,
              ]),
        ]}
      />
    </Section>
  )
}

/** One reason with the provision that it rests on, and whether that has been read. */
function Reason({ reason: { code, ground, on, source, isChecked }, say }: { reason: EntitlementReason; say: Say }) {
  const named = ground === null ? '' : say(`permitGrounds.${ground}`)
  return (
    <>
      <span>{say(`entitlementReasons.${code}`, { ground: named, on: on ?? '' })}</span>
      {source !== null && (
        <span className="block font-normal text-slate">
          {source}
          {!isChecked && ` · ${say('participants.unchecked')}`}
        </span>
      )}
    </>
  )
}
