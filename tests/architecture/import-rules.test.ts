import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listSources, ROOT } from './list-sources.ts'

const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint')
let garden = ''

beforeEach(() => {
  garden = mkdtempSync(join(tmpdir(), 'samsal-imports-'))
  cpSync(join(ROOT, '.oxlintrc.json'), join(garden, '.oxlintrc.json'))
  cpSync(join(ROOT, 'tsconfig.json'), join(garden, 'tsconfig.json'))
})
afterEach(() => rmSync(garden, { recursive: true, force: true }))

const FORBIDDEN: [file: string, imported: string][] = [
  ['domain/courses/planted.ts', '@/db/client'],
  ['domain/courses/planted.ts', '../../db/client'],
  ['domain/courses/planted.ts', '@/services/ids'],
  ['domain/courses/planted.ts', '@/protocol/ticket'],
  ['domain/courses/planted.ts', 'node:fs'],
  ['domain/courses/planted.ts', 'node:crypto'],
  ['domain/courses/planted.ts', 'next/headers'],
  ['domain/courses/planted.ts', 'zod'],
  ['domain/courses/planted.ts', 'drizzle-orm'],
  ['protocol/planted.ts', '@/services/ids'],
  ['protocol/planted.ts', '@/db/client'],
  ['protocol/planted.ts', '@/app/_server/env'],
  ['protocol/planted.ts', 'node:crypto'],
  ['protocol/planted.ts', 'socket.io'],
  ['adapters/planted.ts', '@/domain/ids'],
  ['adapters/planted.ts', '@/services/ids'],
  ['adapters/planted.ts', '@/db/client'],
  ['domain/planted.ts', '@/adapters/image'],
  ['protocol/planted.ts', '@/adapters/image'],
  ['db/queries/planted.ts', '@/adapters/image'],
  ['lesson-client/state/planted.ts', '@/adapters/signed-token'],
  ['jobs/tasks/planted.ts', '@/adapters/signed-token'],
  ['media-server/rooms/planted.ts', '@/adapters/image'],
  ['media-server/sfu/planted.ts', '@/adapters/signed-token-more'],
  ['load/planted.ts', '@/adapters/image'],
  ['demo/planted.ts', '@/adapters/password'],
  ['commands/planted.ts', '@/adapters/password'],
  ['metrics/planted.ts', '@/db/client'],
  ['metrics/planted.ts', '@/domain/ids'],
  ['db/queries/planted.ts', '@/services/ids'],
  ['db/queries/planted.ts', '@/app/_server/env'],
  ['db/queries/planted.ts', '@/protocol/ticket'],
  ['db/queries/planted.ts', 'next/headers'],
  ['services/courses/planted.ts', '@/app/_server/env'],
  ['services/courses/planted.ts', '@/jobs/main'],
  ['services/courses/planted.ts', '@/media-server/main'],
  ['services/courses/planted.ts', 'next/navigation'],
  ['services/courses/planted.ts', 'react'],
  ['services/courses/planted.ts', '@/db/schema/courses'],
  ['services/courses/planted.ts', '../../db/schema/courses'],
  ['services/courses/planted.ts', 'drizzle-orm'],
  ['services/courses/planted.ts', 'drizzle-orm/pg-core'],
  ['services/courses/planted.ts', 'postgres'],
  ['commands/planted.ts', '@/db/schema/people'],
  ['commands/planted.ts', 'drizzle-orm'],
  ['commands/planted.ts', '@/app/_server/env'],
  ['jobs/main.ts', '@/db/schema/people'],
  ['jobs/main.ts', 'drizzle-orm'],
  ['jobs/tasks/planted.ts', '@/db/schema/people'],
  ['app/_server/database.ts', '@/db/schema/people'],
  ['app/_server/database.ts', 'drizzle-orm'],
  ['demo/planted.ts', '@/db/schema/people'],
  ['demo/planted.ts', 'drizzle-orm'],
  ['instrumentation.ts', '@/db/schema/people'],
  ['app/(office)/people/planted.tsx', '@/db/client'],
  ['app/(office)/people/planted.tsx', '../../../db/client'],
  ['app/(office)/people/planted.tsx', '@/media-server/main'],
  ['app/(office)/people/planted.tsx', '@/jobs/main'],
  ['app/(office)/people/planted.tsx', 'drizzle-orm'],
  ['app/(office)/people/planted.tsx', 'postgres'],
  ['app/_lesson/planted.ts', 'mediasoup'],
  ['app/_lesson/planted.ts', '@/app/(dev)/dev/states/states'],
  ['app/(learn)/learn/planted.tsx', '../../(dev)/dev/states/states'],
  ['lesson-client/state/planted.ts', 'react'],
  ['lesson-client/state/planted.ts', 'next/navigation'],
  ['lesson-client/state/planted.ts', '@/app/_lesson/use-now'],
  ['lesson-client/state/planted.ts', '@/services/ids'],
  ['lesson-client/state/planted.ts', '../../media-server/clock'],
  ['services/planted.ts', '@/lesson-client/kept'],
  ['media-server/session/planted.ts', '@/lesson-client/kept'],
  ['media-server/session/planted.ts', '@/db/client'],
  ['media-server/session/planted.ts', '@/services/ids'],
  ['media-server/session/planted.ts', '@/app/_server/env'],
  ['media-server/session/planted.ts', '@/domain/rules/attendance-rules'],
  ['media-server/session/planted.ts', '@/domain/courses/can-join'],
  ['media-server/session/planted.ts', 'drizzle-orm'],
  ['media-server/session/planted.ts', 'postgres'],
  ['media-server/session/planted.ts', 'mediasoup'],
  ['media-server/sfu/planted.ts', '@/db/client'],
  ['jobs/tasks/planted.ts', '@/db/client'],
  ['jobs/tasks/planted.ts', '@/app/_server/env'],
  ['jobs/tasks/planted.ts', 'drizzle-orm'],
  ['load/planted.ts', '@/media-server/server'],
  ['load/planted.ts', '@/services/ids'],
  ['load/planted.ts', '@/services/tickets/sign-ticket-for'],
  ['load/planted.ts', '@/db/client'],
  ['load/planted.ts', '@/app/_server/env'],
  ['load/planted.ts', 'mediasoup'],
  ['domain/planted.ts', '@/load/options'],
  ['protocol/planted.ts', '@/load/options'],
  ['db/queries/planted.ts', '@/load/options'],
  ['services/planted.ts', '@/load/options'],
  ['app/planted.ts', '@/load/options'],
  ['media-server/session/planted.ts', '@/load/options'],
  ['media-server/sfu/planted.ts', '@/load/options'],
  ['jobs/tasks/planted.ts', '@/load/options'],
  ['services/planted.ts', '@/commands/migrate'],
  ['db/queries/planted.ts', '@/commands/migrate'],
  ['demo/planted.ts', '@/media-server/server'],
  ['demo/planted.ts', '@/app/_server/env'],
  ['db/queries/planted.ts', '@/demo/main'],
  ['services/planted.ts', '@/demo/main'],
  ['app/planted.ts', '@/demo/main'],
  ['jobs/tasks/planted.ts', '@/demo/main'],
  ['app/planted.ts', '@/tests/factories/lesson'],
  ['domain/planted.ts', '@/tests/factories/lesson'],
  ['services/planted.ts', '@/scripts/build'],
]

