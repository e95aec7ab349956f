import { headers } from 'next/headers'

import { getLanguage, getTextSet, getTranslation } from '@/app/_server/i18n'
import { directionOf, LANGUAGES_OF } from '@/domain/languages'

import { Pictogram } from './pictogram'

/**
 * Runs in any browser, and shows the sentence when our styles cannot be applied, when a script of ours cannot be read, or
 * when none has run after all have been loaded.
 */
const WATCH = `(function () {
  function show() {
    var notice = document.getElementById('too-old')
    notice.setAttribute('role', 'alert')
    notice.style.display = 'block'
  }
  window.addEventListener('error', function (event) {
    if (/_next\\//.test(event.filename || '') && /SyntaxError|Unexpected|Invalid/.test(event.message || '')) show()
  })
  window.addEventListener('load', function () {
    if (!window.CSSLayerBlockRule) show()
    setTimeout(function () { if (!window.samsalRuns) show() }, 3000)
  })
})()`

/**
 * What somebody reads whose browser is older than our lowest versions, or runs no scripts: in every language of the page's audience,
 * their own first. It stands above the page and covers nothing, because some of a page may work all the same.
 */
export async function TooOld() {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const sentences = await Promise.all(
    [...new Set([await getLanguage(), ...LANGUAGES_OF[await getTextSet()]])].map(async (language) => {
      const { t } = await getTranslation(language)
      return (
        <li key={language} lang={language} dir={directionOf(language)} className="flex flex-col gap-1">
          <strong className="text-xl">{t('common:tooOld.title')}</strong>
          <span className="text-lg">{t('common:tooOld.text')}</span>
        </li>
      )
    }),
  )
  return (
    <>
      <div id="too-old" style={{ display: 'none' }} className="bg-birch text-ink">
        <div className="mx-auto flex max-w-xl flex-col gap-4 p-5">
          <Pictogram name="phone" size={72} />
          <ul className="flex flex-col gap-5">{sentences}</ul>
        </div>
      </div>
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: WATCH }} />
    </>
  )
}

/** In the layout of pages that do nothing without scripts. The office and the sign-in page work without them. */
export function NeedsScripts() {
  return (
    <noscript>
      <style>{'#too-old { display: block !important }'}</style>
    </noscript>
  )
}
