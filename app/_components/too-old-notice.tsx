import { Pictogram } from './pictogram'

export type TooOldSentence = { language: string; direction: 'ltr' | 'rtl'; title: string; text: string }

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

/** Stands above the page and covers nothing, because some of a page may work all the same. */
export function TooOldNotice({
  sentences,
  nonce,
}: {
  sentences: readonly TooOldSentence[]
  nonce: string | undefined
}) {
  return (
    <>
      <div id="too-old" style={{ display: 'none' }} className="bg-birch text-ink">
        <div className="mx-auto flex max-w-xl flex-col gap-4 p-5">
          <Pictogram name="phone" size={72} />
          <ul className="flex flex-col gap-5">
            {sentences.map(({ language, direction, title, text }) => (
              <li key={language} lang={language} dir={direction} className="flex flex-col gap-1">
                <strong className="text-xl">{title}</strong>
                <span className="text-lg">{text}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: WATCH }} />
    </>
  )
}
