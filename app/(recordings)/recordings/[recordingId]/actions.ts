'use server'

import { redirect } from 'next/navigation'

import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction, type ActionRefusal } from '@/app/_server/run-action'
import { deleteRecording, deleteRecordingInput } from '@/services/recordings/delete-recording'

/** Returns only when it was refused. */
export async function deleteRecordingAction(recordingId: string): Promise<ActionRefusal> {
  const result = await runAction('delete-recording', async () =>
    deleteRecording(await getStaffActor(), parseInput(deleteRecordingInput, { recordingId })),
  )
  if (!result.ok) return result
  redirect(`/office/lessons/${result.data.lessonId}`)
}
