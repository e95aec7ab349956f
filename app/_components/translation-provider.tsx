'use client'

import { createInstance, type Resource } from 'i18next'
import { useMemo, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'

type Props = { language: string; resources: Resource; children: ReactNode }

/**
 * Passes texts loaded by the server to client components, without a request. A page that turns into another one in place
 * (a screen whose lesson begins) keeps this component, so the texts follow its properties.
 */
export function TranslationProvider({ language, resources, children }: Props) {
  const instance = useMemo(() => {
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
  }, [language, resources])
  return <I18nextProvider i18n={instance}>{children}</I18nextProvider>
}
