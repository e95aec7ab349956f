'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import { SituationTime } from '@/app/_lesson/situation-time'
import { SlideView } from '@/app/_lesson/slides/slide-view'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { stageOf } from '@/lesson-client/state/stage-of'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { HeardSign } from './heard-sign'
import { peopleOf } from './people-of'
import { ScreenFoot } from './screen-foot'
import { ScreenPerson, ShownPicture } from './screen-person'
import { ScreenQuestion } from './screen-question'

type Props = {
  situation: Situation
  snapshot: LessonSnapshot
  lesson: MyLesson
  onSize: (consumerId: string, layer: number | null) => void
}

const WIDE = 16 / 9
/** Beside this many people the column has no room for more than their names. */
const ROOMY = 1

/**
 * The page flush in its corner, people beside it and words beneath it, all as shares of the screen's height. Without a
 * page the communicator has the whole width; a question and a break have it too.
 */
export function ScreenStage({ situation, snapshot, lesson, onSize }: Props) {
  const { t } = useTranslation('screen')
  const [ratio, setRatio] = useState(WIDE)
  const { slide, strokes, question } = snapshot.live
  const { screen } = stageOf(snapshot)
  const people = peopleOf(snapshot, lesson.communicatorName)
  const isBreak = situation === 'break'
  const hasPage = !isBreak && !question && (screen !== undefined || slide !== null)
  const column = question || isBreak ? [] : hasPage ? people.column : people.besideMain
  const onFloor = snapshot.peers.filter((peer) => peer.hasFloor)
  const shape = hasPage && !screen ? ratio : WIDE
  // A narrow page leaves the foot wide enough for its words; the page keeps its shape within.
  const pageWidth = `max(min(80vw, ${80 * shape}vh), min(80vw, 100vh))`
  const isRoomy = column.length <= ROOMY && hasPage
  return (
    <div
      className="grid size-full"
      style={
        column.length > 0
          ? {
              gridTemplateColumns: `${pageWidth} minmax(0, 1fr)`,
              gridTemplateRows: `min(80vh, ${pageWidth} / ${shape}) minmax(0, 1fr)`,
            }
          : { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'minmax(0, 1fr) 20vh' }
      }
    >
      <p role="status" aria-live="polite" className="sr-only">
        {onFloor.length > 0 && t('lesson:speaking', { name: onFloor.map((peer) => peer.displayName).join(', ') })}
      </p>
      {question ? (
        <ScreenQuestion question={question} />
      ) : isBreak ? (
        <BreakTime snapshot={snapshot} />
      ) : hasPage ? (
        <div data-region="page" className="relative min-h-0 min-w-0 overflow-hidden bg-night">
          {screen ? (
            <ShownPicture
              picture={{
                ...{ track: screen.track.track, consumerId: screen.track.consumerId },
                ...{ of: 'screen', label: t('lesson:screen') },
              }}
              fit="contain"
              onSize={onSize}
            />
          ) : (
            slide && (
              <SlideView
                slide={slide}
                widthClass="large"
                strokes={strokes}
                pointer={snapshot.pointer}
                onRatio={setRatio}
              />
            )
          )}
        </div>
      ) : people.main.picture ? (
        <div data-region="picture" className="relative min-h-0 min-w-0 overflow-hidden bg-night">
          <ShownPicture picture={people.main.picture} onSize={onSize} />
        </div>
      ) : (
        <div className="flex min-h-0 flex-col items-center justify-center gap-[3vh] bg-night p-[4vh] text-center">
          <Pictogram name={people.main.sign} className="size-[24vh] text-mist" />
          <h1 data-text="sentence" className="text-[7vh] leading-[1.25] font-bold">
            {lesson.themePart ? (
              t(`common:themePart.${lesson.themePart}`)
            ) : (
              <bdi translate="no">{lesson.groupName}</bdi>
            )}
          </h1>
          <p data-text="name" className="text-[5vh] leading-[1.25] text-mist">
            <bdi translate="no">{people.main.name}</bdi>
          </p>
        </div>
      )}
      {column.length > 0 && (
        <div data-region="people" className="@container row-span-2 flex min-h-0 min-w-0 flex-col bg-night">
          <ul className={`flex min-h-0 flex-col @min-[39vw]:flex-row ${isRoomy ? 'h-[58vh]' : 'flex-1'}`}>
            {column.map((person) => (
              <ScreenPerson key={person.key} person={person} isTight={isRoomy || column.length > 2} onSize={onSize} />
            ))}
          </ul>
          {isRoomy && (
            <>
              <p className="flex shrink-0 items-center gap-[1.8vh] px-[1.8vh] py-[3vh] text-[5vh] leading-none font-bold text-mist">
                <Pictogram name="check" className="size-[6vh]" />
                <bdi translate="no" className="tabular-nums">
                  {formatTime(lesson.endsAtMs)}
                </bdi>
              </p>
              <HeardSign snapshot={snapshot} className="mt-auto bg-dusk px-[1.8vh] py-[2vh]" />
            </>
          )}
        </div>
      )}
      <ScreenFoot {...{ situation, snapshot, lesson }} saysHeard={!isRoomy && !question} />
    </div>
  )
}

/** The minutes left are the picture of a break. */
function BreakTime({ snapshot }: { snapshot: LessonSnapshot }) {
  return (
    <div className="flex min-h-0 flex-col items-center justify-center gap-[3vh] bg-night">
      <Pictogram name="cup" className="size-[20vh]" />
      <p className="text-[24vh] leading-none font-bold tabular-nums">
        <SituationTime situation="break" snapshot={snapshot} />
      </p>
    </div>
  )
}
