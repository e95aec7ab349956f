import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { GroupId, MunicipalityId, PersonId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { listEnrolments, listEnrolmentsInput } from '@/services/courses/list-enrolments'
import { findPeople } from '@/services/people/find-people'
import { listParticipants, listParticipantsInput } from '@/services/people/list-participants'
import { enrol, makeGroup } from '@/tests/factories/courses'
import { makePerson, makeStaff } from '@/tests/factories/people'
import { makeMunicipality } from '@/tests/factories/regions'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/** Spellings of one name, or of names that are heard as one; each finds all of its row, and nobody of another row. */
const SPELLINGS: readonly (readonly string[])[] = [
  [
    ...[
      'محمد',
      'مُحَمَّد',
      'Mohammed',
      'Muhammad',
      'Mohamad',
      'Mohamed',
      'Mehmed',
      'Mehmet',
      'Maxamed',
      'Мухаммад',
      'መሓመድ',
    ],
  ],
  ['محمود', 'Mahmoud', 'Mahmood', 'Mahmut', 'Maxamuud', 'Махмуд'],
  ['أحمد', 'احمد', 'Ahmed', 'Ahmad', 'Ahmet', 'Ахмед', 'ئەحمەد'],
  ['ኣብርሃም', 'አብርሃም', 'Abraham'],
  ['إبراهيم', 'ابراهيم', 'Ibrahim', 'İbrahim', 'Ibraahim', 'Ибрагим'],
  ['Åsa', 'Asa', 'ÅSA'],
  ['يوسف', 'Юсуф', 'Yusuf', 'Yousuf', 'Jusuf'],
  ['ተስፋይ', 'Tesfay', 'Tesfaye'],
  ['Олександр', 'Oleksandr', 'Alexander', 'Александр'],
  ['شیرین', 'شيرين', 'Şirin', 'Shirin', 'Sirin', 'Schirin', 'Ширин'],
  ['هودان', 'Hodan', 'Xodan'],
  ['جلال', 'Jalal', 'Djalal', 'Celal', 'Cəlal', 'Джалал'],
  ['حسين', 'حسین', 'Hussein', 'Husayn', 'Hossein', 'Hüseyin', 'Xuseen', 'Хусейн'],
  ['حسن', 'Hassan', 'Hasan', 'Xasan', 'Хасан'],
  ['خالد', 'Khaled', 'Khalid', 'Xalid', 'Халед'],
  ['فاطمة', 'فاطمه', 'Fatima', 'Fatimah', 'Fatma', 'Фатима', 'ፋጢማ'],
  ['عبدالله', 'Abdullah', 'Abdallah', 'Abdulla', 'Абдулла'],
  ['عبدالرحمن', 'Abdurrahman', 'Abdirahman', 'Cabdiraxmaan'],
  ['عثمان', 'Osman', 'Othman', 'Usman', 'Cismaan', 'Осман'],
  ['زينب', 'Zaynab', 'Zainab', 'Zeynep', 'Зейнаб'],
  ['مريم', 'Maryam', 'Mariam', 'Meryem', 'ማርያም'],
  ['چلیک', 'Çelik', 'Chelik'],
  ['مصطفى', 'Mustafa', 'Mostafa', 'Мустафа', 'ሙስጠፋ'],
  ['خديجة', 'Khadija', 'Khadijah', 'Xadiija', 'Хадиджа'],
  ['ሰላም', 'ሠላም', 'Selam'],
  ['ዮሃንስ', 'Yohannes'],
  ['Сергій', 'Serhii', 'Serhiy'],
  ['Олена', 'Olena', 'Елена'],
  ['Наталія', 'Nataliia', 'Natalya'],
  ['شێرکۆ', 'Şêrko', 'Sherko'],
  ['Γεώργιος', 'Georgios'],
  ['Kristian', 'Christian'],
  ['Łukasz', 'Lukasz'],
]
/** Names of which each finds itself alone, though many differ in a vowel or one consonant. */
const DIFFERENT =
  'Anna Eva Karin Sara Lena Emma Elin Malin Ida Sofia Elsa Julia Lars Anders Per Nils Erik Jan Peter Mikael Mats Hans ' +
  'Stefan Fredrik Daniel Magnus Henrik Jonas Martin Marcus Emil Oskar Viktor Filip Simon Ali Mohammed Ahmed Hassan ' +
  'Hussein Omar Ibrahim Yusuf Abdi Abdullah Mahmoud Mustafa Khalid Amir Samir Karim Rahim Jamal Kamal Jamil Kamil ' +
  'Salim Salam Salman Fatima Aisha Zahra Mariam Amina Leyla Noor Hawa Halima Khadija Hodan Nimo Oksana Olena Natalia ' +
  'Iryna Svitlana Tetiana Yuliia Kateryna Oleksandr Andrii Volodymyr Dmytro Ihor Mykola Tesfay Berhane Habtom Kidane ' +
  'Rahel Senait Yohannes Dawit Mehret Filmon Samuel Goitom Parvin Reza Farid Fereshte Zeinab Nasrin Nasir Yasin ' +
  'Hamid Murat Marta Elif Kristian Birgitta Margit Margareta Helena Milan Nadia Nadim Adam Osman Imran'
/** Names of few consonants are found over scripts; in one script as they are written. */
const SHORT: readonly (readonly [typed: string, found: readonly string[]])[] = [
  ['Omar', ['Omar', 'عمر', 'Умар']],
  ['عمر', ['Omar', 'عمر', 'Умар']],
  ['Amir', ['Amir']],
  ['Musa', ['Musa', 'موسى']],
  ['Moses', ['Moses']],
  ['Яна', ['Яна', 'Yana']],
]

let database: TestDatabase
let owner: postgres.Sql
let officer: StaffActor
let home: MunicipalityId
let groupId: GroupId
const named = new Map<string, PersonId>()
const spellingOf = new Map<PersonId, string>()

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
  home = await makeMunicipality()
  officer = await makeStaff({ role: 'case_officer', municipalityId: home })
  groupId = await makeGroup({ hostingMunicipalityId: home, communicatorId: officer.staffId })
  for (const name of [...SPELLINGS.flat(), ...SHORT.flatMap(([, found]) => found)]) {
    if (named.has(name)) continue
    const personId = await makePerson(home, { displayName: name, givenName: 'Q', familyName: '' })
    await enrol({ groupId, personId, homeMunicipalityId: home, hostingMunicipalityId: home })
    named.set(name, personId)
    spellingOf.set(personId, name)
  }
})
afterAll(async () => {
  await owner.end()
  await database.close()
})

