'use client'

import { useEffect } from 'react'

type Props = { language: string; direction: 'ltr' | 'rtl' }

/**
 * Sets the document's language. The root layout does so for the first page, but is not rendered again on navigation,
 * and the office can have another language than lessons.
 */
export function PageLanguage({ language, direction }: Props) {
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = direction
  }, [language, direction])
  return null
}
