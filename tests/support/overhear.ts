import type { Page } from 'playwright-core'

/** Everything that a page receives and shows, as text, to be searched for what must not be in it. */
export type Overheard = { all: () => Promise<string> }

/** Captures a page's socket messages and responses from now on; its contents are read on request. */
export function overhear(page: Page): Overheard {
  const heard: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.push(String(payload)))
  })
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? ''
    if (!/json|html|x-component|text/.test(type) || response.url().includes('/_next/static')) return
    // A response that the page left before it was read.
    response.text().then(
      (text) => heard.push(text),
      () => undefined,
    )
  })
  return { all: async () => [...heard, await page.content()].join('\n') }
}
