import { text } from 'node:stream/consumers'
import { createInterface } from 'node:readline/promises'

import * as z from 'zod'

import { openDatabase } from '@/db/client'
import { DomainError } from '@/domain/domain-error'
import { makeAdministrator, makeAdministratorInput } from '@/services/people/make-administrator'
import { ELEVATED } from '@/services/system-actors'

const QUESTIONS = {
  email: 'E-mail: ',
  name: 'Name: ',
  password: 'Password (12 characters or more): ',
  municipalityCode: 'Municipal code (four digits): ',
  municipalityName: 'Municipality: ',
} as const

const databaseUrl = z.url().parse(process.env.APP_DATABASE_URL)

/**
 * Prompts on a terminal for what the command line does not have; otherwise reads one JSON object from standard input.
 */
async function readAnswers(): Promise<unknown> {
  if (!process.stdin.isTTY) return JSON.parse(await text(process.stdin))
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answers: Record<string, string> = {}
  const [email] = process.argv.slice(2)
  for (const [field, question] of Object.entries(QUESTIONS)) {
    answers[field] = field === 'email' && email ? email : await terminal.question(question)
  }
  terminal.close()
  return answers
}

const input = makeAdministratorInput.safeParse(await readAnswers())
const connection = openDatabase(databaseUrl, { max: 1 })
try {
  if (input.success) {
    await makeAdministrator(ELEVATED, input.data)
    process.stdout.write(`${input.data.email} is an administrator of ${input.data.municipalityName}.\n`)
  } else {
    const wrong = input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    process.stderr.write(`Not made.\n${wrong.join('\n')}\n`)
    process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof DomainError)) throw error
  process.stderr.write(`Not made: ${error.code}\n`)
  process.exitCode = 1
} finally {
  await connection.close()
}
