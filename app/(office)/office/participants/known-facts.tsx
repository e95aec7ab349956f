import type { ReactNode } from 'react'

import type { Office } from '@/app/(office)/_kit/access'
import type { getParticipant } from '@/services/people/get-participant'

type Participant = Awaited<ReturnType<typeof getParticipant>>
type Fact = readonly [word: string, value: ReactNode]

/** What is known of a participant beside names, home and number: only what has been filled in, and may be seen here. */
export function knownFacts(person: Participant, { t, say }: Pick<Office, 't' | 'say'>): Fact[] {
  const languages = person.languages.map(
    ({ language, use }) => `${t(`spoken.${language}`)} (${say(`languageUses.${use}`)})`,
  )
  const facts: [word: string, value: string | null][] = [
    [say('participants.languages'), languages.join(', ')],
    [say('participants.literacy'), person.literacy && say(`literacies.${person.literacy}`)],
    [say('participants.needs'), person.needs.map((need) => say(`needs.${need}`)).join(', ')],
    [say('participants.bornOn'), person.bornOn],
    [say('participants.legalSex'), person.legalSex && say(`legalSexes.${person.legalSex}`)],
    [say('participants.dossierNumber'), person.dossierNumber],
    [say('participants.phone'), person.phone],
    [say('participants.email'), person.email],
    [say('participants.address'), person.address],
    [say('participants.contactPerson'), person.contactPerson],
  ]
  return facts.filter(([, value]) => value).map(([word, value]) => [word, <bdi key={word}>{value}</bdi>])
}
