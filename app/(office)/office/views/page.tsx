import Link from 'next/link'

import { officeFor, officeTitle } from '@/app/(office)/_kit/access'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { Folded, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { viewAddress } from '@/app/(office)/_kit/saved-views'
import { requireStaff } from '@/app/_server/require-actor'
import { changeViewInput } from '@/services/lists/change-view'
import { listViews } from '@/services/lists/list-views'

import { changeViewAction, deleteViewAction } from '../lists/actions'
import { LISTS } from '../lists/registry'

export const generateMetadata = () => officeTitle('views.title')

const form = describeForm(changeViewInput, {
  viewId: 'hidden',
  name: { label: 'views.name' },
  isDefault: { label: 'views.isDefault' },
})

/** The actor's saved views. */
export default async function ViewsPage() {
  const { actor } = await requireStaff()
  const { t, say } = await officeFor(actor)
  const byList = Map.groupBy(await listViews(actor, {}), (view) => view.list)
  return (
    <OfficePage isNarrow title={say('views.title')} text={say('views.text')}>
      {byList.size === 0 && <p className="card text-lg">{say('views.none')}</p>}
      {[...byList].map(([list, views]) => (
        <Section key={list} title={t(`office:listNames.${list}`, { defaultValue: list })}>
          <ul className="flex flex-col gap-3">
            {views.map((view) => (
              <li key={view.viewId} className="border-t border-bark pt-3 first:border-0 first:pt-0">
                <Link className="link font-semibold" href={viewAddress(LISTS.get(list)?.path ?? '/office', view)}>
                  <bdi>{view.name}</bdi>
                </Link>
                {view.isDefault && <span className="ms-2 text-slate">{say('views.opensWith')}</span>}
                <Folded word={say('views.change')}>
                  <OfficeForm
                    action={changeViewAction}
                    submit={say('form.save')}
                    fields={form.fields({ t, known: view })}
                  />
                </Folded>
                <Folded word={say('views.delete')}>
                  <OfficeForm
                    action={deleteViewAction}
                    submit={say('views.delete')}
                    tone="stop"
                    fields={[{ kind: 'hidden', name: 'viewId', value: view.viewId }]}
                  />
                </Folded>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </OfficePage>
  )
}
