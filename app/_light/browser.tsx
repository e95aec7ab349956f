import '@/app/polyfills'
import '@/app/runs'
import './light.css'
// The lesson's own file comes later, and a style sheet of its own would not come with it.
import '@/app/(learn)/learn/phone.module.css'
import { hydrateRoot } from 'react-dom/client'

import { CONTENTS_ID, ROOT_ID, type LightContents } from './contents'
import { followTranslation } from './follow-translation'
import { LightPage } from './light-page'

const root = document.getElementById(ROOT_ID)
const contents = document.getElementById(CONTENTS_ID)?.textContent
if (root && contents) {
  hydrateRoot(root, <LightPage contents={JSON.parse(contents) as LightContents} />)
  followTranslation()
  performance.mark('samsal:answers')
}
