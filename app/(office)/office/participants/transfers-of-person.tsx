import Link from 'next/link'

import type { Office } from '@/app/(office)/_kit/access'
import { Day, Moment } from '@/app/(office)/_kit/dates'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded, Section } from '@/app/(office)/_kit/page-frame'
import type { PersonId } from '@/domain/ids'
import type { listTransfers } from '@/services/transfers/list-transfers'

import { requestTransferAction, withdrawTransferAction } from '../transfers/actions'
import { requestTransferForm } from '../transfers/transfers'

type Transfers = Awaited<ReturnType<typeof listTransfers>>
type Request = Transfers['requests'][number]
type Props = { office: Office; personId: PersonId; transfers: Transfers; mayAsk: boolean; today: string }

/** What a municipality has asked other municipalities about a participant, and what they ask it. */
export function TransfersOfPerson({ office, personId, transfers, mayAsk, today }: Props) {
  const { t, say, language } = office
  const { requests, questions } = transfers
  if (requests.length === 0 && questions.length === 0 && !mayAsk) return null
  return (
    <div id="transfers">
      <Section title={say('transfers.title')}>
        {questions.map(({ questionId, askingMunicipalityName, dueOn }) => (
          <p key={questionId}>
            {say('transfers.waits', { name: askingMunicipalityName })} {say('transfers.dueOn')}{' '}
            <Day on={dueOn} language={language} />.{' '}
            <Link className="link inline-flex min-h-11 items-center" href={`/office/transfers/${questionId}`}>
              {say('transfers.answer')}
            </Link>
          </p>
        ))}
        {requests.map((request) => (
          <OneRequest key={request.requestId} office={office} personId={personId} request={request} />
        ))}
        {mayAsk && (
          <Folded word={say('transfers.ask')}>
            <p className="text-slate">{say('transfers.askText')}</p>
            <OfficeForm
              action={requestTransferAction}
              submit={say('transfers.ask')}
              fields={requestTransferForm.fields({ t, known: { personId, fromOn: today } })}
            />
          </Folded>
        )}
      </Section>
    </div>
  )
}

function OneRequest({ office, personId, request }: Pick<Props, 'office' | 'personId'> & { request: Request }) {
  const { say, language } = office
  const { requestId, state, isOvertaken, told, askedAt, agreedFromOn, arrivingId } = request
  const isSelf = arrivingId === personId
  const other = isSelf ? request.personId : arrivingId
  return (
    <div className="flex flex-col items-start gap-2">
      <p>
        {say(isOvertaken ? 'transfers.state.overtaken' : `transfers.state.${state}`)}{' '}
        <span className="text-slate">
          <Moment at={askedAt} language={language} />
        </span>
      </p>
      {told && (
        <p>
          {say('transfers.reason')}: <bdi>{told}</bdi>
        </p>
      )}
      {agreedFromOn && other && (
        <>
          <p>
            {say('transfers.arrives')} <Day on={agreedFromOn} language={language} />.
          </p>
          <p>{say('transfers.twice')}</p>
          <Link className="link inline-flex min-h-11 items-center" href={`/office/participants/${other}`}>
            {say(isSelf ? 'transfers.own' : 'transfers.other')}
          </Link>
        </>
      )}
      {state === 'asked' && (
        <OfficeForm
          isInline
          action={withdrawTransferAction}
          submit={say('transfers.withdraw')}
          fields={[{ kind: 'hidden', name: 'requestId', value: requestId }]}
        />
      )}
    </div>
  )
}
