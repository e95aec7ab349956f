import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Logger } from 'pino'
import * as z from 'zod'

import { NEW_LIVE_STATE } from '@/domain/live-lesson/state'
import { lessonStatus } from '@/protocol/live-view'

const EARLIER_NAME = 'lessons.json'
const earlierRecords = z.record(
  z.uuid(),
  lessonStatus.pick({ phase: true, liveAtMs: true }).extend({ changedAtMs: z.int() }).loose(),
)

/**
 * Migrates the single file in which an earlier version kept phase and start of all lessons: writes a file for each
 * lesson, as `LessonJournal` reads it, and renames the old file. Does nothing without such a file.
 */
export async function takeOverEarlierJournal(folder: string, logger: Logger): Promise<void> {
  const path = join(folder, EARLIER_NAME)
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return
  try {
    for (const [lessonId, { phase, liveAtMs, changedAtMs }] of Object.entries(earlierRecords.parse(JSON.parse(text)))) {
      const state = { ...NEW_LIVE_STATE, lesson: { ...NEW_LIVE_STATE.lesson, phase, liveAtMs } }
      const file = join(folder, 'lessons', `${lessonId}.json`)
      // An existing file is newer.
      await writeFile(file, JSON.stringify({ changedAtMs, state }), { mode: 0o600, flag: 'wx' }).catch(unlessItIsThere)
    }
    await rename(path, `${path}.taken-over`)
  } catch (error) {
    // A lesson can be restarted; a media server that refuses to start helps nobody.
    logger.error({ event: 'journal-damaged', error: String(error) })
    await rename(path, `${path}.damaged`)
  }
}

function unlessItIsThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
