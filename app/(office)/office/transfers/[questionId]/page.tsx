import Link from 'next/link'

import { officeTitle, readParams, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { Day, Moment } from '@/app/(office)/_kit/dates'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Facts, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { getTransferQuestion, getTransferQuestionInput } from '@/services/transfers/get-transfer-question'

import { agreeToTransferAction, refuseTransferAction } from '../actions'
import { agreeForm, refuseForm } from '../transfers'

export const generateMetadata = () => officeTitle('transfers.one')

export default async function TransferQuestionPage({ params }: { params: Promise<{ questionId: string }> }) {
  const { actor, t, say, language } = await requireOfficeAccess('transfer.answer')
  const question = await loadOrNotFound(getTransferQuestion(actor, await readParams(getTransferQuestionInput, params)))
  const { questionId, person, personId, fromOn, reason, lessons } = question
  return (
    <OfficePage
      isNarrow
      title={say('transfers.one')}
      text={say('transfers.text')}
      back={{ href: '/office', word: say('nav.overview') }}
    >
      <Section title={say('transfers.title')}>
        <Facts
          facts={[
            ...(person
              ? [
                  [
                    say('participants.one'),
                    <Link key="person" className="link" href={`/office/participants/${personId}`}>
                      <bdi>{person.displayName}</bdi>
                    </Link>,
                  ] as const,
                ]
              : []),
            [say('transfers.asking'), <bdi key="asking">{question.askingMunicipalityName}</bdi>],
            [say('transfers.proposed'), <Day key="from" on={fromOn} language={language} />],
            ...(reason === '' ? [] : [[say('transfers.reason'), <bdi key="reason">{reason}</bdi>] as const]),
            [say('transfers.askedAt'), <Moment key="asked" at={question.askedAt} language={language} />],
            [
              say('transfers.dueOn'),
              <span key="due" className={question.isOverdue ? 'text-lingon' : ''}>
                <Day on={question.dueOn} language={language} />
                {question.isOverdue && ` · ${say('transfers.overdue')}`}
              </span>,
            ],
          ]}
        />
      </Section>
      {!question.isOpen && (
        <Section title={say(question.state === 'asked' ? 'transfers.one' : `actions.transfer.${question.state}`)}>
          <p>{say('transfers.gone')}</p>
          {question.answer && (
            <p>
              <bdi>{question.answer}</bdi>
            </p>
          )}
          {question.agreedFromOn && (
            <p>
              {say('transfers.firstDay')}: <Day on={question.agreedFromOn} language={language} />
            </p>
          )}
        </Section>
      )}
      {question.isOpen && (
        <>
          <Section title={say('transfers.agree')}>
            <p>{say('transfers.agreeText')}</p>
            <p>{lessons === 0 ? say('transfers.lessonsNone') : say('transfers.lessons', { count: lessons })}</p>
            <OfficeForm
              action={agreeToTransferAction}
              submit={say('transfers.agree')}
              fields={agreeForm.fields({ t, known: { questionId, fromOn }, without: ['resettles'] })}
            />
          </Section>
          <Section title={say('transfers.refuse')}>
            <p>{say(person?.isProtected ? 'transfers.refuseProtected' : 'transfers.refuseText')}</p>
            <OfficeForm
              action={refuseTransferAction}
              submit={say('transfers.refuse')}
              tone="stop"
              fields={refuseForm.fields({ t, known: { questionId } })}
            />
          </Section>
        </>
      )}
    </OfficePage>
  )
}
