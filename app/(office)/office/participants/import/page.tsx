import Link from 'next/link'

import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { Moment } from '@/app/(office)/_kit/dates'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Refusal } from '@/app/(office)/_kit/input'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { ERROR_CODES } from '@/domain/error-codes'
import { listImports } from '@/services/imports/list-imports'

export const generateMetadata = () => officeTitle('imports.title')

const SEND = '/office/participants/import/send'
const FILES = '.csv,.tsv,.txt,.xlsx'

/** Sends a list of people as a file, and leads to those that were sent. */
export default async function ImportsPage({ searchParams }: { searchParams: SearchParams }) {
  const { actor, say, language } = await requireOfficeAccess('participant.change')
  const [{ refused }, municipalities, sent] = await Promise.all([
    searchParams,
    municipalityChoices(actor, 'participant.change'),
    listImports(actor),
  ])
  const only = municipalities.length === 1 ? municipalities[0] : undefined
  return (
    <OfficePage
      isNarrow
      title={say('imports.title')}
      text={say('imports.text')}
      back={{ href: '/office/participants', word: say('participants.title') }}
    >
      <Refusal code={ERROR_CODES.find((code) => code === refused)} />
      <Section title={say('imports.new')}>
        <form method="post" action={SEND} encType="multipart/form-data" className="flex flex-col gap-4">
          {only ? (
            <input type="hidden" name="municipalityId" value={only.value} />
          ) : (
            <label className="flex flex-col gap-1 font-semibold">
              {say('field.municipality')}
              <select name="municipalityId" required className="field font-normal">
                {municipalities.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className="flex flex-col gap-1 font-semibold">
            {say('imports.file')}
            <input
              type="file"
              name="file"
              accept={FILES}
              required
              className="field font-normal"
              aria-describedby="import-file-hint"
            />
          </label>
          <p id="import-file-hint" className="text-slate">
            {say('imports.fileHint')}
          </p>
          <button type="submit" className="button button-main self-start">
            {say('imports.send')}
          </button>
        </form>
      </Section>
      <Section title={say('imports.sent')}>
        {sent.length === 0 && <p className="text-slate">{say('imports.none')}</p>}
        <ul className="flex flex-col">
          {sent.map((one) => (
            <li
              key={one.importId}
              className="flex flex-wrap items-center gap-x-3 border-t border-mist first:border-t-0"
            >
              <Link
                className="link inline-flex min-h-11 min-w-0 items-center font-semibold break-all"
                href={`/office/participants/import/${one.importId}`}
              >
                <bdi>{one.fileName}</bdi>
              </Link>
              <span className="text-slate">
                <Moment at={one.createdAt} language={language} /> · {say(`imports.states.${one.state}`)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </OfficePage>
  )
}
