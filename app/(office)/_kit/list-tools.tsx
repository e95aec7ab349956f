import type { Office } from './access'
import { ColumnChoice, type ChoosableColumn } from './column-choice'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { listAddress, queryParts } from './list-address'
import type { ListAddress } from './list-bar'
import { Menu } from './menu'
import { PrintButton } from './print-button'
import { readRowHeight } from './read-row-height'
import { RowHeightChoice } from './row-height'
import { SavedViews, type KeptViews } from './saved-views'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  /** Including the values set by the page. */
  query: Readonly<Record<string, unknown>>
  address: ListAddress
  columns: readonly string[]
  kept: KeptViews | undefined
}

/** The tools for a list as displayed: save the view, choose columns, export. */
export async function ListTools<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, address, kept } = props
  const { say } = office
  const current = kept?.views.find((view) => view.viewId === kept.current)
  return (
    <div className="ms-auto flex flex-wrap items-center gap-2">
      {kept && (
        <Menu word={current ? say('views.current', { name: current.name }) : say('views.menu')} picture="star">
          <SavedViews {...{ kept, office, address }} name={list.name} />
        </Menu>
      )}
      <Menu word={say('list.columns')} picture="list">
        <ColumnChoice columns={choosableColumns(props)} />
        <RowHeightChoice current={await readRowHeight()} back={listAddress(address.path, address.query)} />
      </Menu>
      <Menu word={say('list.export')} picture="share">
        <ExportChoice {...props} />
      </Menu>
    </div>
  )
}

/** The first column is always shown. */
function choosableColumns<Schema extends ListSchema, Page extends Listed>(
  props: Props<Schema, Page>,
): ChoosableColumn[] {
  const { list, office, address, columns } = props
  const to = (name: string) => {
    const isShown = columns.includes(name)
    const chosen = Object.keys(list.columns).filter((one) => (one === name ? !isShown : columns.includes(one)))
    return listAddress(address.path, { ...address.query, columns: chosen.join() })
  }
  return Object.entries(list.columns)
    .filter(([, { isAction }], index) => index > 0 && !isAction)
    .map(([name, column]) => {
      const isShown = columns.includes(name)
      const title = office.say(column.title)
      const says = office.say(isShown ? 'list.hideColumn' : 'list.showColumn', { column: title })
      return { name, title, says, to: to(name), isShown }
    })
}

const FORMATS = ['csv', 'xlsx'] as const

function ExportChoice<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, query, address } = props
  const parts = queryParts({ ...query, columns: address.query.columns, cursor: undefined, pageSize: undefined })
  return (
    <form method="post" action={`/office/lists/${list.name}/export`} className="flex flex-col gap-2">
      <p className="text-slate">{office.say('list.exportText')}</p>
      <input type="hidden" name="query" value={new URLSearchParams(parts).toString()} />
      <input type="hidden" name="back" value={address.path} />
      <div className="flex flex-wrap gap-2">
        {FORMATS.map((format) => (
          <button key={format} type="submit" name="format" value={format} className="button">
            {office.say(`list.formats.${format}`)}
          </button>
        ))}
        <PrintButton word={office.say('list.print')} />
      </div>
    </form>
  )
}