async function find(search: string, actor = officer): Promise<string[]> {
  const { rows } = await listParticipants(actor, listParticipantsInput.parse({ search, pageSize: 200 }))
  return rows.map((row) => spellingOf.get(row.personId) ?? row.displayName).toSorted()
}

describe('a name is found by each of its spellings', () => {
  test.each(SPELLINGS.map((row) => [row.join(', '), row] as const))('%s', async (_, row) => {
    for (const typed of row) expect([typed, await find(typed)]).toEqual([typed, row.toSorted()])
  })

  test.each([
    ['Mohamed', 'Mahmoud'],
    ['محمد', 'محمود'],
    ['Hussein', 'Hassan'],
    ['حسن', 'حسين'],
    ['Maxamed', 'Maxamuud'],
  ])('%s is not %s', async (one, other) => {
    expect(await find(one)).not.toContain(other)
    expect(await find(other)).not.toContain(one)
  })

  test('other names are not', async () => {
    const rows = await owner<{ typed: string; found: string[] }[]>`
      with names as (
        select name, array(select unnest(keys) from name_words(name)) as keys from unnest(string_to_array(${DIFFERENT}, ' ')) name)
      select typed.name as typed, array_agg(distinct other.name) as found
      from names typed, typed_keys(typed.name) range, names other, unnest(other.keys) key
      where key collate "C" >= range.low collate "C" and key collate "C" < range.high collate "C" group by 1`
    expect(rows.filter(({ typed, found }) => found.join(' ') !== typed)).toEqual([])
    expect(rows).toHaveLength(DIFFERENT.split(' ').length)
  })

  test.each(SHORT)('of few consonants: %s', async (typed, found) => {
    expect(await find(typed)).toEqual([...found].toSorted())
  })

  test('in the list of a group’s enrolments and from anywhere', async () => {
    const input = listEnrolmentsInput.parse({ groupId, search: 'Şirin' })
    const enrolled = (await listEnrolments(officer, input)).rows.map((row) => row.displayName)
    expect(enrolled).toContain('شیرین')
    expect(enrolled).not.toContain('Mehmed')
    const { people } = await findPeople(officer, { search: 'Hodan' })
    expect(people.map((person) => person.displayName).toSorted()).toEqual(['Hodan', 'Xodan', 'هودان'].toSorted())
  })
})

