import { useEffect, useState } from 'react'

import { readPreference, writePreference } from '@/lesson-client/preferences'

/** Something that the communicator can switch off, as this browser remembers it. */
export function useSwitch(preference: 'cockpit-keys' | 'hand-sound'): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(true)
  useEffect(() => setOn(readPreference(preference) !== 'off'), [preference])
  const choose = (next: boolean) => {
    writePreference(preference, next ? 'on' : 'off')
    setOn(next)
  }
  return [isOn, choose]
}
