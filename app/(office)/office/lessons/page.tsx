import Link from 'next/link'

import { officeTitle, type Office } from '@/app/(office)/_kit/access'
import { listAddress } from '@/app/(office)/_kit/list-address'
import { ListPage } from '@/app/(office)/_kit/list-page'
import type { SearchParams } from '@/app/(office)/_kit/read-query'
import { addDays, dateOf } from '@/domain/time'

import { lessonsList } from './lessons'

export const generateMetadata = () => officeTitle('lessons.title')

export default function LessonsPage({ searchParams }: { searchParams: SearchParams }) {
  return <ListPage list={lessonsList} searchParams={searchParams} actions={shortcuts} />
}

function shortcuts({ say }: Office) {
  const today = dateOf(Date.now())
  const { path } = lessonsList
  const past = { untilOn: addDays(today, -1), sort: 'startsAt', direction: 'desc' }
  return [
    { word: say('lessons.today'), href: listAddress(path, { fromOn: today, untilOn: today }) },
    { word: say('lessons.coming'), href: listAddress(path, { fromOn: today }) },
    { word: say('lessons.past'), href: listAddress(path, past) },
  ].map(({ word, href }) => (
    <Link key={href} className="link inline-flex min-h-11 items-center px-2" href={href}>
      {word}
    </Link>
  ))
}
