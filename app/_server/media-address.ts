import { webEnv } from './env'

type NodeAddress = { nodeId: string; mediaUrl: string | null; linkUrl: string | null }

/** The name by which this browser sees the app. The framework's own address of a request names this machine instead. */
export function hostnameOf(headers: Headers): string {
  const address = `http://${headers.get('host') ?? ''}`
  return URL.canParse(address) ? new URL(address).hostname : 'localhost'
}

/** Where a browser that sees the app at `hostname` reaches the media server. */
export function mediaUrlFor(hostname: string): string {
  const { MEDIA_PUBLIC_URL, MEDIA_PORT } = webEnv()
  return MEDIA_PUBLIC_URL ?? `http://${hostname}:${MEDIA_PORT}`
}

/** The same as origins for a content security policy, for the socket and for what precedes it. */
export function mediaOrigins(hostname: string): string[] {
  const nodes = [...webEnv().MEDIA_NODES.values()].map(({ mediaUrl }) => mediaUrl)
  return [...new Set([mediaUrlFor(hostname), ...nodes].flatMap(originsOf))]
}

/** For the socket and for what precedes it. */
function originsOf(url: string): string[] {
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  return isSecure ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`]
}

/**
 * Whether a media node may be reached at the addresses that it says: those that the app was told of it. One that says
 * none is reached at the address of the page.
 */
export function isKnownAddress({ nodeId, mediaUrl, linkUrl }: NodeAddress): boolean {
  const { MEDIA_NODES, MEDIA_PUBLIC_URL } = webEnv()
  const known = MEDIA_NODES.get(nodeId)
  const isKnownMedia = mediaUrl === null || mediaUrl === known?.mediaUrl || mediaUrl === MEDIA_PUBLIC_URL
  return isKnownMedia && (linkUrl === null || linkUrl === known?.linkUrl)
}
