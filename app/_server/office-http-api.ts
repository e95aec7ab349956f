import * as z from 'zod'

import { IMPORT_LIMITS } from '@/domain/imports/import-limits'
import { line } from '@/protocol/bounded'
import { peopleAnswer } from '@/protocol/people-answer'
import { exportClaimBasisInput } from '@/services/claims/export-claim-basis'
import { startImportInput } from '@/services/imports/start-import'
import { exportListInput } from '@/services/lists/export-list'
import { extractPersonInput } from '@/services/people/extract-person'

import { KILOBYTE, type Contract, type Method } from './http-contract'

/** Routes of the office that are not pages: files that are sent and made, and the search for people. */
export const OFFICE_HTTP_API = {
  'POST /office/claims/export': {
    name: 'export-claim-basis',
    says: 'The claim basis as a file; a refusal redirects to its page.',
    who: 'administrators of the municipality',
    body: exportClaimBasisInput,
    isForm: true,
    maxBytes: 4 * KILOBYTE,
    answer: 'file',
  },
  'POST /office/participants/[personId]/extract': {
    name: 'extract-person',
    says: 'Everything that is stored of a participant, as a file; a refusal redirects to their page.',
    who: 'administrators of the home municipality',
    params: extractPersonInput.pick({ personId: true }),
    body: extractPersonInput.omit({ personId: true }),
    isForm: true,
    maxBytes: 8 * KILOBYTE,
    answer: 'file',
  },
  'POST /office/participants/import/send': {
    name: 'send-import',
    says: 'Keeps a list of people, encrypted, and has it read; a refusal redirects to the page of imports.',
    who: 'those who keep the register of the municipality',
    body: startImportInput,
    isForm: true,
    maxBytes: IMPORT_LIMITS.bytes + 64 * KILOBYTE,
    answer: 'file',
  },
  'POST /office/lists/[list]/export': {
    name: 'export-list',
    says: 'An office list as displayed, as a file; a refusal redirects to the list.',
    who: 'staff who may see the list',
    params: exportListInput.pick({ list: true }),
    body: exportListInput.omit({ list: true }).extend({
      /** Filters, order and columns, as in the list's address. */
      query: z
        .string()
        .max(4_000)
        .regex(/^[!-~]*$/),
      /** The list's address, for a refusal. */
      back: z
        .string()
        .max(200)
        .regex(/^\/office(\/[\w-]+)+$/),
    }),
    isForm: true,
    maxBytes: 8 * KILOBYTE,
    answer: 'file',
  },
  'POST /office/people': {
    name: 'find-people',
    says: 'The first participants with a name or an identity number; nobody with a protected identity.',
    who: 'staff who may list participants',
    body: z.strictObject({ search: line(100) }),
    maxBytes: KILOBYTE,
    answer: peopleAnswer,
  },
} as const satisfies Record<`${Method} /${string}`, Contract>
