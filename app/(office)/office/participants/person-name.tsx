import Link from 'next/link'

import { Pictogram } from '@/app/_components/pictogram'
import { getTranslation } from '@/app/_server/i18n'

type Props = { person: { displayName: string; cardNumber: string; isProtected?: boolean }; href?: string }

/**
 * A participant as shown everywhere in the office: the display name, and the card number for people with the same name.
 */
export async function PersonName({ person, href }: Props) {
  const { t } = await getTranslation()
  const name = <bdi>{person.displayName}</bdi>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {href === undefined ? (
        <span className="font-semibold">{name}</span>
      ) : (
        <Link className="link" href={href}>
          {name}
        </Link>
      )}
      <span className="text-slate tabular-nums">
        {t('office:participants.card')} <bdi>{person.cardNumber}</bdi>
      </span>
      {person.isProtected && (
        <span className="inline-flex items-center gap-1 rounded bg-sun-pale px-2">
          <Pictogram name="lock" size={18} />
          {t('office:participants.protected')}
        </span>
      )}
    </span>
  )
}
