import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { describe, expect, test } from 'vitest'

import { LESSON_PERMISSIONS, LESSON_ROLES } from '@/domain/live-lesson/roles'
import { LESSON_FACT_KINDS, PRESENCE_KINDS } from '@/domain/attendance/vocabulary'
import { ERROR_CODES } from '@/domain/error-codes'

import { CLIENT_MESSAGES, MESSAGE_MAX_BYTES } from './client-messages'
import { MEDIA_EVENTS_MAX, MEDIA_EVENTS_PATH, MEDIA_SIGNATURE_HEADER } from './media-events'
import { SERVER_MESSAGES } from './server-messages'
import { TICKET_ALGORITHM, TICKET_AUDIENCE, TICKET_ISSUER, TICKET_LIFETIME_SECONDS, ticketPayload } from './ticket'
import { PROTOCOL_VERSION } from './version'

const text = readFileSync(fileURLToPath(new URL('../docs/protocol.md', import.meta.url)), 'utf8')
const lessonCodes = ERROR_CODES.filter((code) => code.startsWith('lesson.'))

describe('docs/protocol.md', () => {
  test.each([
    ...Object.keys(CLIENT_MESSAGES),
    ...Object.keys(SERVER_MESSAGES),
    ...PRESENCE_KINDS,
    ...LESSON_FACT_KINDS,
    ...Object.keys(ticketPayload.shape),
    ...LESSON_PERMISSIONS,
    ...LESSON_ROLES,
    ...lessonCodes,
    MEDIA_EVENTS_PATH,
    MEDIA_SIGNATURE_HEADER,
    TICKET_ALGORITHM,
    TICKET_AUDIENCE,
    TICKET_ISSUER,
  ])('mentions `%s`', (word) => {
    expect(text).toContain(`\`${word}\``)
  })

  test.each([
    ['the version', `Version ${PROTOCOL_VERSION}`],
    ['the life of a ticket', `${TICKET_LIFETIME_SECONDS} seconds`],
    ['the largest message', `${MESSAGE_MAX_BYTES / 1_024} KiB`],
    ['the largest batch', `${MEDIA_EVENTS_MAX} facts`],
  ])('states %s as the code has it', (_, words) => {
    expect(text).toContain(words)
  })

  test('mentions no message that does not exist', () => {
    const named = [...text.matchAll(/`([a-z]+:[a-z-]+)`/g)].map((match) => match[1] ?? '')
    const known = new Set<string>([...Object.keys(CLIENT_MESSAGES), ...Object.keys(SERVER_MESSAGES)])
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})
