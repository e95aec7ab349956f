import { NeedsScripts } from '@/app/_components/too-old'

import { OpenLink } from './open-link'

/** A participant's personal link: the secret is after the #. */
export default function PersonalLinkPage() {
  return (
    <>
      <NeedsScripts />
      <OpenLink />
    </>
  )
}
