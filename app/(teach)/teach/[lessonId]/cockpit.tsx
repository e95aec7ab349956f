'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import type { SlideTool } from '@/app/_lesson/slides/slide-types'
import type { MyLesson } from '@/services/tickets/list-my-lessons'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import { CockpitBar } from './cockpit-bar'
import { CockpitControls } from './cockpit-controls'
import { CockpitStage } from './cockpit-stage'
import { SidePanel } from './side-panel'
import { SlideTray } from './slides/slide-tray'
import { Towns } from './towns'

type Props = {
  lesson: MyLesson
  client: LessonClient
  snapshot: LessonSnapshot
  situation: Situation
  recordingRefusal: RecordingRefusal | null | undefined
  /** Set when the browser requires a user gesture before it plays sound. */
  onPlaySound: (() => void) | null
}

/** The cockpit: the lesson in the middle, towns along the edge, one row of controls. */
export function Cockpit({ lesson, client, snapshot, situation, recordingRefusal, onPlaySound }: Props) {
  const { t } = useTranslation('teach')
  const [tool, setTool] = useState<SlideTool>({ kind: 'none' })
  return (
    <div className="dark flex min-h-dvh flex-col bg-ink text-birch lg:h-dvh">
      <CockpitBar lesson={lesson} client={client} snapshot={snapshot} situation={situation} />
      {onPlaySound && (
        <button type="button" className="button m-3" onClick={onPlaySound}>
          <Pictogram name="sound" />
          {t('lesson:soundBlocked')}
        </button>
      )}
      <div className="grid min-h-0 flex-1 gap-3 p-3 lg:grid-cols-[minmax(0,6fr)_minmax(0,4fr)_20rem]">
        <div className="@container flex min-h-0 flex-col gap-3 lg:overflow-y-auto">
          <CockpitStage client={client} snapshot={snapshot} tool={tool} />
          <SlideTray
            lessonId={lesson.lessonId}
            slide={snapshot.live.slide}
            tool={tool}
            onTool={setTool}
            onShow={(slide) => void client.act('slide:show', { slide })}
            onClear={() => void client.act('stroke:clear', {})}
          />
        </div>
        <Towns client={client} snapshot={snapshot} />
        <SidePanel lessonId={lesson.lessonId} client={client} snapshot={snapshot} />
      </div>
      <CockpitControls client={client} snapshot={snapshot} recordingRefusal={recordingRefusal} />
    </div>
  )
}
