'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { SlideTool } from '@/app/_lesson/slides/slide-types'
import type { QuestionView, SlideShown } from '@/domain/live-lesson/view'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { BreakClock } from './cockpit-stage'
import { shownOn } from './shown-on-stage'
import { SlideTools, Tool } from './slides/slide-tools'
import type { Deck } from './slides/use-deck'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  deck: Deck
  tool: SlideTool
  onTool: (tool: SlideTool) => void
  onWipe: (slide: SlideShown) => void
  onDocuments: () => void
  onPages: () => void
  onShare: () => void
}

const PROLONG_MINUTES = 5

/** What acts on the stage, by what is on it. */
export function StageTools({ client, snapshot, deck, tool, onTool, onWipe, onDocuments, onPages, onShare }: Props) {
  const { t } = useTranslation('teach')
  const { slide, question } = snapshot.live
  const shown = shownOn(snapshot)
  const documents = (
    <Tool
      name="documents"
      picture="slide"
      word={t('slides:title')}
      className={deck.upload.kind === 'working' ? 'is-loading' : ''}
      onPress={onDocuments}
    />
  )
  return (
    <div role="group" data-region="tools" aria-label={t('toolsLabel')} className="ck-tools">
      {shown.kind === 'question' && question && <QuestionTools {...{ client, question, slide: deck.slide }} />}
      {shown.kind === 'break' && <BreakTools client={client} snapshot={snapshot} />}
      {shown.kind === 'page' && slide && (
        <>
          <SlideTools {...{ slide, deck, tool, onTool }} onClear={() => onWipe(slide)} />
          {documents}
          <Tool name="pages" picture="list" word={t('slides:pages')} className="is-pages" onPress={onPages} />
        </>
      )}
      {(shown.kind === 'own-screen' || shown.kind === 'screen') && (
        <>
          <p className="is-said">{shown.kind === 'screen' ? t('lesson:screen') : t('share.on')}</p>
          <span className="is-gap" />
          {shown.kind === 'own-screen' && (
            <button type="button" data-control="share-stop" className="ck-tool is-main" onClick={onShare}>
              <Pictogram name="cross" />
              {t('share.stop')}
            </button>
          )}
          {documents}
        </>
      )}
      {(shown.kind === 'self' || shown.kind === 'person') && (
        <>
          <p className="is-said">{shown.kind === 'person' ? shown.picture.peer?.displayName : t('youLarge')}</p>
          <span className="is-gap" />
          <Tool name="share-here" picture="share" word={t('share.start')} onPress={onShare} />
          <button type="button" data-control="documents" className="ck-tool is-main" onClick={onDocuments}>
            <Pictogram name="slide" />
            {t('showDocument')}
          </button>
        </>
      )}
    </div>
  )
}

type QuestionProps = { client: LessonClient; question: QuestionView; slide: Deck['slide'] }

function QuestionTools({ client, question, slide }: QuestionProps) {
  const { t } = useTranslation('teach')
  return (
    <>
      <p className="is-said">{question.isOpen ? t('question.everybodySees') : t('question.closed')}</p>
      <span className="is-gap" />
      {question.isOpen && (
        <Tool
          name="question-close"
          picture="lock"
          word={t('question.close')}
          onPress={() => void client.act('question:close', {})}
        />
      )}
      <Tool
        name="question-show"
        picture="chart"
        word={question.isShown ? t('question.hide') : t('question.show')}
        isOn={question.isShown}
        onPress={() => void client.act('question:show', { isShown: !question.isShown })}
      />
      <button
        type="button"
        data-control="question-done"
        className="ck-tool is-main"
        onClick={() => void client.act('question:dismiss', {})}
      >
        <Pictogram name="check" />
        <span>{slide ? t('question.backTo', { slideNumber: slide.slideNumber }) : t('question.done')}</span>
      </button>
    </>
  )
}

function BreakTools({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  return (
    <>
      <p role="status" className="is-said font-bold">
        {t('break.now')}{' '}
        <span aria-hidden="true">
          <BreakClock snapshot={snapshot} />
        </span>
      </p>
      <span className="is-gap" />
      <Tool
        name="break-prolong"
        picture="clock"
        word={t('break.prolong', { count: PROLONG_MINUTES })}
        onPress={() =>
          void client.act('break:prolong', {
            minutes: PROLONG_MINUTES,
            fromMs: snapshot.live.lesson.breakTime?.untilMs ?? null,
          })
        }
      />
      <button
        type="button"
        data-control="break-end"
        className="ck-tool is-main"
        onClick={() => void client.act('break:end', {})}
      >
        <Pictogram name="play" />
        {t('controls.goOn')}
      </button>
    </>
  )
}
