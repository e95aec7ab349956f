import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { listSources, ROOT } from './list-sources.ts'

/** Words that were given up for the one beside them, as identifiers or parts of a path. */
const RETIRED: Readonly<Record<string, string>> = {
  _room: 'lesson-client, app/_lesson',
  'come-back': 'reconnect-delay',
  comeBackWaitMs: 'reconnectDelayMs',
  coversDate: 'inForceOn',
  'attendance/words': 'attendance/vocabulary',
  'courses/words': 'courses/vocabulary',
  'people/words': 'people/vocabulary',
  'db/seed': 'demo',
  isActiveOn: 'inForceFrom',
  'line-level': 'network-level',
  'line-watch': 'network-watch',
  LineWatch: 'NetworkWatch',
  loadOrLeave: 'loadOrNotFound',
  madeUpSamples: 'concealedSamples',
  'media-link': 'media-connection',
  MediaLink: 'MediaConnection',
  NOWHERE: 'NO_CASCADE',
  'open-office': 'office-access',
  openOffice: 'requireOfficeAccess',
  'own-media': 'local-producers',
  OwnMedia: 'LocalProducers',
  patienceMs: 'backoffMs',
  readKept: 'readPreference',
  refuseTaken: 'mapUniqueViolation',
  'qr-path': 'adapters/qr-code',
  readTicketKey: 'readVerifyingKey',
  'said-again': 'retryable-messages',
  SAID_AGAIN: 'RETRYABLE',
  SPOKEN_OWN_NAMES: 'OWN_NAMES',
  'system-actor': 'system-actors',
  'signal-link': 'signaling-connection',
  SignalLink: 'SignalingConnection',
  'voice-buffer': 'jitter-buffer',
  voiceMadeUp: 'voiceConcealed',
}

/** What was decided and what has changed may name what was. */
const HISTORY =
  /^(CHANGELOG\.md|docs\/decisions\/|db\/migrations\/|tests\/architecture\/words\.test\.ts$|package-lock\.json$|tsconfig\.tsbuildinfo$)/
const TEXT = /\.(tsx?|mjs|json|md|css|sql|yml)$/

const under = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`)
const files = [
  ...readdirSync(ROOT),
  ...listSources(),
  ...['app', 'docs', 'locales', 'operations', 'public', 'db'].flatMap(under),
].filter((file) => TEXT.test(file) && !HISTORY.test(file))

test('no retired word comes back into source, documents, messages or locale keys', () => {
  const escaped = Object.keys(RETIRED).map((word) => word.replaceAll(/[/-]/g, '\\$&'))
  // A word within a longer one is another word.
  const retired = new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])`, 'g')
  const found = [...new Set(files)].flatMap((file) => {
    const text = `${file}\n${readFileSync(path.join(ROOT, file), 'utf8')}`
    return [...new Set(text.match(retired) ?? [])].map((word) => `${file}: ${word}; say ${RETIRED[word]}`)
  })
  expect(found).toEqual([])
})
