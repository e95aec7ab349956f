import { loadPatiently } from '@/app/_lesson/load-patiently'

/** The lesson's own code, which the page before the lesson does not wait for. */
export const loadLesson = () => loadPatiently(() => import('./phone-live'))
