import type { PersonId } from '@/domain/ids'
import { CONTACT_KINDS, type ContactKind } from '@/domain/people/vocabulary'
import { seal, unseal } from './seal'

export type Contacts = { [Kind in ContactKind]: string }

/** The stored form of the contacts that are filled in, each bound to its person and kind. */
export function sealContacts(personId: PersonId, contacts: Contacts) {
  return CONTACT_KINDS.filter((kind) => contacts[kind] !== '').map((kind) => ({
    kind,
    sealed: seal(contacts[kind], contextOf(personId, kind)),
  }))
}

/** Every kind of contact; empty where there is none. */
export function readContacts(personId: PersonId, rows: readonly { kind: ContactKind; sealed: Buffer }[]): Contacts {
  const written = (kind: ContactKind) => {
    const row = rows.find((one) => one.kind === kind)
    return row ? unseal(row.sealed, contextOf(personId, kind)) : ''
  }
  return {
    phone: written('phone'),
    email: written('email'),
    address: written('address'),
    contact_person: written('contact_person'),
  }
}

function contextOf(personId: PersonId, kind: ContactKind): string {
  return `contacts/${personId}/${kind}`
}
