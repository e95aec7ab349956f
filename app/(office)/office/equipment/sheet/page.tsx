import { Table } from '@/app/(office)/_kit/table'
import { OfficePage } from '@/app/(office)/_kit/page-frame'
import { getTranslation } from '@/app/_server/i18n'
import { readNetworkNeeds } from '@/app/_server/network-needs'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import type { UiLanguage } from '@/domain/languages'

import { PrintButton } from '@/app/(office)/_kit/print-button'

export const generateMetadata = () => officeTitle('equipment.sheet')

/** The languages of those who run the municipalities' networks. */
const SHEET_LANGUAGES: readonly UiLanguage[] = ['sv', 'en']
const HEADS = ['use', 'address', 'protocol', 'port'] as const

/** The outgoing traffic that a municipality's IT has to allow, to be printed or sent. */
export default async function SheetPage() {
  const { say } = await requireOfficeAccess('endpoint.list')
  return (
    <OfficePage
      title={say('equipment.sheet')}
      back={{ href: '/office/equipment', word: say('equipment.title') }}
      actions={<PrintButton word={say('sheet.print')} className="button button-main" />}
    >
      {SHEET_LANGUAGES.map((language) => (
        <Sheet key={language} language={language} />
      ))}
    </OfficePage>
  )
}

async function Sheet({ language }: { language: UiLanguage }) {
  const { t, direction } = await getTranslation(language)
  return (
    <section lang={language} dir={direction} className="flex min-w-0 flex-col gap-3">
      <h2 className="text-xl font-bold">{t('office:sheet.title')}</h2>
      <p className="max-w-2xl">{t('office:sheet.intro')}</p>
      <Table caption={t('office:sheet.title')}>
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" className="px-3 py-2 text-start">
                {t(`office:sheet.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {readNetworkNeeds().map(({ use, address, protocol, ports }) => (
            <tr key={use} className="border-t border-bark">
              <td className="px-3 py-2">{t(`office:sheet.${use}`)}</td>
              <td className="px-3 py-2 min-w-40 font-semibold break-words">{address}</td>
              <td className="px-3 py-2">{protocol}</td>
              <td className="px-3 py-2 whitespace-nowrap tabular-nums">{ports}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="max-w-2xl">{t('office:sheet.note')}</p>
    </section>
  )
}
