import { webEnv } from './env'

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
  const { protocol, host } = new URL(mediaUrlFor(hostname))
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  const own = isSecure ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`]
  return [...own, ...webEnv().MEDIA_ORIGINS]
}
