'use client'

import { useSyncExternalStore } from 'react'

const neverChanges = () => () => {}

/** Whether scripts run here: false in the server's page and until its scripts do. */
export function useHasScripts(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
}
