import { openDatabase } from '@/db/client'

import { readEnv } from './env'
import { makeLessonOfLastWeek, makeLessonOfToday } from './make-lessons'
import { makeRegion } from './make-region'
import { describeSignIns, makeLinks } from './sign-ins'

// Without a flag the whole region is created; --today makes sure that there is a lesson today; --print prints the
// sign-ins again.
const flags = new Set(process.argv.slice(2))
const connection = openDatabase(readEnv().APP_DATABASE_URL, { max: 2 })
try {
  const nowMs = Date.now()
  const isWhole = flags.size === 0
  if (isWhole) {
    await makeRegion(nowMs)
    await makeLessonOfLastWeek(nowMs)
    await makeLinks()
  }
  if (isWhole || flags.has('--today')) await makeLessonOfToday(nowMs)
  if (isWhole || flags.has('--print')) process.stdout.write(`${await describeSignIns()}\n`)
} finally {
  await connection.close()
}
