import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'

import { TooOld } from './_components/too-old'
import { getTranslation } from './_server/i18n'

export const metadata: Metadata = {
  title: { default: 'Samsal', template: '%s · Samsal' },
  robots: { index: false },
  manifest: '/manifest.webmanifest',
  icons: { icon: '/icons/icon.svg', apple: '/icons/apple-touch-icon.png' },
}
export const viewport: Viewport = { width: 'device-width', initialScale: 1, themeColor: '#0b4f4a' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language, direction } = await getTranslation()
  return (
    <html lang={language} dir={direction}>
      <body className="min-h-dvh font-sans antialiased">
        <TooOld />
        {children}
      </body>
    </html>
  )
}
