import * as z from 'zod'

const route = z.object({ page: z.string(), regex: z.string() })
/** The routes manifest of the build. */
export const routesManifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) })

/** Everything that the build has no page for. */
const OTHER = 'other'
const BUILT_FILES = '/_next/static'

/** Finds the template of a request's path: there are as many as the build has pages, whatever is requested. */
export function makeTemplateFinder({ staticRoutes, dynamicRoutes }: z.infer<typeof routesManifest>) {
  const fixed = new Set(staticRoutes.map((one) => one.page))
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }))
  return (url: string): string => {
    const [path = ''] = url.split('?', 1)
    if (fixed.has(path)) return path
    if (path.startsWith(`${BUILT_FILES}/`)) return BUILT_FILES
    return patterns.find(({ pattern }) => pattern.test(path))?.page ?? OTHER
  }
}
