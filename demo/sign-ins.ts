import { withActor } from '@/db/client'
import { insertKnownLink } from '@/db/queries/by-name'
import { hashSecret } from '@/services/access/secret'
import { ELEVATED } from '@/services/system-actors'

import { readEnv } from './env'
import { ADMINISTRATOR, STAFF } from './made-up'
import { PEOPLE } from './made-up-people'
import { findPersonId } from './make-region'
import { emailOf, linkSecretOf, passwordOf } from './secrets'
import { fullNameOf } from '@/domain/people/full-name'

/** Creates the personal links that are printed. */
export async function makeLinks(): Promise<void> {
  for (const { personId } of await selectShownPeople()) {
    const secretHash = hashSecret(linkSecretOf(personId))
    await withActor(ELEVATED, (tx) => insertKnownLink(tx, personId, secretHash))
  }
}

/** One line for each sign-in: staff by e-mail and password, participants by link. */
export async function describeSignIns(): Promise<string> {
  const accounts = [ADMINISTRATOR.account, ...STAFF.filter((member) => member.isShown).map((member) => member.account)]
  const ofStaff = accounts.map((account) => `${account}: ${emailOf(account)} / ${passwordOf(account)}`)
  const people = await selectShownPeople()
  const ofPeople = people.map(
    ({ personId, name }) => `participant ${name}: ${readEnv().PUBLIC_URL}/p#${linkSecretOf(personId)}`,
  )
  return [...ofStaff, ...ofPeople].join('\n')
}

async function selectShownPeople() {
  const shown = []
  for (const person of PEOPLE.filter((each) => each.hasShownLink)) {
    const personId = await findPersonId(person.identityNumber)
    if (personId) shown.push({ personId, name: fullNameOf(person) })
  }
  return shown
}
