'use client'

import { createContext, use } from 'react'

/** Whose cockpit it is: the communicator's, or a substitute's. */
export type CockpitHolder = 'staff' | 'guest'

export const CockpitHolding = createContext<CockpitHolder>('staff')

/** Whether to offer actions for staff only. */
export function useIsStaff(): boolean {
  return use(CockpitHolding) === 'staff'
}
