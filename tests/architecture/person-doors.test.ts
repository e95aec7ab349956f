import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { listSources, ROOT } from './list-sources'

/** The files that read a table of persons, and why they need no rule of their own. All others use these. */
const DOORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  persons: {
    'db/queries/shown-persons.ts': 'the rule in SQL, and rows with what the rule in TypeScript decides by',
    'db/queries/people.ts':
      'the list, by the rule; writing; places, for cards that are made at home for protected persons',
    'db/queries/enrolments.ts': 'the list, by the rule',
    'db/queries/attendance.ts': 'claims of a home municipality, which names its own alone',
    'db/queries/audit.ts': 'whose log it is: their home',
    'db/queries/person-links.ts': 'the person themselves, by their secret',
    'db/queries/lesson-entry.ts': 'the person themselves, for their ticket',
  },
  personIdentities: { 'db/queries/person-identities.ts': 'the one door' },
  sealedNames: { 'db/queries/person-identities.ts': 'the one door' },
  contacts: { 'db/queries/contacts.ts': 'the one door' },
  permitGrounds: { 'db/queries/permit-grounds.ts': 'the one door' },
  transferRequests: {
    'db/queries/transfers.ts': 'what was asked and answered, each to its own municipality',
    'db/queries/shown-persons.ts': 'who is on the way, for the rule',
    'db/queries/person-extract.ts': 'the register extract',
  },
  transferQuestions: {
    'db/queries/transfers.ts': 'what was asked and answered, each to its own municipality',
    'db/queries/person-extract.ts': 'the register extract',
  },
  // By `persons_named` of the database alone.
  nameKeys: {},
}

it.each(Object.keys(DOORS))('%s is read only where there is a known reason', (table) => {
  const readers = productSources().filter((file) => importsOf(file).includes(table))
  expect(readers.toSorted()).toEqual(Object.keys(DOORS[table] ?? {}).toSorted())
})

function productSources(): string[] {
  return listSources().filter((file) => !/\.test\.|^(tests|scripts|load|db\/schema)\//.test(file))
}

/** A file's imports from the schemas of tables that name persons. */
function importsOf(file: string): string[] {
  const found = readFileSync(join(ROOT, file), 'utf8').matchAll(
    /import \{([^}]*)\} from '@\/db\/schema\/(people|transfers)'/g,
  )
  return [...found].flatMap(([, names = '']) => names.split(',')).map((name) => name.trim())
}

it('nothing reaches these tables other than by their names', () => {
  const raw = productSources().filter((file) =>
    /\b(from|join|into|update)\s+(persons|person_identities|sealed_names|contacts|permit_grounds|name_keys|transfer_requests|transfer_questions)\b/i.test(
      readFileSync(join(ROOT, file), 'utf8'),
    ),
  )
  // Names that an older version stored in plain text are encrypted before anybody can sign in.
  expect(raw).toEqual(['db/seal-plain-names.ts'])
})
