import { createHash } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Takes a lock among the processes of this machine, or returns null when another holds it. It is a name in the kernel's
 * socket namespace, not a file: it is released when its process ends, so there are no stale locks.
 */
export function takeLock(subject: string): Promise<{ release(): Promise<void> } | null> {
  const name = createHash('sha256').update(subject).digest('hex').slice(0, 32)
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(`\0samsal-${name}`, () => {
      server.unref()
      resolve({ release: () => new Promise((done) => server.close(() => done())) })
    })
  })
}
