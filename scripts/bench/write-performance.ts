import type { Machine } from './machine.ts'
import { isKept, median, type Figure, type Table } from '../../tests/bench/figures.ts'
import { show, type Results } from './results.ts'

/** docs/performance.json: each figure's median under its key, and the complete figures and tables. */
export function performanceJson({ figures, tables }: Results, about: { machine: Machine; on: string }): string {
  const values = Object.fromEntries(figures.map(({ key, values: all }) => [key, median(all)]))
  return `${JSON.stringify({ ...values, measuredOn: about.on, machine: about.machine, figures, tables }, null, 2)}\n`
}

/** docs/performance.md */
export function performancePage(
  { figures, tables }: Results,
  { machine, on }: { machine: Machine; on: string },
): string {
  return `${[
    '# Performance',
    '',
    'Written by `npm run bench`; do not edit by hand. `docs/performance.json` has the same for programs.',
    '',
    `Measured on ${on}: ${machine.cores} cores (${machine.processor}), ${machine.memoryGigabytes} GB, Linux ${machine.kernel}, Node ${machine.node}, mediasoup ${machine.mediasoup}. The machine is shared with others, so figures are ratios and counts where they can be, and each stands beside what it is measured against in the same run. Where there are several rounds the middle counts, and the least and most show the spread. A figure with a date is from an earlier run.`,
    '',
    '## Figures',
    '',
    '| figure | rounds | middle | least to most | promised | kept | measured against |',
    '|---|---|---|---|---|---|---|',
    ...figures.map(rowOf),
    '',
    '## What the limit is',
    '',
    ...figures.map(({ what, limit }) => `- **${what}**: ${limit}.`),
    '',
    ...tables.flatMap(sectionOf),
  ].join('\n')}`
}

function rowOf(figure: Figure): string {
  const { what, key, unit, values, beside, promise } = figure
  const kept = isKept(figure)
  const promised = promise
    ? [
        ...(promise.atMost === undefined ? [] : [`at most ${promise.atMost}`]),
        ...(promise.atLeast === undefined ? [] : [`at least ${promise.atLeast}`]),
      ].join(', ')
    : '–'
  const spread = `${show(Math.min(...values))} to ${show(Math.max(...values))}`
  const keptWord = kept === null ? '–' : kept ? 'yes' : '**no**'
  return `| ${what} (\`${key}\`) | ${values.length} | ${show(median(values))} ${unit}${figure.on === undefined ? '' : ` (${figure.on})`} | ${spread} | ${promised} | ${keptWord} | ${beside} |`
}

function sectionOf({ title, head, rows, note }: Table): string[] {
  return [
    `## ${title}`,
    '',
    ...(note === undefined ? [] : [note, '']),
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ]
}
