'use client'

import { useEffect } from 'react'

import { readTab, writeTab } from './tab-storage'

const KEPT = 'samsal:tab'

/** The tab belongs to nobody: the person whose link is opened in it next has it. */
export function freeTab(): void {
  writeTab(KEPT, null)
}

/**
 * Whether this tab is of the person whom the page is for, as which it is kept from now on. Otherwise it goes to the page
 * of its own person: another link was opened in a tab beside it, and this one was reloaded.
 */
export function isTabOf(tabMark: string): boolean {
  const own = readTab(KEPT) ?? tabMark
  writeTab(KEPT, own)
  if (own === tabMark) return true
  const address = new URL(window.location.href)
  if (address.searchParams.get('of') === own) return true
  address.searchParams.set('of', own)
  window.location.replace(address)
  return false
}

export function ThisTab({ tabMark }: { tabMark: string }) {
  useEffect(() => void isTabOf(tabMark), [tabMark])
  return null
}
