'use client'

import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const neverChanges = () => () => {}

/** Selects every row of the page, or none. Hidden without scripts. */
export function SelectAll({ form }: { form: string }) {
  const { t } = useTranslation('office')
  const hasScripts = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  if (!hasScripts) return null
  const toggle = (isOn: boolean) => {
    for (const row of document.querySelectorAll<HTMLInputElement>(`input[name=id][form="${form}"]`)) row.checked = isOn
  }
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        type="checkbox"
        autoComplete="off"
        onChange={(event) => toggle(event.currentTarget.checked)}
        className="size-5 accent-spruce"
      />
      {t('bulk.page')}
    </label>
  )
}
