// Runs simulated endpoints against a media server: npm run load. docs/load.md describes every option.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { readEnv } from './env'
import { OptionError, parseOptions } from './options'
import { ProgressLine } from './report/progress-line'
import { formatSummary } from './report/table'
import { brokenPromises } from './report/verdict'
import { serveShard } from './run/run-elsewhere'
import { runLoad } from './run/run-load'
import { runShard } from './run/run-shard'

const EXIT = { kept: 0, broken: 1, misunderstood: 2 } as const

if (process.argv.includes('--shard')) serveShard(runShard)
else process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    return await load(args)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    process.stderr.write(`${error.message}\n`)
    return EXIT.misunderstood
  }
}

async function load(args: readonly string[]): Promise<number> {
  const options = parseOptions(args)
  const env = readEnv()
  let line: ProgressLine | undefined
  const summary = await runLoad({
    options,
    url: options.url ?? env.LOAD_URL,
    ticketPrivateKey: env.TICKET_PRIVATE_KEY,
    shardFile: fileURLToPath(import.meta.url),
    onProgress: (progress, wanted) => {
      line ??= new ProgressLine(process.stdout, wanted)
      line.show(progress)
    },
  })
  line?.end()
  const broken = brokenPromises(summary, options.promises)
  process.stdout.write(`${formatSummary(summary)}\n`)
  for (const sentence of broken) process.stderr.write(`${sentence}\n`)
  if (options.jsonFile !== null) {
    await writeFile(options.jsonFile, `${JSON.stringify({ options, summary, broken }, null, 2)}\n`)
  }
  return broken.length > 0 ? EXIT.broken : EXIT.kept
}
