import type { BrowserContext, Page } from 'playwright-core'

/** The path of a connection: `protocol` of its own end, and how it reaches the relay if it uses one. */
export type SelectedPath = { type: string; protocol: string; relayProtocol: string | undefined }

/** Stores every connection that a page makes where `readPaths` finds it. */
export async function keepConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const kept: RTCPeerConnection[] = []
    Object.assign(globalThis, { keptConnections: kept })
    globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
      construct: (Original, given: ConstructorParameters<typeof RTCPeerConnection>) => {
        const connection = new Original(...given)
        kept.push(connection)
        return connection
      },
    })
  })
}

/** The paths of a page's open connections. */
export async function readPaths(page: Page): Promise<SelectedPath[]> {
  return page.evaluate(async () => {
    const { keptConnections } = globalThis as unknown as { keptConnections: RTCPeerConnection[] }
    const paths = []
    for (const connection of keptConnections) {
      if (connection.connectionState !== 'connected') continue
      const stats = new Map<string, Record<string, string>>(await connection.getStats())
      for (const transport of [...stats.values()].filter((each) => each.type === 'transport')) {
        const pair = stats.get(transport.selectedCandidatePairId ?? '')
        const local = stats.get(pair?.localCandidateId ?? '')
        paths.push({
          type: local?.candidateType ?? '',
          protocol: local?.protocol ?? '',
          relayProtocol: local?.relayProtocol,
        })
      }
    }
    return paths
  })
}
