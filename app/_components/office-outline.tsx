import { getTranslation } from '@/app/_server/i18n'

const ROWS = 6

/**
 * The outline of a page while it is counted. Lists have none: they are sent whole, so that they need no scripts.
 */
export async function OfficeOutline() {
  const { t } = await getTranslation()
  return (
    <main aria-busy="true" className="flex flex-col gap-4 p-4 md:p-6">
      <h1 className="sr-only">
        <span role="status">{t('wait')}</span>
      </h1>
      <div className="skeleton h-9 w-56" />
      <div className="skeleton h-11 max-w-xl" />
      <div className="card flex flex-col gap-3">
        {Array.from({ length: ROWS }, (_, row) => (
          <div key={row} className="skeleton h-7" />
        ))}
      </div>
    </main>
  )
}
