import * as z from 'zod'

import { LANGUAGES_OF } from '@/domain/languages'
import { MAX_IMAGE_BYTES, MAX_SLIDES } from '@/domain/materials/limits'
import { line } from '@/protocol/bounded'
import {
  cardAnswer,
  checkAnswer,
  eventsAnswer,
  isWell,
  marksAnswer,
  materialAnswer,
  materialContentsAnswer,
  materialsAnswer,
} from '@/protocol/http-answers'
import {
  minutesAnswer,
  notesAnswer,
  nothingTold,
  pageAnswer,
  partsAnswer,
  recordingAddressAnswer,
  rollAnswer,
  ticketAnswer,
} from '@/protocol/http-answers'
import { lateWorkAnswer } from '@/protocol/late-work'
import { mediaEventsBatch } from '@/protocol/media-events'
import { NODE_REPORT_MAX_BYTES, nodeAssignments, nodeReport } from '@/protocol/media-node'
import { operations } from '@/protocol/operations'
import { openInvitationInput } from '@/services/access/open-invitation'
import { openPersonLinkInput } from '@/services/access/open-person-link'
import { countMyMinutesInput } from '@/services/attendance/count-my-minutes'
import { findByCardInput } from '@/services/attendance/find-by-card'
import { getRollInput } from '@/services/attendance/get-roll'
import { takeRollInput } from '@/services/attendance/take-roll'
import { recordClassroomCheckInput } from '@/services/checks/record-classroom-check'
import { materialId, staffId } from '@/services/ids'
import { joinLessonInput } from '@/services/tickets/join-lesson'
import { findSlideInput } from '@/services/materials/find-slide'
import { listMaterialsInput } from '@/services/materials/list-materials'
import { saveSlideInput } from '@/services/materials/save-slide'
import { saveSlideNoteInput } from '@/services/materials/save-slide-note'
import { startMaterialInput } from '@/services/materials/start-material'
import { findRecordingInput } from '@/services/recordings/find-recording'

import { KILOBYTE, type Contract, type Method } from './http-contract'
import { OFFICE_HTTP_API } from './office-http-api'
import { SIGN_IN_API } from './sign-in-api'

const TAB_MARK_MAX = 64
const TEACHES = 'the communicator of the lesson'
const READS = 'participants, communicator, hosts, screens and guests of the lesson'
const TAKES_ROLL = 'hosts of the site, coordinators and administrators of its municipality'
const ofMaterial = z.strictObject({ materialId })
const secret = 'holders of its secret'

