'use client'

import type { ReactNode } from 'react'

import { LeaveInvitation } from '@/app/_components/leave-invitation'
import { ThisDevice } from '@/app/_components/this-device'
import { CockpitView } from '@/app/(teach)/teach/[lessonId]/cockpit-view'
import { GuestView } from '@/app/(guest)/guest/guest-view'
import { InterpreterView } from '@/app/(guest)/guest/interpreter-view'
import { WaitingRoomView } from '@/app/(guest)/guest/waiting-room-view'
import { CountedMinutes } from '@/app/(learn)/learn/my-minutes'
import { PhoneView } from '@/app/(learn)/learn/phone-view'
import { ScreenView } from '@/app/(site)/screen/screen-view'
import { ScannerSwitch } from '@/app/(site)/site/lessons/[lessonId]/card-scanner'
import { HostDesk } from '@/app/(site)/site/lessons/[lessonId]/host-desk'
import { RestPresent, Roll } from '@/app/(site)/site/lessons/[lessonId]/roll'
import type { Sound } from '@/app/_lesson/use-sound'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { exampleLesson, MEMBERS, type Moment } from './example-lesson'
import type { StateExample } from './state-example'
import type { Surface } from './surfaces'

export type Drawing = {
  /** A client that has left its lesson: it ignores every call. */
  client: LessonClient
  snapshot: LessonSnapshot
  example: StateExample
  moment: Moment
}

const NO_BUDGET = { capMegabytes: null, warning: null }
const NAMES = [
  ...['Anna Exempel', 'Anna Exempel', 'ሰላም ኣብነት', 'أمل مثال', 'Letebrhan Påhittad'],
  ...['Selam Exempel', 'Tekle Testson', 'Yonas Exempel'],
]

/** The product's own pages, each with the props that its hook would provide. */
export const DRAW: Readonly<Record<Surface, (drawing: Drawing) => ReactNode>> = {
  phone: (drawing) => phone(drawing, 'person'),
  admitted: (drawing) => phone(drawing, 'guest'),
  screen: ({ client, snapshot, ...rest }) => (
    <ScreenView {...{ client, snapshot, ...planOf(rest) }} townName={MEMBERS.bjurholm.town} />
  ),
  cockpit: ({ client, snapshot, ...rest }) => (
    <CockpitView
      {...{ client, snapshot, ...planOf(rest) }}
      planned={rest.example.planned ?? []}
      recordingRefusal={rest.example.recordingRefusal ?? null}
      holder="staff"
    />
  ),
  substitute: ({ client, snapshot, ...rest }) => (
    <CockpitView
      {...{ client, snapshot, ...planOf(rest) }}
      planned={rest.example.planned ?? []}
      recordingRefusal={undefined}
      holder="guest"
    />
  ),
  guest: ({ client, snapshot, ...rest }) => <GuestView {...{ client, snapshot, ...planOf(rest) }} />,
  interpreter: ({ client, snapshot, ...rest }) => (
    <InterpreterView {...{ client, snapshot, ...planOf(rest) }} channelLanguage="ar" />
  ),
  visitor: ({ snapshot, moment }) => (
    <WaitingRoomView snapshot={snapshot} lesson={exampleLesson(moment)} displayName={MEMBERS.visitor.displayName} />
  ),
  host: ({ client, snapshot, moment }) => <HostExample {...{ client, snapshot, moment }} />,
}

/** A roll with namesakes, a visitor and somebody who came late. */
function HostExample({ client, snapshot, moment }: Pick<Drawing, 'client' | 'snapshot' | 'moment'>) {
  const people = NAMES.map((displayName, at) => ({
    ...{ personId: String(at), displayName, cardNumber: `440${at}`, hasNamesake: at < 2, visitsFrom: null },
  }))
  const marks = (['present', 'present', 'absent', 'present', 'late', 'present'] as const).map((mark) => ({
    ...{ markKey: '', mark, arrivedAtMs: mark === 'late' ? moment.nowMs : null, isWaiting: false },
  }))
  const shown = (personId: string) => marks[Number(personId)] ?? null
  const onMark = () => undefined
  return (
    <HostDesk
      town={MEMBERS.bjurholm.town}
      when=""
      lesson={{ client, snapshot }}
      names={NAMES}
      marked={marks.length}
      roll={
        <Roll
          {...{ people, shown, onMark }}
          roll={{ rounds: ['start', 'after_break'], turn: 'start', date: '2026-01-12' }}
          round="start"
          moved={new Map()}
          isBreak={snapshot.live.lesson.breakTime !== null}
          onRound={() => undefined}
          scanner={<ScannerSwitch isOn={false} onPress={() => undefined} />}
        />
      }
      rollFoot={<RestPresent round="start" {...{ people, shown, onMark }} />}
      settings={null}
    />
  )
}

function phone({ client, snapshot, ...rest }: Drawing, holder: 'person' | 'guest'): ReactNode {
  const member = holder === 'person' ? MEMBERS.saba : MEMBERS.nour
  return (
    <PhoneView
      {...{ client, snapshot, holder, ...planOf(rest) }}
      displayName={member.displayName}
      isCameraOffered
      onEnter={() => undefined}
      onMode={(mode) => client.setMode(mode)}
      minutesLine={holder === 'person' ? <CountedMinutes minutes={38} /> : null}
      device={holder === 'person' ? <ThisDevice isOwn={false} tabMark="" /> : <LeaveInvitation />}
      budget={{ ...NO_BUDGET, ...rest.example.budget, setCap: () => undefined }}
    />
  )
}

function planOf({ example, moment }: Pick<Drawing, 'example' | 'moment'>) {
  const sound: Sound = {
    isSoundBlocked: example.isSoundBlocked ?? false,
    onSoundBlocked: () => undefined,
    playSound: () => undefined,
  }
  return { lesson: { ...exampleLesson(moment), ...example.plan?.(moment) }, sound }
}
