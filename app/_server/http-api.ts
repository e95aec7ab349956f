import { z } from 'zod'

import { LANGUAGES_OF } from '@/domain/languages'
import { MAX_IMAGE_BYTES, MAX_SLIDES } from '@/domain/materials/limits'
import {
  checkAnswer,
  eventsAnswer,
  isWell,
  materialAnswer,
  materialContentsAnswer,
  materialsAnswer,
} from '@/protocol/http-answers'
import {
  notesAnswer,
  nothingTold,
  pageAnswer,
  partsAnswer,
  recordingAddressAnswer,
  ticketAnswer,
} from '@/protocol/http-answers'
import { mediaEventsBatch } from '@/protocol/media-events'
import { NODE_REPORT_MAX_BYTES, nodeAssignments, nodeReport } from '@/protocol/media-node'
import { operations } from '@/protocol/operations'
import { openInvitationInput } from '@/services/access/open-invitation'
import { openPersonLinkInput } from '@/services/access/open-person-link'
import { recordClassroomCheckInput } from '@/services/checks/record-classroom-check'
import { exportListInput } from '@/services/lists/export-list'
import { exportClaimBasisInput } from '@/services/claims/export-claim-basis'
import { materialId } from '@/services/ids'
import { joinLessonInput } from '@/services/tickets/join-lesson'
import { findSlideInput } from '@/services/materials/find-slide'
import { listMaterialsInput } from '@/services/materials/list-materials'
import { saveSlideInput } from '@/services/materials/save-slide'
import { saveSlideNoteInput } from '@/services/materials/save-slide-note'
import { startMaterialInput } from '@/services/materials/start-material'
import { findRecordingInput } from '@/services/recordings/find-recording'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a route takes, from whom, and what it answers. */
export type Contract = {
  /** Names the work in logs. */
  name: string
  /** For the list: one sentence. */
  says: string
  /** For the list: who gets what they ask for. Everybody else is refused. */
  who: string
  /** What varies in the path, and behind it. */
  params?: z.ZodType
  query?: z.ZodType
  /** What is sent: as JSON, or as a form where `isForm`. */
  body?: z.ZodType
  isForm?: true
  /** Longer bodies are refused unread. */
  maxBytes?: number
  /** The data of the answer, or that it is a file. `isBare` where nothing stands around it. */
  answer: z.ZodType | 'file'
  isBare?: true
  /** Where the shape is described, when it is too long for the list. */
  shape?: string
}

const KILOBYTE = 1_024
const TEACHES = 'the communicator of the lesson'
const READS = 'whoever learns in, teaches, keeps or was invited to the lesson'
const ofMaterial = z.strictObject({ materialId })
const secret = 'whoever has the secret of one'

