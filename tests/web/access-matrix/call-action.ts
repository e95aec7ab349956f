import { readFileSync } from 'node:fs'

import * as z from 'zod'

import type { Answer, WebClient } from '@/tests/support/web-client'

import type { Call } from './actions'

const action = z.object({ exportedName: z.string(), filename: z.string() })
const manifest = z.object({ node: z.record(z.string(), action) })

/** The actions of the build by file and name, and the ids by which pages call them. */
export function readActionIds(): Map<string, string> {
  const file = new URL('../../../.next/server/server-reference-manifest.json', import.meta.url)
  const { node } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  return new Map(Object.entries(node).map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]))
}

type Asked = { id: string; path: string; cookie: string; origin: string }

/** Calls an action as the framework's own page does, without the page. */
export function callAction(client: WebClient, { id, path, cookie, origin }: Asked, call: Call): Promise<Answer> {
  const headers = { 'next-action': id, origin, 'sec-fetch-site': 'same-origin', accept: 'text/x-component' }
  if ('args' in call) {
    return client.ask(path, {
      ...{ method: 'POST', cookie, body: JSON.stringify(call.args) },
      headers: { ...headers, 'content-type': 'text/plain;charset=UTF-8' },
    })
  }
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const fields = Object.entries(call.form).flatMap(([name, value]) =>
    [value].flat().map((one) => part(`_1_${name}`, one)),
  )
  return client.ask(path, {
    ...{ method: 'POST', cookie, body: `${fields.join('')}${part('0', '[null,"$K1"]')}--b--\r\n` },
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
  })
}
