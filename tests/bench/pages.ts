import type { System } from '@/tests/support/system'
import type { WebClient } from '@/tests/support/web-client'

import { secretOf } from './fill-lists'

export type PageOfPeople = { name: string; path: string; cookie?: string }

/** Every page that people use, requested by its user; lists with their largest number of rows. */
export async function listPages(system: System, client: WebClient): Promise<PageOfPeople[]> {
  const [admin, communicator, host] = await Promise.all(
    ['administrator', 'communicator', 'sitehost'].map((account) => client.signIn(system.staff(account))),
  )
  const [id] = await system.query<Record<string, string>>(`select
    (select id from lessons where ended_at is not null order by starts_at limit 1) ended,
    (select l.id from lessons l join groups g on g.id = l.group_id where g.name = 'SO tigrinska' and l.ended_at is null
      and l.starts_at < now() + interval '30 minutes' and l.ends_at > now() limit 1) today,
    (select id from groups where name = 'SO tigrinska') "group",
    (select id from persons where display_name = 'Person 1') person,
    (select id from staff where email = 'bench-1@example.org') staff,
    (select id from municipalities where name = 'Bjurholm') municipality,
    (select id from sites where name = 'Hallonets lärcentrum') site`)
  if (!id) throw new Error('the region is empty')
  const all = '?pageSize=200'
  const office = (name: string, path: string): PageOfPeople => ({
    ...{ name: `office: ${name}`, path: `/office${path}` },
    ...(admin === undefined ? {} : { cookie: admin }),
  })
  const as = (cookie: string | undefined, name: string, path: string): PageOfPeople =>
    cookie === undefined ? { name, path } : { name, path, cookie }
  const learner = `samsal-person=${secretOf(1)}`
  return [
    as(undefined, 'sign-in', '/sign-in'),
    as(`${learner}; samsal-language=sv`, 'learn, pre-join (sv)', '/learn'),
    as(`${learner}; samsal-language=ti`, 'learn, pre-join (ti)', '/learn'),
    as(`${learner}; samsal-language=ar`, 'learn, pre-join (ar)', '/learn'),
    as(communicator, 'teach', '/teach'),
    as(communicator, 'teach, cockpit', `/teach/${id.today}`),
    as(host, 'site', '/site'),
    as(host, 'site, roll', `/site/lessons/${id.today}?site=${id.site}`),
    as(`samsal-endpoint=${secretOf(1)}`, 'screen', '/screen'),
    office('overview', ''),
    office('lessons', `/lessons${all}`),
    office('lesson', `/lessons/${id.ended}`),
    office('groups', `/groups${all}`),
    office('group', `/groups/${id.group}${all}`),
    office('participants', `/participants${all}`),
    office('participant', `/participants/${id.person}`),
    office('staff', `/staff${all}`),
    office('member of staff', `/staff/${id.staff}`),
    office('municipalities', `/municipalities${all}`),
    office('municipality', `/municipalities/${id.municipality}`),
    office('sites', `/sites${all}`),
    office('site', `/sites/${id.site}`),
    office('screens', '/endpoints'),
    office('classroom checks', '/equipment'),
    office('operations', '/operations'),
    office('claims', `/claims?municipalityId=${id.municipality}&fromOn=2020-01-01&untilOn=2030-12-31`),
    office('audit', `/audit${all}`),
  ]
}