/** Every HTTP route that is not a page, by method and path. Routes parse and respond with it; docs/http-api.md is generated from it. */
export const HTTP_API = {
  'GET /api/live': {
    name: 'live',
    says: 'Whether the process is running.',
    who: 'everybody',
    answer: isWell,
    isBare: true,
  },
  'GET /api/ready': {
    name: 'ready',
    says: 'Whether this web app can serve pages: 200, otherwise 503.',
    who: 'everybody',
    answer: isWell,
    isBare: true,
  },
  'GET /api/health': {
    name: 'health',
    says: 'Whether every part is healthy: 200, otherwise 503.',
    who: 'everybody',
    answer: partsAnswer,
    isBare: true,
  },
  ...SIGN_IN_API,
  'POST /api/language': {
    name: 'choose-language',
    says: 'Remembers the language on this device.',
    who: 'everybody',
    body: z.union([
      z.strictObject({
        set: z.literal('participant').default('participant'),
        language: z.enum(LANGUAGES_OF.participant),
      }),
      // The office's choice applies only to its pages, and only to their languages.
      z.strictObject({ set: z.literal('office'), language: z.enum(LANGUAGES_OF.office) }),
    ]),
    maxBytes: 256,
    answer: nothingTold,
  },
  'POST /api/device': {
    name: 'this-device',
    says: 'Remembers the participant of a tab on this device for a year, or forgets everybody on it.',
    who: 'everybody',
    body: z.discriminatedUnion('isOwn', [
      z.strictObject({ isOwn: z.literal(true), tabMark: line(TAB_MARK_MAX) }),
      z.strictObject({ isOwn: z.literal(false) }),
    ]),
    maxBytes: 256,
    answer: nothingTold,
  },
  'POST /api/pairing': {
    name: 'start-pairing',
    says: 'Gives a new screen its pairing code, and its secret as a cookie.',
    who: 'everybody',
    answer: nothingTold,
  },
  'POST /api/person-session': {
    name: 'open-link',
    says: 'Signs a participant in with a personal link.',
    who: secret,
    body: openPersonLinkInput,
    maxBytes: KILOBYTE,
    answer: nothingTold,
  },
  'POST /api/guest-session': {
    name: 'open-invitation',
    says: 'Opens an invitation to a lesson.',
    who: secret,
    body: openInvitationInput,
    maxBytes: KILOBYTE,
    answer: nothingTold,
  },
  'POST /api/ticket': {
    name: 'ticket',
    says: 'Issues a ticket for a lesson.',
    who: 'actors who may join it, in their role',
    body: joinLessonInput.extend({
      as: z.enum(['person', 'endpoint', 'staff', 'guest']),
      /** The participant that the page began as. */
      personId: z.uuid().optional(),
    }),
    maxBytes: KILOBYTE,
    answer: ticketAnswer,
  },
  'GET /api/minutes': {
    name: 'count-minutes',
    says: 'For how many minutes the participant has been in a lesson, as far as it is known.',
    who: 'participants of the lesson',
    query: countMyMinutesInput.extend({
      /** The participant that the page began as. */
      personId: z.uuid(),
    }),
    answer: minutesAnswer,
  },
  'POST /api/check': {
    name: 'start-check',
    says: 'Issues a ticket for a check of devices and network.',
    who: 'participants and paired screens',
    body: z.strictObject({ as: z.enum(['person', 'endpoint']) }),
    maxBytes: KILOBYTE,
    answer: ticketAnswer,
  },
  'POST /api/classroom-checks': {
    name: 'record-classroom-check',
    says: 'Stores the result of a classroom check.',
    who: 'paired screens',
    body: recordClassroomCheckInput,
    maxBytes: 16 * KILOBYTE,
    answer: checkAnswer,
  },
  'GET /api/roll': {
    name: 'get-roll',
    says: 'The roll of a site in a lesson: its people, their marks, and whose turn the rounds are.',
    who: TAKES_ROLL,
    query: getRollInput,
    answer: rollAnswer,
  },
  'POST /api/roll': {
    name: 'take-roll',
    says: 'Takes marks of the roll, and says of each what became of it. A mark that is sent twice is one.',
    who: TAKES_ROLL,
    /** `staffId`: who made the marks. They wait on the device until that member of staff is signed in. */
    body: takeRollInput.extend({ staffId }),
    maxBytes: 128 * KILOBYTE,
    answer: marksAnswer,
  },
  'POST /api/roll/cards': {
    name: 'find-by-card',
    says: 'The person whose card was scanned, and what the scan means now.',
    who: TAKES_ROLL,
    body: findByCardInput,
    maxBytes: KILOBYTE,
    answer: cardAnswer,
  },
  'GET /api/operations': {
    name: 'watch-operations',
    says: 'Media nodes and lessons at this moment.',
    who: 'administrators and coordinators',
    answer: operations,
    shape: 'protocol/operations.ts',
  },
  'GET /api/late-work': {
    name: 'count-late-work',
    says: 'How many things of the worklist are late.',
    who: 'administrators, coordinators, case officers and communicators',
    answer: lateWorkAnswer,
  },
  'GET /api/materials': {
    name: 'list-materials',
    says: 'The materials of a lesson.',
    who: `${TEACHES}, and a substitute in it`,
    query: listMaterialsInput,
    answer: materialsAnswer,
  },
  'POST /api/materials': {
    name: 'start-material',
    says: 'Begins an upload.',
    who: TEACHES,
    body: startMaterialInput,
    maxBytes: 4 * KILOBYTE,
    answer: materialAnswer,
  },
  'GET /api/materials/[materialId]': {
    name: 'get-material',
    says: 'The contents of a material, with the text of each slide.',
    who: READS,
    params: ofMaterial,
    answer: materialContentsAnswer,
  },
  'DELETE /api/materials/[materialId]': {
    name: 'remove-material',
    says: 'Deletes a material, finished or not.',
    who: TEACHES,
    params: ofMaterial,
    answer: materialAnswer,
  },
  'POST /api/materials/[materialId]/complete': {
    name: 'complete-material',
    says: 'Makes a material visible to its lesson, once all slides are uploaded.',
    who: TEACHES,
    params: ofMaterial,
    answer: materialAnswer,
  },
  'GET /api/materials/[materialId]/notes': {
    name: 'list-slide-notes',
    says: "The communicator's own notes.",
    who: TEACHES,
    params: ofMaterial,
    answer: notesAnswer,
  },
  'PUT /api/materials/[materialId]/notes': {
    name: 'save-slide-note',
    says: 'Saves the note of a slide; an empty one is deleted.',
    who: TEACHES,
    params: ofMaterial,
    body: saveSlideNoteInput.omit({ materialId: true }),
    maxBytes: 16 * KILOBYTE,
    answer: pageAnswer,
  },
  'PUT /api/materials/[materialId]/slides/[slideNumber]': {
    name: 'save-slide',
    says: 'Saves a slide: its image in two widths and its text.',
    who: TEACHES,
    params: ofMaterial.extend({ slideNumber: z.coerce.number().int().min(1).max(MAX_SLIDES) }),
    body: saveSlideInput.omit({ materialId: true, slideNumber: true }),
    isForm: true,
    /** Two images, the text of the slide, and the form's overhead. */
    maxBytes: 2 * MAX_IMAGE_BYTES + 64 * KILOBYTE,
    answer: pageAnswer,
  },
  'GET /api/materials/[materialId]/slides/[slideNumber]/[widthClass]': {
    name: 'get-slide',
    says: 'The image of a slide in one width, as WebP.',
    who: READS,
    params: findSlideInput,
    answer: 'file',
  },
  'GET /api/recordings/[recordingId]/address': {
    name: 'open-recording',
    says: "A fresh address for a recording's file.",
    who: 'actors who may watch it',
    params: findRecordingInput,
    answer: recordingAddressAnswer,
  },
  'GET /api/pdf-data/[kind]/[file]': {
    name: 'pdf-data',
    says: 'Fonts, character maps and decoders that a PDF may need and does not embed.',
    who: 'everybody',
    params: z.strictObject({
      kind: z.enum(['cmaps', 'standard_fonts', 'wasm', 'iccs']),
      file: z.string().regex(/^[\w-]+\.(bcmap|pfb|ttf|wasm|icc|js)$/),
    }),
    answer: 'file',
  },
  ...OFFICE_HTTP_API,
  'POST /api/media-nodes': {
    name: 'record-node-report',
    says: 'A media node reports its state and receives the decisions about its lessons.',
    who: 'media nodes, by their signature',
    body: nodeReport,
    maxBytes: NODE_REPORT_MAX_BYTES,
    answer: nodeAssignments,
    isBare: true,
    shape: 'protocol/media-node.ts',
  },
  'POST /api/media-events': {
    name: 'media-events',
    says: 'Media events of a node. Only status 200 acknowledges them.',
    /** A little more than an outbox sends in one batch. */
    who: 'media nodes, by their signature',
    body: mediaEventsBatch,
    maxBytes: 2_500_000,
    answer: eventsAnswer,
    isBare: true,
    shape: 'protocol/media-events.ts',
  },
} as const satisfies Record<`${Method} /${string}`, Contract>
