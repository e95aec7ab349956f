import type { SystemActor } from '@/domain/people/actor'

export const JOBS: SystemActor = { kind: 'system', name: 'jobs' }
