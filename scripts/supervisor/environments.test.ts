import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { buildEnvironments, type Environments } from './environments.ts'
import { readSettings } from './settings.ts'
import type { Secrets } from './secrets.ts'

const DOCUMENT = fileURLToPath(new URL('../../docs/security.md', import.meta.url))
const OWNER_PASSWORD = 'the-owners-password'

/** The table's names of the processes that get an environment from the supervisor. */
const PROCESSES: Readonly<Record<keyof Environments, string>> = {
  web: 'web app',
  mediaServer: 'media server',
  jobs: 'jobs',
  migrate: 'migrations',
  seedDemo: 'demo region',
  makeAdministrator: 'make-administrator',
}

/** Each secret's value contains its name, so that it is found wherever it occurs, also within an address. */
const secrets = new Proxy({} as Secrets, { get: (_, name) => `secret-of-${String(name)}` })
const settings = readSettings({
  ...{ TURN_PORT: '5349', TURN_HOST: 'turn.example.org', TURN_CERT: '/cert', TURN_KEY: '/key' },
})
const environments = buildEnvironments(settings, secrets, `postgres://samsal:${OWNER_PASSWORD}@127.0.0.1:5432/samsal`)

type Row = { secret: string; holders: string[] }

/** The rows of the table of secrets that name a secret of an installation. */
function readTable(): Row[] {
  const [, section = ''] = readFileSync(DOCUMENT, 'utf8').split('\n## Secrets\n')
  const rows =
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? []
  return rows
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, secret = '', holders = '']) => ({
      secret: secret.replaceAll('`', ''),
      holders: holders
        .replaceAll(/\([^)]*\)/g, '')
        .split(',')
        .map((holder) => holder.trim()),
    }))
    .filter(({ secret }) => /^[A-Z_]+$/.test(secret) || secret === OWNER)
}

const OWNER = 'the owner’s database address'

function holdersOf(value: string): string[] {
  const found = Object.entries(environments).filter(([, environment]) =>
    Object.values(environment).some((text) => text?.includes(value)),
  )
  return found.map(([process]) => PROCESSES[process as keyof Environments])
}

/** Holders that get no environment from the supervisor. */
const OTHERS = ['supervisor', 'TURN server', 'media nodes']

describe('the table of secrets in docs/security.md names the holders of each', () => {
  test.each(readTable().map((row) => [row.secret, row.holders] as const))('%s', (secret, holders) => {
    const value = secret === OWNER ? OWNER_PASSWORD : derived(secret)
    const documented = holders.filter((holder) => !OTHERS.includes(holder))
    expect(holdersOf(value).toSorted()).toEqual(documented.toSorted())
  })

  test('and leaves none out', () => {
    const given = new Set(
      Object.values(environments).flatMap((environment) =>
        Object.values(environment).flatMap((text) =>
          [...(text?.matchAll(/secret-of-([A-Z_]+)/g) ?? [])].map(([, name]) => name),
        ),
      ),
    )
    const documented = readTable().map((row) => row.secret)
    expect([...given].filter((name) => !documented.includes(name ?? ''))).toEqual([])
    expect(documented).toContain(OWNER)
    expect(documented.length).toBeGreaterThan(10)
  })
})

/** Secrets of nodes are derived from another and not stored. */
function derived(secret: string): string {
  return environments.mediaServer[secret] ?? `secret-of-${secret}`
}

test('only the supervisor knows a superuser', () => {
  expect(JSON.stringify(environments)).not.toContain('superuser')
})
