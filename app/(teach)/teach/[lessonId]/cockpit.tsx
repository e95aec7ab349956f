'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { SlideTool } from '@/app/_lesson/slides/slide-types'
import { useEarcons } from '@/app/_lesson/use-earcons'
import { useOwnDevices } from '@/app/_lesson/use-own-devices'
import { useSwitch } from '@/app/_lesson/use-switch'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import type { RecordingRefusal } from '@/services/recordings/may-record'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import './cockpit.css'
import './cockpit-stage.css'
import './cockpit-rooms.css'
import './cockpit-desk.css'
import './cockpit-foot.css'
import './cockpit-sizes.css'
import { CockpitFoot } from './cockpit-foot'
import { CockpitHead } from './cockpit-head'
import { useCockpitKeys, type KeyCommand } from './cockpit-keys'
import { CockpitSheets, type SheetName } from './cockpit-sheets'
import { CockpitStage } from './cockpit-stage'
import { Desk } from './desk'
import { PANEL_NAMES, type Panel } from './panels'
import { Rooms } from './rooms'
import { nextPen, nextPointer } from './slides/slide-tools'
import { useDeck } from './slides/use-deck'
import { useStrokes } from './slides/use-strokes'
import { useWantedSlide } from './slides/use-wanted-slide'
import { StageTools } from './stage-tools'
import { StageTray } from './stage-tray'
import { useRecording } from './use-recording'
import { useStillHands } from './use-still-hands'

type Props = {
  lesson: MyLesson
  /** The names of the classrooms that take part by the plan. */
  planned: readonly string[]
  client: LessonClient
  snapshot: LessonSnapshot
  situation: Situation
  recordingRefusal: RecordingRefusal | null | undefined
  /** Set when the browser requires a user gesture before it plays sound. */
  onPlaySound: (() => void) | null
}

const NO_TOOL: SlideTool = { kind: 'none' }
const FOCUSABLE = 'button:not(:disabled):not([tabindex="-1"]), a[href], input, select, textarea, summary'

/** The cockpit: what everybody sees and what acts on it, the classrooms, the desk, and one row of controls. */
export function Cockpit(props: Props) {
  const { lesson, planned, client, situation, recordingRefusal, onPlaySound } = props
  const { t } = useTranslation('teach')
  const { seen: turned, show } = useWantedSlide({
    snapshot: props.snapshot,
    onShow: (slide) => client.act('slide:show', { slide }),
  })
  const { seen: snapshot, draw, wipe } = useStrokes(client, turned)
  const [tool, setTool] = useState<SlideTool>(NO_TOOL)
  const [panel, setPanel] = useState<Panel>('hands')
  const [sheet, setSheet] = useState<SheetName | null>(null)
  const [isTall, setTall] = useState(false)
  const [areKeysOn, setKeysOn] = useSwitch('cockpit-keys')
  const [isHandHeard, setHandHeard] = useSwitch('hand-sound')
  useEarcons(snapshot, { isOn: isHandHeard })
  const devices = useOwnDevices(client, snapshot)
  const recording = useRecording(client, snapshot)
  const { lessonId } = lesson
  const { slide } = snapshot.live
  const deck = useDeck({ lessonId, slide, onShow: show })
  const choosePanel = (next: Panel) => {
    setPanel(next)
    setSheet(null)
    if (next === 'hands') setTall(false)
  }
  const addFile = (file: File) => {
    setSheet('documents')
    void deck.add(file)
  }
  const toggleSheet = (name: SheetName) => setSheet(sheet === name ? null : name)

  const [isHeld, setHeld] = useState(false)
  const hands = useStillHands(snapshot.live, isHeld)
  const setFloor = (memberId: string | undefined, given: boolean) => {
    if (memberId !== undefined) void client.act('floor:set', { memberId, given })
  }
  const layDown = () => {
    if (sheet !== null) setSheet(null)
    else if (isTall) setTall(false)
    else setTool(NO_TOOL)
  }
  const toPage = (asked: number | 'first' | 'last') => {
    if (slide) deck.goTo(asked === 'first' ? 1 : asked === 'last' ? slide.slideCount : asked)
  }
  const obey = (command: KeyCommand) => {
    const acts: Record<KeyCommand['kind'], () => void> = {
      turn: () => command.kind === 'turn' && deck.turn(command.by),
      page: () => command.kind === 'page' && toPage(command.slideNumber),
      panel: () => command.kind === 'panel' && choosePanel(PANEL_NAMES[command.at] ?? 'hands'),
      region: () => command.kind === 'region' && focusRegion(command.by),
      black: deck.toggleBlack,
      pointer: () => slide && setTool(nextPointer(tool)),
      draw: () => slide && setTool(nextPen(tool)),
      wipe: () => slide && wipe(slide),
      'lay-down': layDown,
      microphone: devices.toggleMicrophone,
      camera: devices.toggleCamera,
      'mute-all': () => void client.act('member:mute-all', {}),
      give: () => setFloor(hands[0]?.memberId, true),
      take: () => setFloor(snapshot.peers.find((peer) => peer.hasFloor)?.memberId, false),
      full: () => void toggleFullScreen(),
      keys: () => toggleSheet('keys'),
    }
    acts[command.kind]()
  }
  useCockpitKeys(areKeysOn, obey)

  return (
    <div className="cockpit dark">
      <a
        className="sr-only ck-skip"
        href="#panel"
        onClick={(event) => {
          event.preventDefault()
          choosePanel('hands')
          document.querySelector<HTMLElement>('[data-region=desk] button')?.focus()
        }}
      >
        {t('toHands')}
      </a>
      <CockpitHead {...{ lesson, snapshot, situation }} onSheet={toggleSheet} />
      <main className="ck-lesson">
        <div className="ck-show">
          <CockpitStage
            {...{ client, snapshot, tool, onPlaySound }}
            onStroke={draw}
            onFile={deck.isStaff ? addFile : null}
          />
          <StageTools
            {...{ client, snapshot, deck, tool }}
            onWipe={wipe}
            onTool={setTool}
            onDocuments={() => toggleSheet('documents')}
            onPages={() => toggleSheet('pages')}
            onShare={devices.toggleScreen}
          />
          <StageTray deck={deck} snapshot={snapshot} />
        </div>
        <div className={`ck-people ${isTall ? 'is-tall' : ''}`}>
          <Rooms client={client} snapshot={snapshot} planned={planned} />
          <div className="relative grid min-h-0">
            <Desk
              {...{ client, snapshot, panel, hands, isTall }}
              lessonId={lessonId}
              alerts={[...devices.problems.map((problem) => t(problem)), ...recording.alerts]}
              onTall={setTall}
              onHeld={setHeld}
            />
            <CockpitSheets
              {...{ client, snapshot, deck, areKeysOn, isHandHeard }}
              open={sheet}
              onKeysOn={setKeysOn}
              onHandHeard={setHandHeard}
              onOpen={setSheet}
              onClose={() => setSheet(null)}
            />
          </div>
        </div>
      </main>
      <CockpitFoot {...{ client, snapshot, devices, recording, recordingRefusal, panel }} onPanel={choosePanel} />
    </div>
  )
}

/** Moves the focus to the first control of the next region that has one. */
function focusRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  for (let step = 1; step <= regions.length; step += 1) {
    const index = at === -1 ? (by === 1 ? step - 1 : regions.length - step) : at + by * step
    const region = regions[(index + regions.length) % regions.length]
    const first = [...(region?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].find((one) => one.offsetParent !== null)
    if (first) {
      first.focus()
      return
    }
  }
}

async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await document.documentElement.requestFullscreen?.()
}
