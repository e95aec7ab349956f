import { refresh } from './refresh'

const router = { refresh: () => void refresh() }

/** In the light bundle in place of Next's router, of which the light pages use `refresh` alone. */
export const useRouter = () => router