/** Packages with an effect, each of which has one file in adapters/. */
const PACKAGES = ['exceljs', 'fflate', 'csv-stringify/sync', 'sharp', '@node-rs/argon2', 'qrcode', 'jose']
const ELSEWHERE = [
  'services',
  'app/_server',
  'app/(office)',
  'db/queries',
  'jobs',
  'jobs/tasks',
  'media-server/rooms',
  'media-server/sfu',
  'load',
  'demo',
  'commands',
  'lesson-client/state',
  'metrics',
]
for (const folder of ELSEWHERE)
  FORBIDDEN.push(...PACKAGES.map((name): [string, string] => [`${folder}/planted.ts`, name]))

test.each(FORBIDDEN)('%s may not import %s', (file, imported) => {
  plant(file, `import * as planted from '${imported}'\nexport const used = planted\n`)
  expect(lint()).toContain('no-restricted-imports')
})

const ALLOWED: [file: string, imported: string][] = [
  ['domain/courses/planted.ts', '@/domain/ids'],
  ['adapters/planted.ts', 'sharp'],
  ['adapters/planted.ts', 'node:crypto'],
  ['services/courses/planted.ts', '@/adapters/image'],
  ['app/_server/planted.ts', '@/adapters/qr-code'],
  ['media-server/signalling/planted.ts', '@/adapters/signed-token'],
  ['load/planted.ts', '@/adapters/signed-token'],
  ['domain/courses/planted.ts', '../ids'],
  ['domain/courses/planted.ts', 'temporal-polyfill'],
  ['domain/courses/planted.test.ts', 'vitest'],
  ['protocol/planted.ts', 'zod'],
  ['protocol/planted.ts', '@/domain/ids'],
  ['db/queries/planted.ts', '@/domain/ids'],
  ['db/queries/planted.ts', '@/db/schema/people'],
  ['db/queries/planted.ts', 'drizzle-orm'],
  ['commands/planted.ts', '@/services/ids'],
  ['services/courses/planted.ts', '@/db/queries/groups'],
  ['services/courses/planted.ts', '@/db/client'],
  ['services/courses/planted.ts', '@/protocol/ticket'],
  ['app/(office)/people/planted.tsx', '@/services/ids'],
  ['media-server/session/planted.ts', '@/protocol/ticket'],
  ['media-server/sfu/planted.ts', 'mediasoup'],
  ['media-server/metrics/planted.ts', '@/metrics/registry'],
  ['jobs/tasks/planted.ts', '@/services/ids'],
  ['load/planted.ts', '@/protocol/ticket'],
  ['load/planted.ts', '@/domain/ids'],
  ['load/planted.ts', '@/services/tickets/sign-ticket'],
]

