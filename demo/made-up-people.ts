import type { SpokenLanguage, UiLanguage } from '@/domain/languages'

import type { MunicipalityName, SiteName } from './made-up'

type MadeUpPerson = {
  givenName: string
  familyName: string
  /** A test number that Skatteverket publishes as open data; none of them is ever assigned to a person. */
  identityNumber: string
  spokenLanguage: SpokenLanguage
  uiLanguage: UiLanguage
  home: MunicipalityName
  group: string
  /** Null attends from home. */
  site: SiteName | null
  /** A protected person has an alias. */
  alias?: string
  /** Whether the personal link is printed. */
  hasShownLink?: boolean
}

type Name = readonly [givenName: string, familyName: string, identityNumber: string]

const inBjurholm = ([givenName, familyName, identityNumber]: Name): MadeUpPerson => ({
  ...{ givenName, familyName, identityNumber, spokenLanguage: 'ti', uiLanguage: 'ti', home: 'Bjurholm' },
  ...{ group: 'SO tigrinska', site: 'Hallonets lärcentrum' },
})

/** Eight in the classroom in Bjurholm without a device, two of them with the same name; the others across the region. */
export const PEOPLE: readonly MadeUpPerson[] = [
  inBjurholm(['Anna', 'Exempel', '199203102380']),
  inBjurholm(['Anna', 'Exempel', '199203122388']),
  inBjurholm(['Selam', 'Exempel', '199203142386']),
  inBjurholm(['Hiwet', 'Testdotter', '199203162384']),
  inBjurholm(['Letebrhan', 'Påhittad', '199203182382']),
  inBjurholm(['Yonas', 'Exempel', '199205102396']),
  inBjurholm(['Tekle', 'Testson', '199205122394']),
  inBjurholm(['Filmon', 'Påhittad', '199205162390']),
  {
    ...{
      givenName: 'Saba',
      familyName: 'Exempel',
      identityNumber: '199203202388',
      spokenLanguage: 'ti',
      uiLanguage: 'ti',
    },
    ...{ home: 'Robertsfors', group: 'SO tigrinska', site: null, hasShownLink: true },
  },
  {
    ...{ givenName: 'Mehret', familyName: 'Testdotter', identityNumber: '199203222386', spokenLanguage: 'ti' },
    ...{ uiLanguage: 'sv', home: 'Umeå', group: 'SO tigrinska', site: null, hasShownLink: true },
  },
  {
    ...{
      givenName: 'Dawit',
      familyName: 'Påhittad',
      identityNumber: '199205182398',
      spokenLanguage: 'ti',
      uiLanguage: 'en',
    },
    ...{ home: 'Vännäs', group: 'SO tigrinska', site: 'Hjortronets lärcentrum' },
  },
  {
    ...{
      givenName: 'Layla',
      familyName: 'Exempel',
      identityNumber: '199204102389',
      spokenLanguage: 'ar',
      uiLanguage: 'ar',
    },
    ...{ home: 'Nordmaling', group: 'SO arabiska', site: null, hasShownLink: true },
  },
  {
    ...{
      givenName: 'Omar',
      familyName: 'Testson',
      identityNumber: '199205202394',
      spokenLanguage: 'ar',
      uiLanguage: 'ar',
    },
    ...{ home: 'Nordmaling', group: 'SO arabiska', site: 'Åkerbärets lärcentrum' },
  },
  {
    ...{
      givenName: 'Mona',
      familyName: 'Påhittad',
      identityNumber: '199204122387',
      spokenLanguage: 'ar',
      uiLanguage: 'ar',
    },
    ...{ home: 'Umeå', group: 'SO arabiska', site: 'Blåbärets lärcentrum', alias: 'Blåklocka 3' },
  },
  {
    ...{
      givenName: 'Oksana',
      familyName: 'Exempel',
      identityNumber: '199204142385',
      spokenLanguage: 'uk',
      uiLanguage: 'en',
    },
    ...{ home: 'Örnsköldsvik', group: 'SO lätt svenska', site: 'Smultronets lärcentrum' },
  },
  {
    ...{
      givenName: 'Malee',
      familyName: 'Testdotter',
      identityNumber: '199204162383',
      spokenLanguage: 'th',
      uiLanguage: 'sv',
    },
    ...{ home: 'Vindeln', group: 'SO lätt svenska', site: 'Lingonets lärcentrum' },
  },
  {
    ...{
      givenName: 'Farid',
      familyName: 'Påhittad',
      identityNumber: '199206102395',
      spokenLanguage: 'fa-AF',
      uiLanguage: 'sv',
    },
    ...{ home: 'Robertsfors', group: 'Sfi D distans', site: null },
  },
  {
    ...{
      givenName: 'Amina',
      familyName: 'Exempel',
      identityNumber: '199204182381',
      spokenLanguage: 'so',
      uiLanguage: 'sv',
    },
    ...{ home: 'Umeå', group: 'Sfi D distans', site: null },
  },
]
