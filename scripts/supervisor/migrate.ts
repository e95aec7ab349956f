import { step } from '../progress.mjs'
import { runBundle } from './run-bundle.ts'

/** Runs the database migrations. */
export async function migrate(env: NodeJS.ProcessEnv): Promise<void> {
  await step('Migrating the database', () =>
    runBundle({
      bundle: 'migrate',
      env,
      failure: 'The database could not be migrated',
      remedy: env.DATABASE_URL?.includes('@127.0.0.1')
        ? 'Mend what it names and start again; what was migrated stays so.'
        : 'See that DATABASE_URL can be reached and its user may create roles, then start again; what was migrated stays so.',
    }),
  )
}
