import { LANGUAGE_HEADER, type Refreshed } from './contents'

let listener: ((fresh: Refreshed) => void) | null = null

/** @returns a function that ends it. */
export function onRefreshed(listen: (fresh: Refreshed) => void): () => void {
  listener = listen
  return () => {
    listener = null
  }
}

/** Asks the server what the page shows now, and draws that in place. The page stays as it is when the answer does not come. */
export async function refresh(): Promise<void> {
  const headers = { accept: 'application/json', [LANGUAGE_HEADER]: document.documentElement.lang }
  try {
    const response = await fetch(window.location.href, { headers, cache: 'no-store' })
    const isOurs = response.ok && response.headers.get('content-type')?.startsWith('application/json')
    if (isOurs) listener?.((await response.json()) as Refreshed)
  } catch {
    // The network is gone; the next round asks again.
  }
}
