import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { nameCell } from '@/app/(office)/_kit/name-link'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'
import { saveMunicipalityInput } from '@/services/regions/save-municipality'

export const municipalitiesList = describeList({
  name: 'municipalities',
  path: '/office/municipalities',
  permission: 'municipality.change',
  title: 'municipalities.title',
  searchLabel: 'municipalities.search',
  input: listMunicipalitiesInput,
  load: listMunicipalities,
  rowKey: (row) => row.municipalityId,
  add: { permission: 'municipality.change', word: 'municipalities.new' },
  columns: {
    name: {
      title: 'field.name',
      sort: 'name',
      value: (row) => row.name,
      cell: ({ name, municipalityId }, { may }) =>
        nameCell({
          ...{ name, href: `/office/municipalities/${municipalityId}` },
          isLinked: may('municipality.change', municipalityId),
        }),
    },
    code: {
      title: 'municipalities.code',
      sort: 'code',
      value: (row) => row.code,
      cell: (row) => (
        <bdi dir="ltr" className="tabular-nums">
          {row.code}
        </bdi>
      ),
    },
    sites: {
      title: 'nav.sites',
      isFigure: true,
      value: (row) => row.siteCount,
      cell: (row) =>
        nameCell({ name: String(row.siteCount), href: `/office/sites?municipalityId=${row.municipalityId}` }),
    },
    joinedOn: { title: 'municipalities.joinedOn', sort: 'joinedOn', isDate: true, value: (row) => row.joinedOn },
    leftOn: { title: 'municipalities.leftOn', isDate: true, value: (row) => row.leftOn },
  },
})

export const municipalityForm = describeForm(saveMunicipalityInput, {
  municipalityId: 'hidden',
  name: { label: 'field.name' },
  code: { label: 'municipalities.code', hint: 'municipalities.codeHint' },
  joinedOn: { label: 'municipalities.joinedOn' },
  leftOn: { label: 'municipalities.leftOn' },
  secondFactorFrom: { label: 'municipalities.secondFactorFrom', hint: 'municipalities.secondFactorHint' },
  recordingAllowed: { label: 'municipalities.recordingAllowed', hint: 'municipalities.recordingHint' },
})