describe('of a name with several words', () => {
  let nora: StaffActor
  beforeAll(async () => {
    const municipalityId = await makeMunicipality()
    nora = await makeStaff({ role: 'case_officer', municipalityId })
    const people: [displayName: string, givenName: string, familyName: string][] = [
      ['Nora', 'Nora Maria', 'Lindberg'],
      ['Nora Lund', 'Nora', 'Lund'],
      ['محمد', 'محمد علي', 'حسيني'],
      ['Ali Hassan', 'Ali', 'Hassan'],
      ['سارة', 'سارة', 'الموسوي'],
    ]
    for (const [displayName, givenName, familyName] of people) {
      await makePerson(municipalityId, { displayName, givenName, familyName })
    }
  })

  test.each([
    ['without the middle name', 'Nora Lindberg', ['Nora']],
    ['with it', 'Nora Maria Lindberg', ['Nora']],
    ['family name first', 'Lindberg Nora', ['Nora']],
    ['family name first, with a comma', 'LINDBERG, Nora', ['Nora']],
    ['by the beginnings of words', 'li no', ['Nora']],
    ['by one beginning', 'nor', ['Nora', 'Nora Lund']],
    ['not by the middle of a word', 'ora', []],
    ['not with a word that is not there', 'Nora Anna', []],
    ['not with a word that is longer', 'Nora Lindbergs', []],
    ['in another script, in any order', 'Hussaini Mohamed', ['محمد']],
    ['with the name that is shown and the legal one', 'Lindb Nora', ['Nora']],
    ['without the Arabic article', 'Mousavi', ['سارة']],
    ['without it in Arabic', 'موسوي', ['سارة']],
    ['with one word twice', 'ali ali', ['Ali Hassan', 'محمد']],
  ])('%s: %s', async (_, typed, found) => {
    expect(await find(typed, nora)).toEqual(found.toSorted())
  })
})

describe('what is no name', () => {
  test.each([
    ['10 000 letters', 'a'.repeat(10_000)],
    ['NUL', 'An\u0000na'],
    ['a direction mark', 'Anna \u202E'],
    ['another direction mark', '\u200FAnna'],
    ['half a character', 'Anna \uD800'],
  ])('%s is refused before it is sought', (_, search) => {
    expect(listParticipantsInput.safeParse({ search }).success).toBe(false)
  })

  test.each([
    ['punctuation', '.,-!?'],
    ['a wildcard', '%'],
    ['quotes and a backslash', String.raw`'"\\`],
    ['the signs of keys', '~ :'],
    ['a picture', '🙂'],
    ['a combining mark', '\u0301'],
    ['a script without sounds', '王'],
    ['fifty words', 'b '.repeat(49) + 'b'],
    ['a hundred letters', 'x'.repeat(100)],
    ['a number', '12'],
  ])('%s finds nobody', async (_, search) => {
    const parsed = listParticipantsInput.safeParse({ search })
    if (parsed.success) expect((await listParticipants(officer, parsed.data)).total).toBe(0)
    expect(await owner`select * from persons_named(${search})`).toEqual([])
  })

  test('straight at the database is no error either', async () => {
    const texts = [
      '',
      ' ',
      'a'.repeat(10_000),
      'Å '.repeat(5_000),
      'م'.repeat(10_000),
      '\u202Eanna',
      '\u200F',
      '\uFFFD',
    ]
    for (const text of [
      ...texts,
      'ሀ'.repeat(10_000),
      'Ж'.repeat(10_000),
      '\u{1F468}\u200D\u{1F469}',
      '\u0301'.repeat(100),
    ]) {
      await expect(owner`select count(*) from persons_named(${text})`).resolves.toHaveLength(1)
      await expect(owner`select count(*) from name_words(${text})`).resolves.toHaveLength(1)
    }
  })

  test('a name of 10 000 letters is kept, and found by its beginning', async () => {
    const long = await makePerson(home, { displayName: 'Wxyz'.repeat(2_500), givenName: 'Vwxy '.repeat(2_000) })
    expect(await find('wxyzwxyz')).toHaveLength(1)
    await owner`update persons set display_name = 'Short' where id = ${long}`
    await owner`update person_identities set given_name = 'Q', family_name = '' where person_id = ${long}`
    expect(await find('wxyzwxyz')).toEqual([])
  })
})
