import { foldedNameOf } from '../people/fold-name'

/** What a column of an imported list of people can hold. `fullName` is split into given and family name. */
export const IMPORT_FIELDS = [
  'givenName',
  'familyName',
  'fullName',
  'displayName',
  'identityNumber',
  'bornOn',
  'legalSex',
  'spokenLanguage',
  'uiLanguage',
  'phone',
  'email',
  'address',
  'contactPerson',
  'dossierNumber',
  'permitGround',
  'permitFromOn',
  'permitUntilOn',
  'registeredFromOn',
  'isProtected',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** A column of the file: what it holds, or nothing that is imported. */
export type ImportColumn = ImportField | null

/** How municipalities and their systems head these columns, in Swedish and English, without accents and punctuation. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  givenName: ['fornamn', 'tilltalsnamn', 'givenname', 'firstname', 'forename'],
  familyName: ['efternamn', 'familjenamn', 'slaktnamn', 'familyname', 'lastname', 'surname'],
  fullName: [
    'namn',
    'hela namnet',
    'fullstandigt namn',
    'name',
    'fullname',
    'deltagare',
    'elev',
    'participant',
    'person',
  ],
  displayName: ['visningsnamn', 'kallas', 'displayname', 'shownname', 'alias'],
  identityNumber: [
    ...['personnummer', 'personnr', 'pnr', 'persnr', 'pers nr', 'person nr', 'samordningsnummer', 'samordningsnr'],
    ...[
      'personnummer samordningsnummer',
      'person samordningsnummer',
      'identitetsnummer',
      'identitynumber',
      'id nummer',
    ],
    ...['personalnumber', 'personalidentitynumber', 'coordinationnumber', 'pnr snr', 'personid'],
  ],
  bornOn: ['fodelsedatum', 'fodd', 'fodelsedag', 'fodelsetid', 'dateofbirth', 'birthdate', 'born', 'dob', 'birthday'],
  legalSex: ['kon', 'juridiskt kon', 'sex', 'legalsex', 'gender'],
  spokenLanguage: [
    'sprak',
    'modersmal',
    'talar',
    'talat sprak',
    'tolksprak',
    'language',
    'mothertongue',
    'spokenlanguage',
  ],
  uiLanguage: ['sprak i appen', 'appsprak', 'sidornas sprak', 'languageofpages', 'uilanguage'],
  phone: [
    'telefon',
    'telefonnummer',
    'telefonnr',
    'tel',
    'tfn',
    'mobil',
    'mobilnummer',
    'mobiltelefon',
    'phone',
    'mobile',
    'phonenumber',
    'cellphone',
  ],
  email: ['epost', 'e post', 'epostadress', 'e postadress', 'mejl', 'mail', 'email', 'e mail', 'emailaddress'],
  address: ['adress', 'gatuadress', 'postadress', 'bostadsadress', 'address', 'streetaddress'],
  contactPerson: ['kontaktperson', 'god man', 'anhorig', 'contactperson', 'contact'],
  dossierNumber: [
    'dossiernummer',
    'dossiernr',
    'dossier',
    'dossiernumber',
    'migrationsverkets nummer',
    'beteckningsnummer',
  ],
  permitGround: [
    'grund',
    'tillstandsgrund',
    'grund for tillstand',
    'grund for uppehallstillstand',
    'bosattningsgrund',
    'klassningskod',
    'permitground',
    'ground',
    'groundofpermit',
  ],
  permitFromOn: [
    'tillstand fran',
    'ut fran',
    'uppehallstillstand fran',
    'beviljat',
    'beslutsdatum',
    'datum for ut',
    'permitfrom',
    'permitfirstday',
  ],
  permitUntilOn: [
    'tillstand till',
    'ut till',
    'uppehallstillstand till',
    'giltigt till',
    'ut giltigt till',
    'permituntil',
    'permitlastday',
  ],
  registeredFromOn: [
    'folkbokford',
    'folkbokford fran',
    'folkbokforingsdatum',
    'kommunmottagen',
    'mottagen',
    'mottagningsdatum',
    'inflyttad',
    'inflyttningsdatum',
    'bosattningsdatum',
    'registeredfrom',
    'registered',
  ],
  isProtected: [
    'skyddad',
    'skyddade personuppgifter',
    'skyddad identitet',
    'sekretess',
    'sekretessmarkering',
    'skyddad folkbokforing',
    'protected',
    'protectedidentity',
  ],
}

/**
 * What each column holds by its heading, as far as one is known; each field at most once, by the first column that
 * names it. The rest is chosen by hand.
 */
export function guessColumns(headings: readonly string[]): ImportColumn[] {
  const taken = new Set<ImportField>()
  return headings.map((heading) => {
    const field = fieldOf(heading)
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

function fieldOf(heading: string): ImportField | null {
  const said = joined(heading)
  return IMPORT_FIELDS.find((field) => HEADINGS[field].some((known) => joined(known) === said)) ?? null
}

/** A heading without spaces, punctuation, accents and capital letters. */
function joined(heading: string): string {
  return foldedNameOf(heading).replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** The same columns have the same key, in whatever order of letters and spaces their headings are written. */
export function keyOfHeadings(headings: readonly string[]): string {
  return headings.map(joined).join('|')
}
