'use client'

import { useTranslation } from 'react-i18next'

import { useHasScripts } from './use-has-scripts'

/** Selects every row of the page, or none. Hidden without scripts. */
export function SelectAll({ form }: { form: string }) {
  const { t } = useTranslation('office')
  const hasScripts = useHasScripts()
  if (!hasScripts) return null
  const toggle = (isOn: boolean) => {
    for (const row of document.querySelectorAll<HTMLInputElement>(`input[name=id][form="${form}"]`)) {
      if (row.checked === isOn) continue
      row.checked = isOn
      row.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
  return (
    <input
      type="checkbox"
      autoComplete="off"
      aria-label={t('bulk.page')}
      title={t('bulk.page')}
      onChange={(event) => toggle(event.currentTarget.checked)}
      className="no-print size-5 shrink-0 accent-spruce"
    />
  )
}
