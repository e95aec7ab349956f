import type { Visit } from './people'

type Held = { heldSockets: WebSocket[]; areSocketsLost: boolean }

/** An init script for a page that is to lose its sockets while sound and picture go on. */
export function holdSockets(): void {
  const kept = window as unknown as Held
  kept.heldSockets = []
  kept.areSocketsLost = false
  window.WebSocket = new Proxy(WebSocket, {
    construct: (Original, [url, protocols]: [string, string[]?]) => {
      // Nothing listens there.
      const socket = new Original(kept.areSocketsLost ? 'ws://127.0.0.1:9' : url, protocols)
      kept.heldSockets.push(socket)
      return socket
    },
  })
}

/** Does something while the page reaches the server in no other way than by sound and picture. */
export async function withoutSocket({ page, complaints }: Visit, act: () => Promise<void>): Promise<void> {
  const before = complaints.length
  const lose = (areLost: boolean) =>
    page.evaluate((isSo) => {
      const kept = window as unknown as Held
      kept.areSocketsLost = isSo
      if (isSo) for (const socket of kept.heldSockets) socket.close()
    }, areLost)
  await page.context().setOffline(true)
  await lose(true)
  await page.locator('[data-situation=connection-lost]').first().waitFor({ state: 'attached' })
  await act()
  await lose(false)
  await page.context().setOffline(false)
  await page.locator('[data-situation=live]').first().waitFor({ state: 'attached' })
  // The browser itself says that it reached nobody.
  complaints.splice(before)
}
