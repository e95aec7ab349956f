import type { Translator } from '@/app/_server/i18n'
import type { PreviewedRow } from '@/services/lists/bulk-action'

type Props = { rows: readonly Pick<PreviewedRow, 'id' | 'name' | 'refusal'>[]; t: Translator }

/** Each row by its name, and the reason if it is skipped. */
export function PreviewedRows({ rows, t }: Props) {
  return (
    <ul className="grid gap-x-6 md:grid-cols-2">
      {rows.map(({ id, name, refusal }) => (
        <li key={id} className="flex min-h-9 flex-wrap items-baseline gap-x-2 border-b border-bark py-1">
          <bdi className="font-semibold">{name}</bdi>
          {refusal !== null && <span className="text-slate">{t(`errors:${refusal}`)}</span>}
        </li>
      ))}
    </ul>
  )
}
