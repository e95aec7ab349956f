import type { Resource } from 'i18next'

import type { LearnState } from '@/app/(learn)/learn/learn-state'
import type { UiLanguage } from '@/domain/languages'

/** The element in which a light page is drawn, and the one that holds what it is drawn from. */
export const ROOT_ID = 'light-page'
export const CONTENTS_ID = 'light-contents'
/** In a refresh: the language whose texts the page has. */
export const LANGUAGE_HEADER = 'x-samsal-page-language'

/** A light page, and what its server knows for it. */
export type Shown = { page: 'learn'; state: LearnState } | { page: 'link'; isStraightIn: boolean }

/** All that a light page is drawn from: the server and the browser draw the same. */
export type LightContents = { shown: Shown; language: UiLanguage; resources: Resource }

/** The same for a page that is there: texts come again only when the language has changed. */
export type Refreshed = Omit<LightContents, 'resources'> & { resources?: Resource }
