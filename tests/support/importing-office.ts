import type { ImportId, MunicipalityId, PersonId } from '@/domain/ids'
import type { ImportField } from '@/domain/imports/import-fields'
import type { StaffActor } from '@/domain/people/actor'
import { applyImport } from '@/services/imports/apply-import'
import { chooseColumns } from '@/services/imports/choose-columns'
import { getImport } from '@/services/imports/get-import'
import { listImportRows } from '@/services/imports/list-import-rows'
import { startImport } from '@/services/imports/start-import'
import { undoImport } from '@/services/imports/undo-import'
import { getParticipant } from '@/services/people/get-participant'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { saveParticipant, saveParticipantInput } from '@/services/people/save-participant'
import { NO_DETAILS } from '@/tests/factories/people'

import type { TestDatabase } from './postgres'
import { workRuns } from './work-runs'

export const HEADINGS = 'Förnamn;Efternamn;Personnummer;Födelsedatum;Språk;Telefon'
export const csv = (...lines: string[]) => Buffer.from([HEADINGS, ...lines].join('\r\n'), 'utf8')

/** An office that imports lists, and does at once what the jobs do. */
export class ImportingOffice {
  readonly database: TestDatabase
  readonly home: MunicipalityId
  readonly officer: StaffActor

  constructor(database: TestDatabase, { home, officer }: { home: MunicipalityId; officer: StaffActor }) {
    this.database = database
    this.home = home
    this.officer = officer
  }

  async send(bytes: Uint8Array, actor = this.officer): Promise<ImportId> {
    const { importId } = await startImport(actor, { municipalityId: this.home, fileName: 'lista.csv' }, bytes)
    await workRuns(this.database)
    return importId
  }

  async plan(importId: ImportId, more: { overwritten?: ImportField[] } = {}) {
    const { columns } = await getImport(this.officer, { importId })
    const chosen = { columns: columns.map(({ field }) => field), overwritten: [], elseLanguage: null, ...more }
    await chooseColumns(this.officer, { importId, ...chosen })
    await workRuns(this.database)
    return this.rowsOf(importId)
  }

  async rowsOf(importId: ImportId) {
    const { rows } = await listImportRows(this.officer, { importId, kind: null, after: 0 })
    return rows
  }

  async apply(importId: ImportId, leavesOutRefused = false) {
    await applyImport(this.officer, { importId, leavesOutRefused })
    await workRuns(this.database)
    return getImport(this.officer, { importId })
  }

  async undo(importId: ImportId) {
    await undoImport(this.officer, { importId })
    await workRuns(this.database)
    return getImport(this.officer, { importId })
  }

  async imported(...lines: string[]): Promise<ImportId> {
    const importId = await this.send(csv(...lines))
    await this.plan(importId)
    await this.apply(importId)
    return importId
  }

  async namesAtHome(): Promise<string[]> {
    const { rows } = await listParticipants(this.officer, listParticipantsInput.parse({ municipalityId: this.home }))
    return rows.map(({ displayName }) => displayName).toSorted()
  }

  async personNamed(displayName: string) {
    const { rows } = await listParticipants(this.officer, listParticipantsInput.parse({ search: displayName }))
    const found = rows.find((row) => row.displayName === displayName)
    return getParticipant(this.officer, { personId: found?.personId as PersonId })
  }

  /** Changes a participant by hand, as the form does. */
  async changeByHand(personId: PersonId, more: object): Promise<void> {
    const known = await getParticipant(this.officer, { personId })
    const input = {
      ...NO_DETAILS,
      ...{ personId, displayName: known.displayName, givenName: known.givenName, familyName: known.familyName },
      ...{ identityNumber: null, uiLanguage: 'ti', spokenLanguage: known.spokenLanguage, bornOn: known.bornOn },
      ...{
        phone: known.phone ?? '',
        isProtected: false,
        homeMunicipalityId: this.home,
        registeredFromOn: null,
        ...more,
      },
    }
    await saveParticipant(this.officer, saveParticipantInput.parse(input))
  }
}
