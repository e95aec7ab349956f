import { connect } from 'node:net'

type Raw = { method: string; path: string; headers: Record<string, string>; body?: string }

/** Speaks HTTP by hand, as no library would: returns the status code, or null when the connection was cut. */
export function askRaw(port: number, { method, path, headers, body = '' }: Raw): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    const lines = Object.entries({ host: `localhost:${port}`, connection: 'close', ...headers })
    const head = [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)]
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1]
      if (status === undefined || status === '100') return
      resolve(Number(status))
      socket.destroy()
    })
    // The server may close while we still send: that is a response too.
    socket.once('error', () => resolve(null))
    socket.once('close', () => resolve(null))
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')
  })
}
