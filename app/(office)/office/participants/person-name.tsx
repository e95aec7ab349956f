import { Named, type Cell } from '@/app/(office)/_kit/cell'
import type { Translator } from '@/app/_server/i18n'

type Props = {
  person: { displayName: string; cardNumber: string; isProtected?: boolean }
  t: Translator
  /** Their page, in a list. */
  href?: string
}

function namedAs({ person, t, href = null }: Omit<Props, 'href'> & { href?: string | null }) {
  const isMarked = person.isProtected === true
  return {
    ...{ to: href, name: person.displayName, after: `${t('office:participants.card')} ${person.cardNumber}` },
    mark: isMarked ? { picture: 'lock' as const, look: 'bg-sun-pale', text: t('office:participants.protected') } : null,
  }
}

/**
 * A participant as shown everywhere in the office: the display name, and the card number for people with the same name.
 */
export function PersonName(props: Props) {
  return <Named {...namedAs(props)} />
}

/** The same as the whole content of a cell. */
export function personCell(props: Props): Cell {
  return { is: 'named', ...namedAs(props) }
}
