'use client'

import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { nextTab } from '@/app/_components/next-tab'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { useOwnDevices } from '@/app/_lesson/use-own-devices'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { RecordingRefusal } from '@/services/recordings/may-record'

import { FootBubble, type BubbleName } from './foot-bubble'
import { PANEL_NAMES, PANELS, type Panel } from './panels'
import type { useRecording } from './use-recording'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  devices: ReturnType<typeof useOwnDevices>
  recording: ReturnType<typeof useRecording>
  recordingRefusal: RecordingRefusal | null | undefined
  panel: Panel
  onPanel: (panel: Panel) => void
}

/** In narrow windows these stand behind one button. */
const LATE: readonly Panel[] = ['groups', 'channels', 'chat']

/** One row of controls: the own devices, the panels of the desk, and what happens once in a lesson. */
export function CockpitFoot({ client, snapshot, devices, recording, recordingRefusal, panel, onPanel }: Props) {
  const { t } = useTranslation('teach')
  const [bubble, setBubble] = useState<BubbleName | null>(null)
  const waiting = useWaiting(snapshot, panel)
  const { camera, microphone, 'screen-share': screen } = snapshot.sending
  const voiceTrouble = useVoiceTrouble(snapshot)
  const isOn = microphone !== undefined && !microphone.isMuted && !voiceTrouble
  const voiceWord = voiceTrouble
    ? 'lesson:floor.notHeard'
    : isOn
      ? 'controls.microphoneIsOn'
      : 'controls.microphoneIsOff'
  const toggle = (name: BubbleName) => setBubble(bubble === name ? null : name)
  const choose = (next: Panel) => {
    setBubble(null)
    onPanel(next)
  }
  return (
    <footer data-region="controls" aria-label={t('controls.title')} className="ck-foot">
      <Control
        name="microphone"
        picture={isOn ? 'microphone' : 'microphone-off'}
        word={t(voiceWord)}
        tone={isOn ? 'is-well' : 'is-off'}
        isSolid={isOn}
        onPress={devices.toggleMicrophone}
      />
      <Control
        name="camera"
        picture={camera ? 'camera' : 'camera-off'}
        word={camera ? t('controls.cameraIsOn') : t('controls.cameraIsOff')}
        tone={camera ? 'is-well' : ''}
        isSolid={camera !== undefined}
        onPress={devices.toggleCamera}
      />
      <Control
        name="share"
        picture="share"
        word={screen ? t('share.on') : t('share.start')}
        tone={screen ? 'is-sharing' : ''}
        onPress={devices.toggleScreen}
      />
      <Control
        name="mute-all"
        picture="microphone-off"
        word={t('controls.muteAll')}
        onPress={() => void client.act('member:mute-all', {})}
      />
      <span className="is-bar" />
      <Tabs {...{ panel, waiting }} onPanel={choose} />
      <Control
        name="more"
        picture="dots"
        word={t('controls.more')}
        tone={`is-more ${bubble === 'more' || LATE.includes(panel) ? 'is-on' : ''}`}
        count={LATE.reduce((sum, one) => sum + waiting[one], 0)}
        isExpanded={bubble === 'more'}
        onPress={() => toggle('more')}
      />
      <span className="is-gap" />
      {!snapshot.live.lesson.breakTime && (
        <Control
          name="break"
          picture="cup"
          word={t('break.start')}
          isExpanded={bubble === 'break'}
          onPress={() => toggle('break')}
        />
      )}
      {recordingRefusal !== undefined && (
        <Control
          name="record"
          picture="record"
          word={recording.recording ? t('record.now') : t('record.start')}
          tone={`is-late ${recording.recording ? 'is-recording' : ''}`}
          isSolid={recording.recording !== null}
          isExpanded={bubble === 'record'}
          onPress={() => toggle('record')}
        />
      )}
      <span className="is-bar" />
      <Control
        name="end"
        picture="stop"
        word={t('controls.endShort')}
        label={t('controls.end')}
        tone="is-end"
        isExpanded={bubble === 'end'}
        onPress={() => toggle('end')}
      />
      {bubble && (
        <FootBubble
          name={bubble}
          client={client}
          recording={recording}
          recordingRefusal={recordingRefusal}
          late={LATE}
          onBubble={setBubble}
          onPanel={choose}
          onClose={() => {
            setBubble(null)
            document.querySelector<HTMLElement>(`footer [data-control=${bubble}]`)?.focus()
          }}
        />
      )}
    </footer>
  )
}

/** How much waits behind each panel's button. */
function useWaiting({ live }: LessonSnapshot, panel: Panel): Record<Panel, number> {
  const [readMessages, setReadMessages] = useState(0)
  const messages = live.chat.messages.length
  if (panel === 'chat' && readMessages !== messages) setReadMessages(messages)
  return {
    hands: live.hands.length,
    people: live.waitingRoom.waiting.length,
    question: live.question?.isOpen ? live.question.answered : 0,
    groups: live.groups?.helpFrom.length ?? 0,
    channels: live.channels.list.filter((channel) => !channel.isHeard).length,
    chat: Math.max(0, messages - readMessages),
  }
}

type TabsProps = { panel: Panel; waiting: Record<Panel, number>; onPanel: (panel: Panel) => void }

function Tabs({ panel, waiting, onPanel }: TabsProps) {
  const { t } = useTranslation('teach')
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextTab(event, PANEL_NAMES, panel)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    onPanel(next)
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={t('panel.title')}>
      {PANEL_NAMES.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          aria-selected={one === panel}
          aria-controls="panel"
          tabIndex={one === panel ? 0 : -1}
          className={`ck-control ${one === panel ? 'is-on' : ''} ${LATE.includes(one) ? 'is-late' : ''}`}
          onClick={() => onPanel(one)}
          onKeyDown={onKeyDown}
        >
          <Pictogram name={PANELS[one]} size={26} />
          <span>{t(`panel.${one}`)}</span>
          {waiting[one] > 0 && (
            <bdi translate="no" className="is-count">
              {waiting[one]}
            </bdi>
          )}
        </button>
      ))}
    </div>
  )
}

type ControlProps = {
  name: string
  picture: PictogramName
  word: string
  label?: string
  tone?: string
  count?: number
  isSolid?: boolean
  isExpanded?: boolean
  onPress: () => void
}

function Control({ name, picture, word, label, tone = '', count = 0, isSolid, isExpanded, onPress }: ControlProps) {
  return (
    <button
      type="button"
      data-control={name}
      className={`ck-control ${tone} ${isExpanded ? 'is-on' : ''}`}
      aria-label={label}
      aria-expanded={isExpanded}
      onClick={onPress}
    >
      <Pictogram name={picture} size={26} isSolid={isSolid ?? false} />
      <span>{word}</span>
      {count > 0 && (
        <bdi translate="no" className="is-count">
          {count}
        </bdi>
      )}
    </button>
  )
}
