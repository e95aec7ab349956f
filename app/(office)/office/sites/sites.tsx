import { municipalityChoices } from '@/app/(office)/_kit/choices'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { nameCell } from '@/app/(office)/_kit/name-link'
import { listSites, listSitesInput } from '@/services/regions/list-sites'
import { saveSiteInput } from '@/services/regions/save-site'

export const sitesList = describeList({
  name: 'sites',
  path: '/office/sites',
  permission: 'site.change',
  title: 'sites.title',
  searchLabel: 'sites.search',
  input: listSitesInput,
  load: listSites,
  rowKey: (row) => row.siteId,
  filters: {
    municipalityId: { label: 'field.municipality', choices: ({ actor }) => municipalityChoices(actor) },
  },
  add: { permission: 'site.change', word: 'sites.new' },
  columns: {
    name: {
      title: 'field.name',
      sort: 'name',
      value: (row) => row.name,
      cell: ({ name, siteId, municipalityId }, { may }) =>
        nameCell({ name, href: `/office/sites/${siteId}`, isLinked: may('site.change', municipalityId) }),
    },
    municipality: { title: 'field.municipality', sort: 'municipality', value: (row) => row.municipalityName },
    address: { title: 'sites.address', sort: 'address', value: (row) => row.address },
    closedOn: { title: 'sites.closedOn', isDate: true, value: (row) => row.closedOn },
  },
})

export const siteForm = describeForm(saveSiteInput, {
  siteId: 'hidden',
  municipalityId: { label: 'field.municipality' },
  name: { label: 'field.name', hint: 'sites.nameHint' },
  address: { label: 'sites.address', isOptional: true },
  closedOn: { label: 'sites.closedOn', hint: 'sites.closedHint' },
})
