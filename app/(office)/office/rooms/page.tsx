import Link from 'next/link'

import { OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { officeTitle, requireOfficeAccess } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { listRoomChecks } from '@/services/checks/list-room-checks'

import { RoomCard } from './room-card'

export const generateMetadata = () => officeTitle('rooms.title')

/** How each classroom is, as it found out by itself. */
export default async function RoomsPage() {
  const { actor, say } = await requireOfficeAccess('endpoint.list')
  const nowMs = Date.now()
  const byMunicipality = Map.groupBy(await loadOrNotFound(listRoomChecks(actor)), (room) => room.municipalityName)
  return (
    <OfficePage
      title={say('rooms.title')}
      text={say('rooms.text')}
      actions={
        <Link className="button" href="/office/rooms/sheet">
          <Pictogram name="list" />
          {say('rooms.sheet')}
        </Link>
      }
    >
      {byMunicipality.size === 0 && <p className="card text-lg">{say('rooms.none')}</p>}
      {[...byMunicipality].map(([municipality, rooms]) => (
        <Section key={municipality} title={municipality}>
          <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {rooms.map((room) => (
              <RoomCard key={room.endpointId} room={room} nowMs={nowMs} />
            ))}
          </ul>
        </Section>
      ))}
    </OfficePage>
  )
}
