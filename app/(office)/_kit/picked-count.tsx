'use client'

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How many rows of the page are picked. */
export function PickedCount({ form }: { form: string }) {
  const { t } = useTranslation('office')
  const [count, setCount] = useState(0)
  useEffect(() => {
    const countAgain = () => setCount(document.querySelectorAll(`input[name=id][form="${form}"]:checked`).length)
    // The browser may have kept what was picked before its scripts ran.
    countAgain()
    document.addEventListener('change', countAgain)
    return () => document.removeEventListener('change', countAgain)
  }, [form])
  return (
    <p role="status" className="font-semibold empty:hidden">
      {count > 0 && t('bulk.picked', { count })}
    </p>
  )
}
