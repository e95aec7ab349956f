import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { signIn } from '@/tests/support/people'
import { startSystem, type System } from '@/tests/support/system'

/* As in docs/running.md: a copy while it runs, a copy while it does not, and each of them on an empty machine. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const RECORDING = Buffer.from('what was recorded of a lesson')

let place: string
let first: System
let before: Map<string, string>
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'samsal-backup-'))
  chmodSync(place, 0o711)
  first = await startSystem({ DATA_DIR: makeFolder('first') })
  const folder = join(place, 'first', 'media', 'recordings', 'some-recording')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'lesson.webm'), RECORDING)
  before = await contentOf(first)
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

function makeFolder(name: string): string {
  const folder = join(place, name)
  mkdirSync(folder)
  chmodSync(folder, 0o711)
  return folder
}

/** A command run by an operator beside a system. */
function run(command: string, args: string[], dataDir: string) {
  const env = { ...process.env, DATA_DIR: dataDir }
  return spawnSync('npm', ['run', '--silent', command, '--', ...args], { cwd: ROOT, env, encoding: 'utf8' })
}

/** The hash of each table's rows, except tables that change without anybody acting. */
async function contentOf(system: System): Promise<Map<string, string>> {
  const ownDoing = ['heartbeats', 'media_nodes', 'audit_entries', 'lessons']
  const tables = await system.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const hashes = new Map<string, string>()
  for (const { name } of tables.filter((table) => !ownDoing.includes(table.name))) {
    const [row] = await system.query<{ hash: string; rows: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash, count(*) as rows from "${name}" t`,
    )
    hashes.set(name, `${row?.rows} ${row?.hash}`)
  }
  return hashes
}

test.each([
  ['while it runs', 'hot'],
  ['while it does not', 'cold'],
])('a backup made %s is complete on an empty machine: numbers, sign-ins, recordings', async (_, kind) => {
  const target = join(place, `backup-${kind}`)
  if (kind === 'cold') await first.stop()
  const made = run('backup', [target], join(place, 'first'))
  expect(made.stderr).toBe('')
  expect(made.status).toBe(0)
  expect(readdirSync(target)).toContain('backup.json')
  const dataDir = makeFolder(`second-${kind}`)
  const restored = run('restore', [target], dataDir)
  expect(restored.stderr).toBe('')
  const second = await startSystem({ DATA_DIR: dataDir })
  try {
    // The demo region has its lesson of today already.
    const after = await contentOf(second)
    for (const [table, hash] of before) expect(`${table} ${after.get(table)}`).toBe(`${table} ${hash}`)
    const file = join(dataDir, 'media', 'recordings', 'some-recording', 'lesson.webm')
    expect(readFileSync(file)).toEqual(RECORDING)
    await expectNumberOpens(second)
  } finally {
    await second.stop()
  }
})

/** With the earlier keys: an identity number encrypted there can be read here. */
async function expectNumberOpens(system: System): Promise<void> {
  const [person] = await system.query<{ id: string }>(
    `select p.id from persons p join person_identities i on i.person_id = p.id
     where i.identity_number_encrypted is not null and not p.protected_identity limit 1`,
  )
  const browser = await launchChromium({ sender: null })
  try {
    const { page } = await signIn(browser, system, { as: system.staff('administrator') })
    await page.goto(`${system.url}/office/participants/${person?.id}`)
    const opening = page.locator('details', { hasText: 'Visa numret' })
    await opening.locator('summary').click()
    await opening.locator('textarea[name=reason]').fill('Kontroll efter återläsning')
    await opening.locator('button[type=submit]').click()
    await page.getByText(/\d{8}-\d{4}/).waitFor()
  } finally {
    await browser.close()
  }
}

test('a folder that is not a backup, and a data folder that is not empty, are refused in words', () => {
  const nothing = run('restore', [makeFolder('no-backup')], makeFolder('third'))
  expect(nothing.status).toBe(1)
  expect(nothing.stderr).toContain('is no whole backup')
  const full = run('restore', [join(place, 'backup-hot')], join(place, 'first'))
  expect(full.status).toBe(1)
  expect(full.stderr).toContain('is not empty')
  const again = run('backup', [join(place, 'backup-hot')], join(place, 'first'))
  expect(again.status).toBe(1)
  expect(again.stderr).toContain('is there already')
})
