'use client'

import { useEffect } from 'react'

type Props = { language: string; direction: 'ltr' | 'rtl' }

/**
 * The document says which language it is in. Its first page does so in the root layout, which stays as it is when a link
 * leads on; from lessons to the office and back the language can be another.
 */
export function PageLanguage({ language, direction }: Props) {
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = direction
  }, [language, direction])
  return null
}
