import { OpenLink } from './open-link'

/** A participant's personal link: the secret is after the #. */
export default function PersonalLinkPage() {
  return <OpenLink />
}
