import type { Task } from 'graphile-worker'

import { JOBS } from '@/jobs/jobs-actor'
import { eraseRecordings as erase } from '@/services/recordings/erase-recordings'
import type { RecordingPlace } from '@/services/recordings/open-recording'

/** Deletes expired recordings, and every byte of deleted ones. */
export function eraseRecordings(place: RecordingPlace): Task {
  return async (_, { logger }) => {
    const { outlived, erased, waiting } = await erase(JOBS, place, Date.now())
    if (outlived + erased + waiting > 0) logger.info('recordings erased', { outlived, erased, waiting })
  }
}
