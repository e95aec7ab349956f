import Link from 'next/link'

import type { Office } from '@/app/(office)/_kit/access'
import { listAddress } from '@/app/(office)/_kit/list-address'
import type { ImportId } from '@/domain/ids'
import { ROW_KINDS, type RowKind } from '@/domain/imports/import-states'
import { listImportRows } from '@/services/imports/list-import-rows'

type Row = Awaited<ReturnType<typeof listImportRows>>['rows'][number]
type Props = {
  importId: ImportId
  counts: Readonly<Record<RowKind, number>>
  office: Office
  query: Record<string, string | string[] | undefined>
}

const CELLS_SHOWN = 4
const AFTER_MAX = 10_000_000

/** The rows of a list with what is planned for each, by kind, fifty at a time. */
export async function ImportRows({ importId, counts, office, query }: Props) {
  const { actor, say } = office
  const kind = ROW_KINDS.find((one) => one === query.kind) ?? null
  const given = Number(query.after ?? 0)
  const after = Number.isInteger(given) && given >= 0 && given <= AFTER_MAX ? given : 0
  const { rows, next } = await listImportRows(actor, { importId, kind, after })
  const path = `/office/participants/import/${importId}`
  const to = (values: Record<string, string>) => listAddress(path, values)
  const kinds = ROW_KINDS.filter((one) => counts[one] > 0)
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <nav aria-label={say('imports.rows')} className="flex flex-wrap gap-2">
        <Link className="button" href={path} aria-current={kind === null ? 'page' : undefined}>
          {say('imports.all')}
        </Link>
        {kinds.map((one) => (
          <Link key={one} className="button" href={to({ kind: one })} aria-current={kind === one ? 'page' : undefined}>
            {say(`imports.kinds.${one}`)} <span className="tabular-nums">{counts[one]}</span>
          </Link>
        ))}
      </nav>
      <ul aria-label={say('imports.rows')} className="card flex flex-col p-0">
        {rows.map((row) => (
          <li
            key={row.rowNumber}
            className="grid gap-x-4 gap-y-1 border-t border-mist px-3 py-2 first:border-t-0 md:grid-cols-[5rem_10rem_2fr_3fr]"
          >
            <span className="tabular-nums">{say('imports.rowNumber', { number: row.rowNumber })}</span>
            <span className="font-semibold">{row.kind && say(`imports.kinds.${row.kind}`)}</span>
            <Whom row={row} />
            <Details row={row} office={office} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <Link className="button self-start" href={to({ ...(kind && { kind }), after: String(next) })}>
          {say('imports.more')}
        </Link>
      )}
    </section>
  )
}

function Whom({ row }: { row: Row }) {
  if (row.person) {
    return (
      <Link
        className="link inline-flex min-h-11 items-center md:min-h-0"
        href={`/office/participants/${row.person.personId}`}
      >
        <bdi>{row.person.displayName}</bdi>
      </Link>
    )
  }
  const name = row.changes.find((change) => change.name === 'displayName')?.after
  if (typeof name === 'string') return <bdi>{name}</bdi>
  const cells = row.cells.filter((cell) => cell.trim() !== '').slice(0, CELLS_SHOWN)
  return <bdi className="break-words text-slate">{cells.join(' · ')}</bdi>
}

function Details({ row, office }: { row: Row; office: Office }) {
  const { say, t } = office
  const field = (name: string) => say(`imports.fields.${name}`)
  return (
    <ul className="flex min-w-0 flex-col gap-1 empty:hidden">
      {row.refusals.map(({ field: at, code }) => (
        <li key={`${at} ${code}`} className="text-lingon">
          {at !== null && <span className="font-semibold">{field(at)}: </span>}
          {t(`errors:${code}`)}
        </li>
      ))}
      {row.kind === 'add' && row.changes.length > 0 && (
        <li className="text-slate">
          {row.changes.filter(isTelling).map(({ name, after }) => (
            <span key={name} className="me-3 inline-block">
              {field(name === 'permits' ? 'permitGround' : name)}: <bdi>{wordsOf(name, after, office)}</bdi>
            </span>
          ))}
        </li>
      )}
      {row.kind === 'change' &&
        row.changes.map(({ name, before, after }) => (
          <li key={name}>
            <span className="font-semibold">{field(name === 'permits' ? 'permitGround' : name)}: </span>
            <bdi>{wordsOf(name, before, office) || '–'}</bdi> → <bdi>{wordsOf(name, after, office)}</bdi>
          </li>
        ))}
      {row.kept.length > 0 && (
        <li className="text-slate">{say('imports.kept', { fields: row.kept.map(field).join(', ') })}</li>
      )}
    </ul>
  )
}

type Change = Row['changes'][number]

/** Shown beside it, or what everybody gets who has nothing else. */
const UNTOLD = new Set<Change['name']>(['displayName', 'uiLanguage', 'registeredFromOn'])

function isTelling({ name, after }: Change): boolean {
  return !UNTOLD.has(name) && after !== '' && after !== null && after.length > 0
}

/** A value in the office's words. Numbers are in the file, and are not shown again. */
function wordsOf(name: Change['name'], value: Change['before'], { say, t }: Office): string {
  if (value === null || value === '') return ''
  if (typeof value !== 'string') {
    return value
      .map(({ ground, fromOn, untilOn }) =>
        `${t(`office:permitGrounds.${ground}`)} ${fromOn} – ${untilOn ?? ''}`.trim(),
      )
      .join(', ')
  }
  if (name === 'identityNumber') return say('participants.numberKnown')
  if (name === 'legalSex') return t(`office:legalSexes.${value}`)
  return name === 'spokenLanguage' || name === 'uiLanguage' ? t(`spoken.${value}`) : value
}
