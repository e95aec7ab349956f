import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'

/** Another media server uses this folder. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `media-server: ${folder} is in use by another media server. Stop that one, or set DATA_DIR to another folder.`,
    )
  }
}

export type FolderLock = { release: () => Promise<void> }

const NAME = 'media-server.lock'

/**
 * Locks a folder for this process: two writers to one outbox would lose each other's facts. The lock is a socket in the
 * folder itself, so that it also works between containers that share it, and a socket without a listener is taken over.
 * @throws FolderInUse.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Addressed by its file descriptor a folder has a short path, however long its real one is; a socket's address is
  // limited to about a hundred characters.
  const opened = await open(folder, 'r')
  const path = `/proc/self/fd/${opened.fd}/${NAME}`
  const server = (await tryToListen(path)) ?? (await takeOver(path))
  if (server) return { release: () => release(server, opened) }
  await opened.close()
  throw new FolderInUse(folder)
}

async function takeOver(path: string): Promise<Server | null> {
  if (await isAnswered(path)) return null
  await rm(path, { force: true })
  return tryToListen(path)
}

function tryToListen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(path, () => resolve(server.unref()))
  })
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function release(server: Server, opened: FileHandle): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()))
  await opened.close()
}
