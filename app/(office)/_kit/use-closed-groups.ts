'use client'

import { useEffect, useState } from 'react'

import { readPreference, writePreference } from '@/lesson-client/preferences'

const KEPT = 'office-closed-groups'

/** The groups of the navigation that somebody has closed on this device, and a way to change that. */
export function useClosedGroups() {
  const [closed, setClosed] = useState<readonly string[]>([])
  useEffect(() => setClosed((readPreference(KEPT) ?? '').split(',').filter(Boolean)), [])
  const setGroup = (id: string, isOpen: boolean) => {
    if (closed.includes(id) !== isOpen) return
    const changed = isOpen ? closed.filter((one) => one !== id) : [...closed, id]
    setClosed(changed)
    writePreference(KEPT, changed.join())
  }
  return { closed, setGroup }
}
