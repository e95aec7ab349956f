import type { Translator } from '@/app/_server/i18n'
import type { listSignIns } from '@/services/access/list-sign-ins'

const PATH = '/sign-in'

type Props = { t: Translator; found: Awaited<ReturnType<typeof listSignIns>>; search: string; to: string }

/**
 * The municipalities' own sign-ins: the one that this device used before, and the others as links, or where there are
 * many a search for them. Everything works without scripts.
 */
export function OwnSignIns({ t, found: { rows, hasMore, last }, search, to }: Props) {
  if (rows.length === 0 && !hasMore && last === null && search === '') return null
  const others = rows.filter((row) => row.providerId !== last?.providerId)
  const hasSearch = hasMore || search !== ''
  return (
    <section className="card flex flex-col gap-4 p-6" aria-labelledby="own-sign-ins">
      <h2 id="own-sign-ins" className="text-lg font-bold">
        {t('sign-in:ownTitle')}
      </h2>
      {last && (
        <div className="flex flex-col gap-1">
          <p id="last-sign-in" className="text-slate">
            {t('sign-in:ownLast')}
          </p>
          <SignInLink providerId={last.providerId} to={to} describedBy="last-sign-in">
            {last.name}
          </SignInLink>
        </div>
      )}
      {hasSearch && (
        <form method="get" action={PATH} role="search" className="flex flex-col gap-3">
          {to !== '/' && <input type="hidden" name="to" value={to} />}
          <label className="flex flex-col gap-1 font-semibold">
            {t('sign-in:ownFind')}
            <input
              className="field"
              type="search"
              name="find"
              defaultValue={search}
              maxLength={80}
              autoComplete="off"
            />
          </label>
          <button type="submit" className="button">
            {t('sign-in:ownSearch')}
          </button>
        </form>
      )}
      {search !== '' && (
        <p role="status" className="text-slate empty:hidden">
          {hasMore && t('sign-in:ownMore')}
          {rows.length === 0 && t('sign-in:ownNone')}
        </p>
      )}
      {others.length > 0 && (
        <ul className="flex flex-col gap-2">
          {others.map(({ providerId, name, municipalityName }) => (
            <li key={providerId}>
              <SignInLink providerId={providerId} to={to}>
                {name.includes(municipalityName) ? name : `${name} (${municipalityName})`}
              </SignInLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type LinkProps = { providerId: string; to: string; children: string; describedBy?: string }

function SignInLink({ providerId, to, children, describedBy }: LinkProps) {
  const query = to === '/' ? '' : `?to=${encodeURIComponent(to)}`
  return (
    // A route that leads to another site: no page of ours to prepare.
    <a
      className="button min-h-12 w-full"
      href={`/api/sign-in/${providerId}${query}`}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    >
      <bdi translate="no" className="min-w-0 break-words">
        {children}
      </bdi>
    </a>
  )
}
