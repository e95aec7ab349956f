import { RowLink } from '@/app/(office)/_kit/row-link'
import { Pictogram } from '@/app/_components/pictogram'
import type { Translator } from '@/app/_server/i18n'

type Props = {
  person: { displayName: string; cardNumber: string; isProtected?: boolean }
  t: Translator
  /** Their page, in a list. */
  href?: string
}

/**
 * A participant as shown everywhere in the office: the display name, and the card number for people with the same name.
 */
export function PersonName({ person, t, href }: Props) {
  const name = <bdi className="font-semibold">{person.displayName}</bdi>
  return (
    <>
      {href === undefined ? name : <RowLink href={href}>{name}</RowLink>}{' '}
      <span className="text-slate tabular-nums">
        {t('office:participants.card')} {person.cardNumber}
      </span>
      {person.isProtected && (
        <span className="ms-2 inline-flex items-center gap-1 rounded bg-sun-pale px-2 align-middle">
          <Pictogram name="lock" size={18} />
          {t('office:participants.protected')}
        </span>
      )}
    </>
  )
}
