import Link from 'next/link'

import { officeFor, officeTitle } from '@/app/(office)/_kit/access'
import { municipalityChoices } from '@/app/(office)/_kit/choices'
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
  sharedIn: { label: 'views.sharedIn', hint: 'views.sharedHint', none: 'views.sharedWithNobody' },
})

/** The actor's saved views. */
export default async function ViewsPage() {
  const { actor } = await requireStaff()
  const { t, say } = await officeFor(actor)
  const own = (await listViews(actor, {})).filter((view) => view.isOwn)
  const byList = Map.groupBy(own, (view) => view.list)
  const mine = new Set<string>(actor.roles.map((role) => role.municipalityId))
  const places = own.length > 0 ? (await municipalityChoices(actor)).filter(({ value }) => mine.has(value)) : []
  const placeOf = (id: string | null) => places.find(({ value }) => value === id)?.label
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
                {view.sharedIn !== null && (
                  <span className="ms-2 text-slate">{say('views.sharedWith', { name: placeOf(view.sharedIn) })}</span>
                )}
                <Folded word={say('views.change')}>
                  <OfficeForm
                    action={changeViewAction}
                    submit={say('form.save')}
                    fields={form.fields({ t, known: view, choices: { sharedIn: places } })}
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
