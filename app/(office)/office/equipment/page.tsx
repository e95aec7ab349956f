import Link from 'next/link'

import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { listClassroomChecks } from '@/services/checks/list-classroom-checks'

import { ClassroomCard } from './classroom-card'

export const generateMetadata = () => officeTitle('equipment.title')

/** The state of each classroom, from its latest check. */
export default async function RoomsPage() {
  const { actor, say } = await requireOfficeAccess('endpoint.list')
  const nowMs = Date.now()
  const byMunicipality = Map.groupBy(await loadOrNotFound(listClassroomChecks(actor)), (room) => room.municipalityName)
  return (
    <OfficePage
      title={say('equipment.title')}
      text={say('equipment.text')}
      actions={
        <Link className="button" href="/office/equipment/sheet">
          <Pictogram name="list" />
          {say('equipment.sheet')}
        </Link>
      }
    >
      {byMunicipality.size === 0 && <p className="card text-lg">{say('equipment.none')}</p>}
      {[...byMunicipality].map(([municipality, rooms]) => (
        <Section key={municipality} title={municipality}>
          <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {rooms.map((room) => (
              <ClassroomCard key={room.endpointId} room={room} nowMs={nowMs} />
            ))}
          </ul>
        </Section>
      ))}
    </OfficePage>
  )
}
