import { useEffect, useState } from 'react'

import { readPreference, writePreference } from '@/lesson-client/preferences'

type Preference = 'cockpit-keys' | 'hand-sound' | 'interpreter-keys'

/** Something that the person at this page can switch off, as this browser remembers it. */
export function useSwitch(preference: Preference): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(true)
  useEffect(() => setOn(readPreference(preference) !== 'off'), [preference])
  const choose = (next: boolean) => {
    writePreference(preference, next ? 'on' : 'off')
    setOn(next)
  }
  return [isOn, choose]
}
