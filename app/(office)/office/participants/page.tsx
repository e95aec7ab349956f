import { officeTitle } from '@/app/(office)/_kit/access'
import { OfficeForm } from '@/app/(office)/_kit/form'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'

import { findParticipantAction, searchParticipantsAction } from './actions'
import { findForm, participantsList } from './participants'

export const generateMetadata = () => officeTitle('participants.title')

export default function ParticipantsPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <ListPage
      list={participantsList}
      searchParams={searchParams}
      searchAction={searchParticipantsAction}
      besides={({ t, say }) => (
        <div className="no-print max-w-2xl">
          <OfficeForm
            isInline
            action={findParticipantAction}
            submit={say('participants.findByNumber')}
            fields={findForm.fields({ t })}
          />
        </div>
      )}
      after={({ hiddenCount }, { say }) =>
        hiddenCount > 0 && <p className="text-slate">{say('participants.hidden', { count: hiddenCount })}</p>
      }
    />
  )
}
