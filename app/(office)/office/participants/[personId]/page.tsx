import Link from 'next/link'

import { Day, Period } from '@/app/(office)/_kit/dates'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Facts, Folded, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { fullNameOf } from '@/domain/people/full-name'
import { dateOf } from '@/domain/time'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { getParticipantInput } from '@/services/people/get-participant'
import { openParticipant } from '@/services/people/open-participant'
import { listTransfers } from '@/services/transfers/list-transfers'

import { moveParticipantAction, openIdentityNumberAction, openProtectedAction, revokeCardsAction } from '../actions'
import { CameraWarning } from '../camera-warning'
import { EntitlementFacts } from '../entitlement-facts'
import { knownFacts } from '../known-facts'
import { moveForm, openNumberForm, openProtectedForm } from '../participants'
import { PersonName } from '../person-name'
import { TransfersOfPerson } from '../transfers-of-person'

export const generateMetadata = () => officeTitle('participants.one')

type Props = { params: Promise<{ personId: string }>; searchParams: SearchParams }

export default async function ParticipantPage({ params, searchParams }: Props) {
  const { refused } = await searchParams
  const code = typeof refused === 'string' ? refused : null
  const office = await requireOfficeAccess('participant.list')
  const { actor, t, say, may, language } = office
  const person = await loadOrNotFound(openParticipant(actor, await readParams(getParticipantInput, params)))
  const { personId, homeMunicipalityId } = person
  const query = listEnrolmentsInput.parse({ personId, sort: 'fromOn', direction: 'desc', pageSize: 100 })
  const [enrolments, municipalities, transfers] = await Promise.all([
    loadOrNotFound(listEnrolments(actor, query)),
    municipalityChoices(actor),
    loadOrNotFound(listTransfers(actor, { personId })),
  ])
  const hidden = { kind: 'hidden', name: 'personId', value: personId } as const
  const today = dateOf(Date.now())
  const { givenName, familyName } = person
  const fullName = givenName === null || familyName === null ? null : fullNameOf({ givenName, familyName })
  return (
    <OfficePage
      title={<bdi>{person.displayName}</bdi>}
      back={{ href: '/office/participants', word: say('participants.title') }}
      actions={
        <>
          {person.mayChange && person.isOpen && (
            <Link className="button" href={`/office/participants/${personId}/edit`}>
              {say('form.change')}
            </Link>
          )}
          {may('participant.print-card') && (person.mayChange || person.awaitedBy === null) && (
            <Link className="button" href={`/office/participants/${personId}/card`}>
              <Pictogram name="card" />
              {say('cards.title')}
            </Link>
          )}
        </>
      }
    >
      <Section title={say('participants.one')}>
        <Facts
          facts={[
            [say('participants.displayName'), <PersonName key="name" person={person} t={t} />],
            ...(fullName === null ? [] : [[say('participants.fullName'), <bdi key="full">{fullName}</bdi>] as const]),
            [say('field.home'), <bdi key="home">{person.homeMunicipalityName}</bdi>],
            [say('field.spokenLanguage'), t(`spoken.${person.spokenLanguage}`)],
            ...knownFacts(person, { t, say }),
            ...(person.hasIdentityNumber === null
              ? []
              : [
                  [
                    say('participants.identityNumber'),
                    say(person.hasIdentityNumber ? 'participants.numberKnown' : 'participants.numberUnknown'),
                  ] as const,
                ]),
          ]}
        />
        {person.hasIdentityNumber && may('participant.open-identity-number', homeMunicipalityId) && (
          <Folded word={say('participants.openNumber')}>
            <p className="text-slate">{say('participants.openNumberText')}</p>
            <OfficeForm
              action={openIdentityNumberAction}
              submit={say('participants.openNumber')}
              fields={openNumberForm.fields({ t, known: { personId } })}
            />
          </Folded>
        )}
      </Section>
      {person.mayChange && !person.isOpen && (
        <Section title={say('participants.openProtected')}>
          <p className="text-slate">{say('participants.openProtectedText')}</p>
          <OfficeForm
            action={openProtectedAction}
            submit={say('participants.openProtected')}
            fields={openProtectedForm.fields({ t, known: { personId } })}
          />
        </Section>
      )}
      {person.entitlement && (
        <EntitlementFacts entitlement={person.entitlement} permits={person.permits} say={say} language={language} />
      )}
      <Section title={say('enrolments.title')}>
        {person.isProtected && enrolments.rows.some((row) => isBeforeCamera(row, today)) && (
          <CameraWarning text={say('enrolments.cameraWarning')} />
        )}
        {enrolments.rows.length === 0 && <p>{say('enrolments.noneOfPerson')}</p>}
        <ul className="flex flex-col gap-2">
          {enrolments.rows.map((row) => (
            <li key={row.enrolmentId}>
              <Link
                className="link inline-flex min-h-11 items-center font-semibold"
                href={`/office/groups/${row.groupId}`}
              >
                <bdi>{row.groupName}</bdi>
              </Link>{' '}
              · <bdi>{row.siteName ?? say('enrolments.fromHome')}</bdi> ·{' '}
              <Period fromOn={row.fromOn} untilOn={row.untilOn} language={language} />
            </li>
          ))}
        </ul>
      </Section>
      <TransfersOfPerson
        {...{ office, personId, transfers, today }}
        mayAsk={transfers.mayAsk && person.hasIdentityNumber === true}
      />
      {person.mayChange && (
        <Section title={say('participants.registrations')}>
          <ul>
            {person.registrations.map((row) => (
              <li key={row.fromOn}>
                <bdi>{row.municipalityName}</bdi>, {say('participants.since')}{' '}
                <Day on={row.fromOn} language={language} />
              </li>
            ))}
          </ul>
          <Folded word={say('participants.move')}>
            <p className="text-slate">{say('participants.moveText')}</p>
            <OfficeForm
              isInline
              action={moveParticipantAction}
              submit={say('participants.move')}
              fields={moveForm.fields({ t, known: { personId }, choices: { municipalityId: municipalities } })}
            />
          </Folded>
          {person.isOpen && may('participant.extract', homeMunicipalityId) && (
            <Folded word={say('extract.title')} isOpen={code !== null}>
              <p className="text-slate">{say('extract.text')}</p>
              {code !== null && (
                <p role="alert" className="font-semibold text-lingon">
                  {t(`errors:${code}`, { defaultValue: t('errors:internal') })}
                </p>
              )}
              <form
                method="post"
                action={`/office/participants/${personId}/extract`}
                className="flex max-w-3xl flex-col gap-3"
              >
                <label className="flex flex-col gap-1 font-semibold">
                  {say('field.reason')}
                  <textarea name="reason" className="field font-normal" rows={2} maxLength={500} />
                </label>
                <button type="submit" className="button self-start">
                  {say('extract.get')}
                </button>
              </form>
            </Folded>
          )}
          <Folded word={say('cards.revoke')}>
            <p className="text-slate">{say('cards.revokeText')}</p>
            <OfficeForm action={revokeCardsAction} submit={say('cards.revoke')} tone="stop" fields={[hidden]} />
          </Folded>
        </Section>
      )}
    </OfficePage>
  )
}

type Enrolment = Awaited<ReturnType<typeof listEnrolments>>['rows'][number]

/** Whether somebody sits in a classroom, now or later. */
function isBeforeCamera({ siteId, untilOn }: Enrolment, today: string): boolean {
  return siteId !== null && (untilOn === null || untilOn >= today)
}
