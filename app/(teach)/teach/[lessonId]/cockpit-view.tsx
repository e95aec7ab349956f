'use client'

import { useTranslation } from 'react-i18next'

import { Notice } from '@/app/_components/notice'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import type { Sound } from '@/app/_lesson/use-sound'
import { Voices } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import { CheckHead } from './check-head'
import { Cockpit } from './cockpit'
import { CockpitHolding, type CockpitHolder } from './cockpit-holding'
import { CockpitOver } from './cockpit-over'
import { PlannedClassrooms } from './planned-classrooms'
import { useWakeLock } from '@/app/_lesson/use-wake-lock'
import { DeviceCheck } from '@/app/_lesson/devices/device-check'

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  lesson: MyLesson
  /** The names of the classrooms that take part by the plan. */
  planned: readonly string[]
  /** Why the lesson may not be recorded; omitted for users who do not record. */
  recordingRefusal: RecordingRefusal | null | undefined
  /** A guest substitutes for the communicator. */
  holder: CockpitHolder
  sound: Sound
}

/** The device check, then the cockpit. */
export function CockpitView({ client, snapshot, lesson, planned, recordingRefusal, holder, sound }: Props) {
  const { t } = useTranslation('teach')
  const situation = situationOf(snapshot)
  useWakeLock(snapshot.phase === 'in' && situation !== 'ended')

  const begin = async (entering: LessonClient) => {
    await entering.enter()
    // A device that does not answer must not hold up the lesson.
    void entering.devices.sendChecked()
    await entering.act('lesson:start', {})
  }

  if (situation === 'ended') return <CockpitOver {...{ client, snapshot, lesson, holder }} />
  if (situation === 'not-held') return <Notice picture="clock" title={t('lesson:over.notHeld')} />
  if (snapshot.closed) {
    const isReplaced = snapshot.closed.reason === 'replaced'
    return (
      <Notice
        picture={isReplaced ? 'screen' : 'warning'}
        tone={isReplaced ? 'calm' : 'stop'}
        title={isReplaced ? t('lesson:over.replaced') : t('lesson:over.left')}
        text={snapshot.closed.code && t(`errors:${snapshot.closed.code}`)}
      >
        <button type="button" className="button button-main button-big" onClick={() => window.location.reload()}>
          {t('lesson:over.useHere')}
        </button>
      </Notice>
    )
  }
  return (
    <CockpitHolding value={holder}>
      <Voices client={client} snapshot={snapshot} onBlocked={sound.onSoundBlocked} />
      {snapshot.phase === 'in' && client ? (
        <Cockpit
          lesson={lesson}
          planned={planned}
          client={client}
          snapshot={snapshot}
          situation={situation}
          recordingRefusal={recordingRefusal}
          onPlaySound={sound.isSoundBlocked ? sound.playSound : null}
        />
      ) : (
        <DeviceCheck
          client={client}
          snapshot={snapshot}
          head={<CheckHead lesson={lesson} />}
          others={<PlannedClassrooms snapshot={snapshot} planned={planned} />}
          enterWord={snapshot.live.lesson.phase === 'live' ? t('check.comeBack') : t('check.goLive')}
          onBegin={(entering) => void begin(entering)}
        />
      )}
    </CockpitHolding>
  )
}
