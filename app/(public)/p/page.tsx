import { OpenLink } from './open-link'

/** A participant's personal link: the secret stands behind the #. */
export default function PersonalLinkPage() {
  return <OpenLink />
}
