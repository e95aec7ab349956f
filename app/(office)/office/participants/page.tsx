import Link from 'next/link'

import { officeTitle } from '@/app/(office)/_kit/access'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { searchParticipantsAction } from './actions'
import { participantsList } from './participants'

export const generateMetadata = () => officeTitle('participants.title')

export default function ParticipantsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <ListPage
      list={participantsList}
      searchParams={searchParams}
      searchAction={searchParticipantsAction}
      actions={({ may, say }) =>
        may('participant.change') && (
          <Link className="button" href="/office/participants/import">
            {say('imports.short')}
          </Link>
        )
      }
      after={({ hiddenCount }, { say }) =>
        hiddenCount > 0 && <p className="text-slate">{say('participants.hidden', { count: hiddenCount })}</p>
      }
    />
  )
}
