'use client'

import { PhoneLesson } from '@/app/(learn)/learn/phone-lesson'
import { CockpitPage } from '@/app/(teach)/teach/[lessonId]/cockpit-page'
import { LeaveInvitation } from '@/app/_components/leave-invitation'
import type { Ticket } from '@/lesson-client/lesson-client'
import { assertNever } from '@/domain/assert-never'
import type { InvitationKind } from '@/domain/courses/invitations'
import type { SpokenLanguage } from '@/domain/languages'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { GuestLesson } from './guest-lesson'
import { InterpreterLesson } from './interpreter-lesson'
import { WaitingRoom } from './waiting-room'

type Props = {
  /** The names of the classrooms that take part by the plan, for a substitute. */
  planned: readonly string[]
  lesson: MyLesson
  firstTicket: Ticket
  displayName: string
  invitedAs: InvitationKind
  isWaiting: boolean
  /** The language of an interpreter's channel; null for everybody else. */
  channelLanguage: SpokenLanguage | null
}

/** The lesson in the invited role. */
export function GuestSession({ lesson, firstTicket, displayName, invitedAs, isWaiting, ...given }: Props) {
  switch (invitedAs) {
    case 'guest':
      return <GuestLesson lesson={lesson} firstTicket={firstTicket} />
    case 'interpreter':
      return (
        <InterpreterLesson lesson={lesson} firstTicket={firstTicket} channelLanguage={given.channelLanguage ?? ''} />
      )
    case 'substitute':
      return <CockpitPage lesson={lesson} planned={given.planned} firstTicket={firstTicket} holder="guest" />
    case 'waiting-room':
      if (isWaiting) return <WaitingRoom lesson={lesson} firstTicket={firstTicket} displayName={displayName} />
      return (
        <PhoneLesson
          lesson={lesson}
          firstTicket={firstTicket}
          displayName={displayName}
          isCameraOffered
          isStraightIn={false}
          holder="guest"
          device={<LeaveInvitation />}
        />
      )
    default:
      return assertNever(invitedAs)
  }
}
