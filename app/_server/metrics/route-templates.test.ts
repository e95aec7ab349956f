import { expect, test } from 'vitest'

import { makeTemplateFinder } from './route-templates'

const find = makeTemplateFinder({
  staticRoutes: [
    { page: '/', regex: '^/(?:/)?$' },
    { page: '/learn', regex: '^/learn(?:/)?$' },
  ],
  dynamicRoutes: [
    { page: '/api/materials/[materialId]', regex: '^/api/materials/([^/]+?)(?:/)?$' },
    { page: '/teach/[lessonId]', regex: '^/teach/([^/]+?)(?:/)?$' },
  ],
})

test.each([
  ['a page', '/learn', '/learn'],
  ['a page with its query', '/learn?in', '/learn'],
  ['the front page', '/', '/'],
  ['a path with an id', '/teach/0b7c8a1e-5d0c-4a55-9d7a-1f2f3a4b5c6d', '/teach/[lessonId]'],
  ['a built file', '/_next/static/chunks/a.js', '/_next/static'],
  ['what there is no page for', '/wp-login.php', 'other'],
  ['a deeper path', '/teach/a/b', 'other'],
  ['nothing', '', 'other'],
])('%s has its template', (_, url, template) => {
  expect(find(url)).toBe(template)
})
