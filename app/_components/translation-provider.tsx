'use client'

import { createInstance, type Resource } from 'i18next'
import { useState, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'

type Props = { language: string; resources: Resource; children: ReactNode }

/** Passes texts loaded by the server to client components, without a request. */
export function TranslationProvider({ language, resources, children }: Props) {
  const [instance] = useState(() => {
    const made = createInstance()
    void made.init({
      lng: language,
      resources,
      defaultNS: 'common',
      initAsync: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    })
    return made
  })
  return <I18nextProvider i18n={instance}>{children}</I18nextProvider>
}