test.each(ALLOWED)('%s may import %s', (file, imported) => {
  plant(file, `import * as planted from '${imported}'\nexport const used = planted\n`)
  expect(lint()).not.toContain('no-restricted-imports')
})

test('a dynamic import is detected too', () => {
  plant('domain/planted.ts', "export const load = () => import('@/db/client')\n")
  expect(lint()).toContain('no-restricted-imports')
})

test('a cycle of imports is refused', () => {
  plant('services/first.ts', "import { second } from './second'\nexport const first = () => second\n")
  plant('services/second.ts', "import { first } from './first'\nexport const second = () => first\n")
  expect(lint()).toContain('no-cycle')
})

test('the environment is read in env.ts alone', () => {
  plant('services/planted.ts', 'export const given = process.env.GIVEN\n')
  expect(lint()).toContain('no-process-env')
  rmSync(join(garden, 'services/planted.ts'))
  plant('services/env.ts', 'export const given = process.env.GIVEN\n')
  expect(lint()).not.toContain('no-process-env')
})

test('domain uses neither clock nor randomness', () => {
  plant('domain/planted.ts', 'export const now = () => Date.now() + Math.random()\n')
  expect(lint().match(/no-restricted-properties/g)).toHaveLength(2)
})

test('the linter reads every source file', () => {
  const { stdout } = spawnSync(process.execPath, [OXLINT], { cwd: ROOT, encoding: 'utf8' })
  const readCount = Number(/on (\d+) files/.exec(stdout)?.[1])
  expect(readCount).toBeGreaterThanOrEqual(listSources().length)
})

test('a floating promise in our sources is refused', () => {
  plant('services/planted.ts', 'const later = async () => {}\nexport const start = () => {\n  later()\n}\n')
  expect(lint(['--type-aware'])).toContain('no-floating-promises')
})

function plant(file: string, content: string): void {
  mkdirSync(dirname(join(garden, file)), { recursive: true })
  writeFileSync(join(garden, file), content)
}

function lint(args: string[] = []): string {
  const { stdout } = spawnSync(process.execPath, [OXLINT, '-f', 'unix', ...args], { cwd: garden, encoding: 'utf8' })
  return stdout
}
