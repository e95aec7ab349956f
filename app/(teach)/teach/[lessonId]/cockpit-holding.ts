'use client'

import { createContext, use } from 'react'

/** Whose cockpit it is: the communicator's own, or that of a guest who stands in for her. */
export type CockpitHolder = 'staff' | 'guest'

export const CockpitHolding = createContext<CockpitHolder>('staff')

/** Whether what only staff may do is to be offered. */
export function useIsStaff(): boolean {
  return use(CockpitHolding) === 'staff'
}
