import type {
  ChatMessage,
  ChatMode,
  HandRaised,
  LaneMode,
  LiveView,
  QuestionAsked,
  SeatId,
  SlideShown,
  Stroke,
} from '@/protocol/live-view'
import type { Subject } from '@/protocol/subject'

/** Who something happens to, with what others may be told of her. */
export type Seated = { seatId: SeatId; displayName: string; town: string }

/** Everything that can change a live lesson. Times are the media server's, in epoch ms. */
export type LiveEvent =
  | { type: 'lesson-started'; atMs: number; suspendAfterMs: number }
  | { type: 'lesson-ended' }
  | { type: 'break-started'; atMs: number; untilMs: number | null }
  | { type: 'break-ended' }
  | { type: 'communicator-lost'; atMs: number }
  | { type: 'communicator-back' }
  | { type: 'lesson-suspended' }
  | { type: 'seat-entered'; seatId: SeatId }
  /** How a seat is called from now on, wherever it is named. */
  | { type: 'seat-named'; seatId: SeatId; displayName: string }
  | { type: 'seat-left'; seatId: SeatId }
  | { type: 'room-left'; room: LiveView['left'][number] }
  | { type: 'seat-removed'; seatId: SeatId }
  | { type: 'floor-given'; seated: Seated }
  | { type: 'floor-taken'; seatId: SeatId }
  | { type: 'hand-raised'; hand: HandRaised }
  | { type: 'hand-lowered'; seatId: SeatId }
  | { type: 'sign-sent'; sign: LiveView['signs'][number] }
  | { type: 'slide-shown'; slide: SlideShown | null }
  | { type: 'mark-added'; stroke: Stroke }
  | { type: 'marks-cleared' }
  | { type: 'lane-joined'; language: string; seatId: SeatId }
  | { type: 'lane-left'; seatId: SeatId }
  | { type: 'lane-taken'; seatId: SeatId }
  | { type: 'lane-sounding'; seatId: SeatId; isSounding: boolean }
  | { type: 'lane-chosen'; seatId: SeatId; language: string | null }
  | { type: 'lane-mode-set'; mode: LaneMode }
  | { type: 'question-opened'; asked: QuestionAsked }
  | { type: 'question-answered'; seated: Seated; subject: Subject; choices: number[] | null; counts: number[] | null }
  | { type: 'question-closed' }
  | { type: 'question-shown'; isShown: boolean }
  | { type: 'question-dismissed' }
  | { type: 'chat-mode-set'; mode: ChatMode }
  | { type: 'chat-written'; message: ChatMessage }
  | { type: 'groups-opened'; groups: Seated[][]; endsAtMs: number | null }
  | { type: 'group-placed'; seated: Seated; group: number }
  | { type: 'group-visited'; seatId: SeatId; group: number | null }
  | { type: 'group-called'; group: number }
  | { type: 'groups-closed' }
  | { type: 'door-locked'; isLocked: boolean }
  | { type: 'door-waited'; visitor: LiveView['door']['waiting'][number] }
  | { type: 'door-left'; seatId: SeatId }
  | { type: 'seat-muted'; seatId: SeatId; isMuted: boolean }
  | { type: 'camera-stopped'; seatId: SeatId; isStopped: boolean }
  | { type: 'room-heard'; seatId: SeatId; atMs: number }
  | { type: 'recording-set'; recording: LiveView['recording'] }
