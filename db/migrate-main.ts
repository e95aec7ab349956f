import { z } from 'zod'

import { sealNames } from '@/services/people/seal-names'

import { migrate } from './migrate'

const env = z.object({ DATABASE_URL: z.url(), APP_ROLE_PASSWORD: z.string().min(16) }).parse(process.env)

await migrate({ ownerUrl: env.DATABASE_URL, appRolePassword: env.APP_ROLE_PASSWORD, sealNames })