/** Every route over HTTP that is no page, by its method and path. Routes read and answer by it; docs/http-api.md is made from it. */
export const HTTP_API = {
  'GET /api/live': {
    name: 'live',
    says: 'The process answers.',
    who: 'everybody',
    answer: isWell,
    isBare: true,
  },
  'GET /api/ready': {
    name: 'ready',
    says: 'Whether this web app can serve pages: 200, else 503.',
    who: 'everybody',
    answer: isWell,
    isBare: true,
  },
  'GET /api/health': {
    name: 'health',
    says: 'Whether every part is well: 200, else 503.',
    who: 'everybody',
    answer: partsAnswer,
    isBare: true,
  },
  'GET /api/auth/[...nextauth]': {
    name: 'auth',
    says: 'The token against forgery, and the session, as next-auth has them.',
    who: 'everybody',
    answer: 'file',
  },
  'POST /api/auth/[...nextauth]': {
    name: 'auth',
    says: 'Signs a member of staff in or out.',
    who: 'whoever has a password',
    body: z.record(z.string(), z.string()).catch({}),
    isForm: true,
    maxBytes: 4 * KILOBYTE,
    answer: 'file',
  },
  'POST /api/language': {
    name: 'choose-language',
    says: 'Remembers the language on this device.',
    who: 'everybody',
    body: z.union([
      z.strictObject({
        set: z.literal('participant').default('participant'),
        language: z.enum(LANGUAGES_OF.participant),
      }),
      // The office chooses for its pages alone, and only among their languages.
      z.strictObject({ set: z.literal('office'), language: z.enum(LANGUAGES_OF.office) }),
    ]),
    maxBytes: 256,
    answer: nothingTold,
  },
  'POST /api/pairing': {
    name: 'start-pairing',
    says: 'A new screen gets its code to show, and its secret as a cookie.',
    who: 'everybody',
    answer: nothingTold,
  },
  'POST /api/person-session': {
    name: 'open-link',
    says: 'Signs a participant in by a personal link.',
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
    says: 'A ticket for a lesson.',
    who: 'whoever may join it, as what they are in it',
    body: joinLessonInput.extend({ as: z.enum(['person', 'endpoint', 'staff', 'guest']) }),
    maxBytes: KILOBYTE,
    answer: ticketAnswer,
  },
  'POST /api/check': {
    name: 'start-check',
    says: 'A ticket for a try of devices and network.',
    who: 'participants and paired screens',
    body: z.strictObject({ as: z.enum(['person', 'endpoint']) }),
    maxBytes: KILOBYTE,
    answer: ticketAnswer,
  },
  'POST /api/classroom-checks': {
    name: 'record-classroom-check',
    says: 'Keeps what a classroom found when it checked itself.',
    who: 'paired screens',
    body: recordClassroomCheckInput,
    maxBytes: 16 * KILOBYTE,
    answer: checkAnswer,
  },
  'GET /api/operations': {
    name: 'watch-operations',
    says: 'Media nodes and lessons at this moment.',
    who: 'administrators and coordinators',
    answer: operations,
    shape: 'protocol/operations.ts',
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
    says: 'What a material consists of, with the text of each slide.',
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
    says: 'Shows a material to its lesson, once all pages are there.',
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
    says: 'Keeps a note beside a slide; an empty one is deleted.',
    who: TEACHES,
    params: ofMaterial,
    body: saveSlideNoteInput.omit({ materialId: true }),
    maxBytes: 16 * KILOBYTE,
    answer: pageAnswer,
  },
  'PUT /api/materials/[materialId]/slides/[slideNumber]': {
    name: 'save-slide',
    says: 'Takes a slide in: its picture in two widths and its text.',
    who: TEACHES,
    params: ofMaterial.extend({ slideNumber: z.coerce.number().int().min(1).max(MAX_SLIDES) }),
    body: saveSlideInput.omit({ materialId: true, slideNumber: true }),
    isForm: true,
    /** Two pictures, the text of the slide, and what the form adds around them. */
    maxBytes: 2 * MAX_IMAGE_BYTES + 64 * KILOBYTE,
    answer: pageAnswer,
  },
  'GET /api/materials/[materialId]/slides/[slideNumber]/[widthClass]': {
    name: 'get-slide',
    says: 'The picture of a page in one width, a WebP.',
    who: READS,
    params: findSlideInput,
    answer: 'file',
  },
  'GET /api/recordings/[recordingId]/address': {
    name: 'open-recording',
    says: "A fresh address of a recording's file.",
    who: 'whoever may watch it',
    params: findRecordingInput,
    answer: recordingAddressAnswer,
  },
  'GET /api/pdf-data/[kind]/[file]': {
    name: 'pdf-data',
    says: 'What a document may need to be drawn and does not carry itself.',
    who: 'everybody',
    params: z.strictObject({
      kind: z.enum(['cmaps', 'standard_fonts', 'wasm', 'iccs']),
      file: z.string().regex(/^[\w-]+\.(bcmap|pfb|ttf|wasm|icc|js)$/),
    }),
    answer: 'file',
  },
  'POST /office/claims/export': {
    name: 'export-claim-basis',
    says: 'The claim basis as a file; a refusal leads back to its page.',
    who: 'administrators of the municipality',
    body: exportClaimBasisInput,
    isForm: true,
    maxBytes: 4 * KILOBYTE,
    answer: 'file',
  },
  'POST /office/lists/[list]/export': {
    name: 'export-list',
    says: 'A list of the office as it is seen, as a file; a refusal leads back to the list.',
    who: 'staff who may see the list',
    params: exportListInput.pick({ list: true }),
    body: exportListInput.omit({ list: true }).extend({
      /** Filters, order and columns, as they stand in the address of the list. */
      query: z
        .string()
        .max(4_000)
        .regex(/^[!-~]*$/),
      /** Where the list stands, for a refusal. */
      back: z
        .string()
        .max(200)
        .regex(/^\/office(\/[\w-]+)+$/),
    }),
    isForm: true,
    maxBytes: 8 * KILOBYTE,
    answer: 'file',
  },
  'POST /api/media-nodes': {
    name: 'record-node-report',
    says: 'A media node says how it is, and hears what was decided.',
    who: 'media nodes, by their signature',
    body: nodeReport,
    maxBytes: NODE_REPORT_MAX_BYTES,
    answer: nodeAssignments,
    isBare: true,
    shape: 'protocol/media-node.ts',
  },
  'POST /api/media-events': {
    name: 'media-events',
    says: 'What a media server saw. Only a 200 means that it is kept.',
    /** A little more than an outbox reads at once. */
    who: 'media nodes, by their signature',
    body: mediaEventsBatch,
    maxBytes: 2_500_000,
    answer: eventsAnswer,
    isBare: true,
    shape: 'protocol/media-events.ts',
  },
} as const satisfies Record<`${Method} /${string}`, Contract>
