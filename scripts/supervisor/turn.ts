import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Problem } from '../problem.mjs'
import { keepAlive, type Kept } from './keep-alive.ts'
import { reportDeath } from './report-death.ts'
import type { Settings, TurnSettings } from './settings.ts'
import { turnConfig, type TurnFiles } from './turn-config.ts'

const TURNSERVER = '/usr/bin/turnserver'
const LOWEST_FREE_PORT = 1024
/** Large enough for the messages of a start; a limit, because strangers could otherwise fill the log. */
const TROUBLES_TOLD = 20
/** An address of either kind: a person's address must not be in a log. */
const ADDRESS = /[[\]\da-f]*[.:][[\]\da-f]*[.:][[\]\da-f.:]*/gi

type Owner = { uid: number; gid: number }

/** Refuses to start without the program or the certificate. */
export function assertTurnserver(turn: TurnSettings): void {
  if (!existsSync(TURNSERVER)) {
    throw new Problem(
      `TURN_PORT is set, but there is no ${TURNSERVER}.`,
      'Install it (apt-get install coturn), or unset TURN_PORT to run without TURN.',
    )
  }
  for (const [name, file] of [
    ['TURN_CERT', turn.certificateFile],
    ['TURN_KEY', turn.keyFile],
  ] as const) {
    if (existsSync(file)) continue
    throw new Problem(`${name} names ${file}, which does not exist or cannot be read.`, `Correct ${name}.`)
  }
}

/** Starts coturn and keeps it alive, if TURN_PORT enables it. */
export async function startTurn({ settings, turnSecret }: { settings: Settings; turnSecret: string }): Promise<Kept[]> {
  const { turn } = settings
  if (!turn) return []
  const peers = await mediaAddresses(settings)
  const owner = findOwner()
  const folder = join(settings.dataDir, 'turn')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const files = { folder, certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') }
  const start = (): ChildProcess => {
    // Read again at every start, so that a killed turnserver restarts with a renewed certificate.
    writeOwned(files.certificate, readFileSync(turn.certificateFile, 'utf8'), owner)
    writeOwned(files.key, readFileSync(turn.keyFile, 'utf8'), owner)
    return run(turn, { config: turnConfig({ turn, secret: turnSecret, peers, files }), files, owner })
  }
  return [keepAlive({ name: 'turn', onDeath: reportDeath, spawn: start })]
}

type Run = { config: string; files: TurnFiles; owner: Owner | undefined }

/**
 * Runs it as a separate user whose only capability is to listen below 1024, and stops it when we exit, however we exit.
 */
function run(turn: TurnSettings, { config, files, owner }: Run): ChildProcess {
  const file = join(files.folder, 'turnserver.conf')
  writeOwned(file, config, owner)
  const capabilities = turn.port < LOWEST_FREE_PORT ? '-all,+net_bind_service' : '-all'
  const asOwner = owner
    ? [
        ...[`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'],
        ...['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=${capabilities}`),
      ]
    : []
  const args = [...asOwner, '--no-new-privs', '--pdeathsig=TERM', TURNSERVER, '-c', file]
  const child = spawn('setpriv', args, {
    cwd: files.folder,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const tell = tellTrouble()
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', tell)
  return child
}

/** Its log contains every browser's address; only its first errors are passed on, without them. */
function tellTrouble(): (line: string) => void {
  let left = TROUBLES_TOLD
  return (line) => {
    if (left === 0 || !/\b(error|cannot|fatal|bind)\b/i.test(line)) return
    left -= 1
    console.error(`turn: ${line.replaceAll(ADDRESS, '(address)')}`)
  }
}

function writeOwned(file: string, content: string, owner: Owner | undefined): void {
  writeFileSync(file, content, { mode: 0o600 })
  if (owner) chownSync(file, owner.uid, owner.gid)
}

/** The media server's addresses as announced to browsers. */
async function mediaAddresses({ rtcAnnouncedAddress, rtcListenAddress }: Settings): Promise<string[]> {
  const named = rtcAnnouncedAddress ?? rtcListenAddress
  if (named) return (await lookup(named, { all: true })).map(({ address }) => address)
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  return own.filter((one) => one.family === 'IPv4' && !one.internal).map((one) => one.address)
}

/** The user created by Debian's package, or `nobody`; only root can and must change the user. */
function findOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'turnserver') ?? users.find(([name]) => name === 'nobody')
  return user && { uid: Number(user[2]), gid: Number(user[3]) }
}
