import Form from 'next/form'
import { notFound } from 'next/navigation'

import { officeTitle, requireOfficeAccess, type Office } from '@/app/(office)/_kit/access'
import type { ListBulk } from '@/app/(office)/_kit/describe-bulk'
import { OfficeField } from '@/app/(office)/_kit/field'
import { HiddenFields } from '@/app/(office)/_kit/hidden-fields'
import type { OfficeList } from '@/app/(office)/_kit/office-list'
import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import type { Given, SearchParams } from '@/app/(office)/_kit/read-query'
import { runAction } from '@/app/_server/run-action'
import { DomainError } from '@/domain/domain-error'
import { BULK_MAX } from '@/services/lists/bulk-action'

import { LISTS } from '../../registry'
import { BulkRun } from './bulk-run'
import { PreviewedRows } from './previewed-rows'

export const generateMetadata = () => officeTitle('bulk.title')

type Props = { params: Promise<{ list: string; bulk: string }>; searchParams: SearchParams }

/**
 * The preview of a bulk action: which rows it changes and which not. The address contains everything; opening it
 * changes nothing.
 */
export default async function BulkPage({ params, searchParams }: Props) {
  const { list: listName, bulk: bulkName } = await params
  const list = LISTS.get(listName)
  const bulk = list?.bulk.find((one) => one.name === bulkName)
  if (!list || !bulk) notFound()
  const office = await requireOfficeAccess(bulk.permission)
  const given = await searchParams
  const said = saidIn(given)
  const fields = await bulk.fields(office, said)
  const answer = { codes: {}, typed: null }
  return (
    <OfficePage
      title={office.say(bulk.word)}
      text={office.say(bulk.text)}
      back={{ href: list.path, word: office.t(`office:listNames.${list.name}`) }}
    >
      {fields.length > 0 && (
        <Form action={`/office/lists/${list.name}/${bulk.name}`} className="card flex max-w-3xl flex-col gap-4">
          <HiddenFields fields={chosenIn(given)} />
          {fields.map((spec) => (
            <OfficeField key={`${spec.name} ${said[spec.name]}`} spec={spec} answer={answer} />
          ))}
          <button type="submit" className="button self-start">
            {office.say('bulk.preview')}
          </button>
        </Form>
      )}
      <Preview {...{ list, bulk, office, given }} />
    </OfficePage>
  )
}

type PreviewProps = { list: OfficeList; bulk: ListBulk; office: Office; given: Given }

async function Preview({ list, bulk, office, given }: PreviewProps) {
  const { actor, t, say } = office
  const form = formOf(given)
  if (!bulk.isAnswered(form)) return <p className="text-lg">{say('bulk.answerFirst')}</p>
  const result = await runAction('preview-bulk', async () =>
    bulk.preview({ actor, form, ids: await idsIn(list, office, given) }),
  )
  if (!result.ok) {
    return (
      <p role="alert" className="font-semibold text-lingon">
        {t(`errors:${result.error.code}`)}
      </p>
    )
  }
  const { rows, missing } = result.data
  const touched = rows.filter((row) => row.refusal === null)
  const left = rows.filter((row) => row.refusal !== null)
  return (
    <BulkRun
      fields={[['list', list.name], ['bulk', bulk.name], ...Object.entries(saidIn(given))]}
      rows={touched.map(({ id, seen }) => `${id} ${seen}`)}
      submit={say('bulk.run', { count: touched.length })}
      back={{ href: list.path, word: say('bulk.back') }}
    >
      <Section title={say('bulk.touched', { count: touched.length })}>
        {touched.length === 0 ? <p>{say('bulk.nobody')}</p> : <PreviewedRows rows={touched} t={t} />}
      </Section>
      {left.length + missing > 0 && (
        <Section title={say('bulk.left', { count: left.length + missing })}>
          <PreviewedRows rows={left} t={t} />
          {missing > 0 && <p className="text-slate">{say('bulk.missing', { count: missing })}</p>}
        </Section>
      )}
    </BulkRun>
  )
}

/** The selected rows, or all that match the given filter. @throws DomainError `lists.too-many-chosen`. */
async function idsIn(list: OfficeList, office: Office, given: Given): Promise<string[]> {
  const [all] = [given.all ?? []].flat()
  if (all === undefined) return [given.id ?? []].flat()
  const keys = await list.keys(office, Object.fromEntries(new URLSearchParams(all)), BULK_MAX)
  if (keys.length > BULK_MAX) throw new DomainError('lists.too-many-chosen', { most: BULK_MAX })
  return keys
}

const CHOSEN = ['id', 'all']

/** The selection, as submitted by the list. */
function chosenIn(given: Given): [string, string][] {
  return CHOSEN.flatMap((name) => [given[name] ?? []].flat().map((value): [string, string] => [name, value]))
}

/** The additional input. */
function saidIn(given: Given): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      typeof value === 'string' && !CHOSEN.includes(name) ? [[name, value]] : [],
    ),
  )
}

function formOf(given: Given): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(saidIn(given))) form.append(name, value)
  return form
}
