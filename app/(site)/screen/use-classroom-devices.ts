'use client'

import { useEffect } from 'react'

import type { LessonClient } from '@/lesson-client/lesson-client'

/** Opens the classroom's camera and microphone and sends them to the hub, for as long as the screen is in the lesson. */
export function useClassroomDevices(client: LessonClient | null, isIn: boolean): void {
  useEffect(() => {
    if (!client || !isIn) return
    // Beside each other: a question that nobody answers about one must not keep the other waiting.
    void client.devices.send('microphone')
    void client.devices.send('camera')
  }, [client, isIn])
}
