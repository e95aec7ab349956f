import type postgres from 'postgres'

import type { FilledCluster } from './fill-cluster'

type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: PlanNode[]
}
export type Plan = { 'Query Text': string; Plan: PlanNode }

/** A plan as auto_explain writes it into the log: a line of its own, and the rest of the lines indented. */
const PLAN = /duration: [\d.]+ ms {2}plan:\n((?:\t.*\n)+)/g

/** From the next connection on, Postgres logs the plan of every statement of the app, without those inside functions. */
export async function tellPlans(superuser: postgres.Sql): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_format': 'json',
    enable_seqscan: 'off',
  }
  for (const [name, value] of Object.entries(settings)) {
    await superuser.unsafe(`alter role samsal_app set ${name} = '${value}'`)
  }
}

/** The plans of everything that `work` asks the database. */
export async function readPlans(
  { readLogFrom }: Pick<FilledCluster, 'readLogFrom'>,
  work: () => Promise<void>,
): Promise<Plan[]> {
  const { next } = await readLogFrom(Number.POSITIVE_INFINITY)
  await work()
  const { text } = await readLogFrom(next)
  return [...text.matchAll(PLAN)].map(([, lines]) => JSON.parse(String(lines)) as Plan)
}

/** Of protected persons alone, who are few: read from its beginning to its end by design. */
const SMALL_INDEX = 'persons_protected'

/**
 * Tables that a plan reads from their beginning to their end: row by row, or along an index without a condition and
 * without a limit that ends it.
 */
export function wholeTablesOf({ Plan: top }: Plan): string[] {
  const tables: string[] = []
  const visit = (node: PlanNode, isLimited: boolean) => {
    const table = node['Relation Name']
    const isAlongIndex = /^Index (Only )?Scan/.test(node['Node Type']) && node['Index Name'] !== SMALL_INDEX
    const isWhole = isAlongIndex && node['Index Cond'] === undefined && !isLimited
    if (table !== undefined && (node['Node Type'] === 'Seq Scan' || isWhole)) tables.push(table)
    for (const child of node.Plans ?? []) visit(child, isLimited || node['Node Type'] === 'Limit')
  }
  visit(top, false)
  return tables
}
