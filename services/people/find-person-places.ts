import type { Transaction } from '@/db/client'
import { listPersonPlaces } from '@/db/queries/people'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'

export type PersonPlaces = {
  displayName: string
  language: UiLanguage
  homeMunicipalityId: MunicipalityId
  isProtected: boolean
  /** The home municipality, and unless the person is protected also those that teach or host them. */
  municipalityIds: MunicipalityId[]
}

/** The municipalities whose staff may deal with a person; null when the actor cannot see the person. */
export async function findPersonPlaces(tx: Transaction, personId: PersonId): Promise<PersonPlaces | null> {
  const rows = await listPersonPlaces(tx, personId)
  const first = rows[0]
  if (!first) return null
  const { displayName, language, homeMunicipalityId, isProtected } = first
  const others = isProtected ? [] : rows.flatMap((row) => [row.hostingMunicipalityId, row.siteMunicipalityId])
  const municipalityIds = [...new Set([homeMunicipalityId, ...others.filter((id) => id !== null)])]
  return { displayName, language, homeMunicipalityId, isProtected, municipalityIds }
}
