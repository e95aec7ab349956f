import * as z from 'zod'

import { migrate } from '@/db/migrate'
import { sealNames } from '@/services/people/seal-names'

const PASSWORD_MIN = 16
const password = z.string().min(PASSWORD_MIN)
const env = z
  .object({ DATABASE_URL: z.url(), APP_ROLE_PASSWORD: password, JOBS_ROLE_PASSWORD: password })
  .parse(process.env)

const passwords = { app: env.APP_ROLE_PASSWORD, jobs: env.JOBS_ROLE_PASSWORD }
await migrate({ ownerUrl: env.DATABASE_URL, passwords, sealNames })
