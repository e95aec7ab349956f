import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { collectDefaultMetrics, type Registry } from 'prom-client'
import { expect, test } from 'vitest'

import { webMetrics } from '@/app/_server/metrics/web-metrics'
import { makeJobMetrics } from '@/jobs/metrics/job-metrics'
import '@/media-server/server'
import { registry as mediaRegistry } from '@/media-server/metrics/registry'

import { ROOT } from './list-sources.ts'

const NAME = /\b(?:samsal|nodejs|process)_[a-z0-9_]+/g
const HISTOGRAM_PARTS = ['', '_bucket', '_sum', '_count']
/** Prometheus' own metric about its targets. */
const UP = /\bup\{/

const jobRegistry = makeJobMetrics({
  tasks: [],
  poolSize: 1,
  look: () => Promise.reject(new Error('no queue')),
}).registry
const REGISTRIES: Registry[] = [webMetrics().registry, mediaRegistry, jobRegistry]
for (const register of REGISTRIES) collectDefaultMetrics({ register })

// Imports everything in the media server that defines metrics.
const ours = REGISTRIES.flatMap((registry) => registry.getMetricsAsArray()).map((metric) => metric.name)
const known = new Set(ours.flatMap((name) => HISTOGRAM_PARTS.map((part) => `${name}${part}`)))

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const dashboard = read('operations/grafana/samsal.json')
const alerts = read('operations/prometheus/alerts.yml')
const guide = read('docs/operations.md')
const namesIn = (text: string) => [...new Set(text.match(NAME))]

test.each([
  ['the dashboard', dashboard],
  ['the alerts', alerts],
  ['the guide', guide],
])('every metric named by %s exists', (_, text) => {
  expect(namesIn(text).filter((name) => !known.has(name))).toEqual([])
})

test('every metric of ours is on the dashboard, in an alert or in the guide', () => {
  const named = namesIn(`${dashboard}${alerts}${guide}`)
  const isNamed = (name: string) => HISTOGRAM_PARTS.some((part) => named.includes(`${name}${part}`))
  expect(ours.filter((name) => name.startsWith('samsal_') && !isNamed(name))).toEqual([])
})

test('names end with their unit, and only counters with total', () => {
  const metrics = REGISTRIES.flatMap((registry) => registry.getMetricsAsArray())
  const counters = metrics.filter(({ name }) => name.startsWith('samsal_') && name.endsWith('_total'))
  expect(counters.filter(({ type }) => String(type) !== 'counter').map(({ name }) => name)).toEqual([])
  const histograms = metrics.filter(({ name, type }) => name.startsWith('samsal_') && String(type) === 'histogram')
  expect(histograms.filter(({ name }) => !name.endsWith('_duration_seconds')).map(({ name }) => name)).toEqual([])
})

test('the guide has a section for each alert', () => {
  const names = [...alerts.matchAll(/- alert: (\w+)/g)].map((match) => String(match[1]))
  expect(names.length).toBeGreaterThan(10)
  const explained = [...guide.matchAll(/^### (Samsal\w+)$/gm)].map((match) => String(match[1]))
  expect(new Set(explained)).toEqual(new Set(names))
  expect(alerts).toMatch(UP)
})
