import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { FolderInUse, lockFolder } from './folder-lock'

let folder: string
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'samsal-lock-')), 'en mycket lång sökväg '.repeat(9), 'å ä ö')
})
afterEach(() => rm(path.dirname(path.dirname(folder)), { recursive: true, force: true }))

test('one media server has a folder until it exits', async () => {
  const first = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
  await first.release()
  await (await lockFolder(folder)).release()
})

test('of several that start together exactly one gets it', async () => {
  const tried = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  const locks = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(locks).toHaveLength(1)
  await Promise.all(locks.map((lock) => lock.release()))
})

test('the lock of a killed process blocks nobody', async () => {
  await (await lockFolder(folder)).release()
  const script = `process.chdir(process.argv[1]); require('net').createServer().listen('media-server.lock', () => console.log('up'))`
  const other = spawn(process.execPath, ['-e', script, folder])
  await new Promise((resolve) => other.stdout.once('data', resolve))
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
  other.kill('SIGKILL')
  await new Promise((resolve) => other.once('exit', resolve))
  await (await lockFolder(folder)).release()
})
