import { SCRIPTS } from './names.ts'
import type { Sizes } from './sizes.ts'

export type Step = { title: string; sql: string }

/** Share of all persons and groups that the first municipality has. */
const LARGEST_SHARE = 0.15
const LECTURE_PERSONS = 300
const LESSONS_OF_GROUP = 28
/** Groups began within so many days before today, a week's lesson each, so the newest have most of theirs before them. */
const DAYS_BACK = 1_100
const SITES_OF_LARGEST = 20
const SITES_OF_OTHERS = 2

/**
 * What is chosen at random depends on the seed, the kind of thing and its number alone, so that the same seed makes the
 * same region on the same day. `place` gives the municipality at a share of everything: the first has its share, of the
 * others each has fewer than the one before.
 */
export function helpers(seed: number, sizes: Sizes): string {
  return `
    create function pg_temp.id_of(kind text, n bigint) returns uuid language sql immutable as
      $$ select overlay(overlay(md5('${seed} ' || kind || ' ' || n::text) placing '4' from 13) placing '8' from 17)::uuid $$;
    create function pg_temp.chance(kind text, n bigint) returns float8 language sql immutable as
      $$ select (hashint8extended(n, hashtextextended(kind, ${seed})) & 1073741823) / 1073741824.0::float8 $$;
    create function pg_temp.zipf(chance float8, most bigint) returns int language sql immutable as
      $$ select floor(exp(chance * ln(most + 1)))::int $$;
    create function pg_temp.place(share float8) returns int language sql immutable as
      $$ select case when share < ${LARGEST_SHARE} then 1 else 2 + floor(
        ${sizes.municipalities - 1} * power((share - ${LARGEST_SHARE}) / ${1 - LARGEST_SHARE}, 1.5))::int end $$;
    create function pg_temp.sites_of(municipality int) returns int language sql immutable as
      $$ select case when municipality = 1 then ${SITES_OF_LARGEST} else ${SITES_OF_OTHERS} end $$;
    create function pg_temp.site_of(municipality int, n bigint) returns uuid language sql immutable as
      $$ select pg_temp.id_of('site', municipality * 100 + 1 + n % pg_temp.sites_of(municipality)) $$;
    create function pg_temp.picked(words text[], chance float8) returns text language sql immutable as
      $$ select words[1 + floor(chance * cardinality(words))::int] $$;`
}

/** Names as a table: a row for each script. */
function scripts(): string {
  const array = (words: string) => `string_to_array('${words}', ' ')`
  const rows = SCRIPTS.map(
    ({ languages, given, family: [first, last] }, index) =>
      `(${index}, ${array(languages.join(' '))}, ${array(given)}, ${array(first)}, ${array(last)})`,
  )
  return `create temp table scripts on commit drop as
    select * from (values ${rows.join(', ')}) as s (script, languages, given, family, family_end);`
}

const PATH = '{"roundTripMs":20,"lossUpPercent":0,"lossDownPercent":0,"upKbps":400,"downKbps":400}'
const FINDINGS = `{"parts":{"camera":"good","microphone":"good","loudspeaker":"good","udp":"good","tcp":"good","turn":"skipped"},"figures":{"udp":${PATH},"tcp":${PATH},"turn":null}}`

/** Municipalities, classrooms and staff with each role. */
function region({ municipalities, communicators }: Sizes): string {
  return `
    insert into municipalities (id, code, name, joined_on, recording_allowed)
      select pg_temp.id_of('municipality', n), lpad((100 + n)::text, 4, '0'), 'Kommun ' || lpad((100 + n)::text, 4, '0'),
        '2020-01-01', n % 3 = 0
      from generate_series(1, ${municipalities}) n;
    insert into sites (id, municipality_id, name)
      select pg_temp.site_of(m, k), pg_temp.id_of('municipality', m), 'Klassrum ' || (k + 1)
      from generate_series(1, ${municipalities}) m, generate_series(0, pg_temp.sites_of(m) - 1) k;
    create temp table roles on commit drop as
      select role, number from unnest(array['administrator', 'coordinator', 'case_officer', 'communicator', 'interpreter',
        'site_host']) with ordinality r (role, number);
    insert into staff (id, email, name, password_hash)
      select pg_temp.id_of(role, m), role || '-' || lpad((100 + m)::text, 4, '0') || '@samsal.example',
        'Medarbetare ' || lpad((100 + m)::text, 4, '0') || ' ' || role, 'none'
      from generate_series(1, ${municipalities}) m, roles
      union all
      select pg_temp.id_of('teacher', c), 'teacher-' || c || '@samsal.example', 'Samhällskommunikatör ' || c, 'none'
      from generate_series(1, ${communicators}) c
      union all
      select pg_temp.id_of('administrator', 0), 'administrator@samsal.example', 'Hela landet', 'none';
    insert into role_assignments (staff_id, municipality_id, role)
      select pg_temp.id_of(role, m), pg_temp.id_of('municipality', m), role
      from generate_series(1, ${municipalities}) m, roles
      union all
      select pg_temp.id_of('teacher', c),
        pg_temp.id_of('municipality', pg_temp.place((c - 0.5) / ${communicators})), 'communicator'
      from generate_series(1, ${communicators}) c
      union all
      select pg_temp.id_of('administrator', 0), pg_temp.id_of('municipality', m), 'administrator'
      from generate_series(1, ${municipalities}) m;
    insert into endpoints (id, site_id, municipality_id, name, secret_hash, paired_by)
      select pg_temp.id_of('endpoint', m * 100 + k), pg_temp.site_of(m, k), pg_temp.id_of('municipality', m), 'Skärm',
        pg_temp.id_of('secret of an endpoint', m * 100 + k)::text, pg_temp.id_of('site_host', m)
      from generate_series(1, ${municipalities}) m, generate_series(0, pg_temp.sites_of(m) - 1) k;
    insert into classroom_checks (endpoint_id, municipality_id, checked_at, reason, verdict, findings)
      select e.id, e.municipality_id, date_trunc('day', now()) - make_interval(days => nights) + interval '3 hours', 'night',
        case when pg_temp.chance(e.id::text, nights) < 0.03 then 'red' else 'green' end, '${FINDINGS}'
      from generate_series(0, 199) nights, endpoints e;`
}

/** Persons with their names, home and card, in no order. One in a hundred is protected, and has no legal name here. */
function people({ persons }: Sizes): string {
  return `
    create temp table filled_persons on commit drop as
      select n, pg_temp.id_of('person', n) as id, pg_temp.place((n - 0.5) / ${persons}) as home,
        pg_temp.chance('protected', n) < 0.01 as is_protected,
        pg_temp.picked(s.languages, pg_temp.chance('language', n)) as language,
        s.given[pg_temp.zipf(pg_temp.chance('given', n), cardinality(s.given))] as given,
        pg_temp.picked(s.family, pg_temp.chance('family', n))
          || case when s.script in (0, 3) then '' else ' ' end
          || s.family_end[pg_temp.zipf(pg_temp.chance('family end', n), cardinality(s.family_end))] as family
      from generate_series(1, ${persons}) n
      join scripts s on s.script = floor(pg_temp.chance('script', n) * 4);
    create unique index on filled_persons (n);
    analyze filled_persons;
    insert into persons (id, display_name, ui_language, spoken_language, protected_identity,
      home_municipality_id)
      select id, case when is_protected then 'Alias ' || n when pg_temp.chance('shown', n) < 0.4 then given
          else given || ' ' || family end,
        case when language in ('ar', 'ti', 'en') then language else 'sv' end, language, is_protected,
        pg_temp.id_of('municipality', home)
      from filled_persons order by id;
    insert into person_identities (person_id, home_municipality_id, given_name, family_name, born_on)
      select id, pg_temp.id_of('municipality', home), case when not is_protected then given end,
        case when not is_protected then family end,
        current_date - 18 * 366 - floor(pg_temp.chance('born', n) * 17000)::int
      from filled_persons order by id;
    insert into permit_grounds (person_id, home_municipality_id, ground, from_on)
      select id, pg_temp.id_of('municipality', home),
        case when pg_temp.chance('permit', n) < 0.6 then 'refugee' else 'family_tie' end, current_date - ${DAYS_BACK} - 200
      from filled_persons;
    insert into home_registrations (person_id, municipality_id, from_on)
      select id, pg_temp.id_of('municipality', home), current_date - ${DAYS_BACK} - 100 from filled_persons;
    insert into person_links (person_id, secret_hash)
      select id, pg_temp.id_of('secret of a card', n)::text from filled_persons;`
}

/** Groups with their lessons, and two enrolments for each person: mostly at home, some anywhere. */
function courses({ persons, groups, communicators }: Sizes): string {
  const lecture = groups + 1
  return `
    create temp table filled_groups on commit drop as
      select g, pg_temp.id_of('group', g) as id, pg_temp.place(least((g - 0.5) / ${groups}, 0.9999)) as host,
        pg_temp.id_of('teacher', 1 + floor((g - 1)::float8 / ${groups} * ${communicators})::int) as communicator,
        date_trunc('week', current_date - floor(pg_temp.chance('start', g) * ${DAYS_BACK})::int)::date + (g % 5)::int
          as starts_on,
        pg_temp.picked(array['ti', 'ar', 'so', 'uk', 'fa-AF', 'am', 'ru', 'ckb'], pg_temp.chance('taught in', g)) as language
      from generate_series(1, ${groups}) g
      union all
      select ${lecture}, pg_temp.id_of('group', ${lecture}), 1, pg_temp.id_of('teacher', 1),
        current_date - 7 * ${LESSONS_OF_GROUP - 5}, 'sv';
    insert into groups (id, hosting_municipality_id, name, course_kind, sfi_course, language, communicator_id, starts_on, ends_on)
      select id, pg_temp.id_of('municipality', host),
        case when g = ${lecture} then 'Föreläsning för alla' else 'Grupp ' || lpad(g::text, 5, '0') || ' ' || language end,
        case when g % 2 = 0 then 'sfi' else 'civic_orientation' end, case when g % 2 = 0 then 'B' end,
        language, communicator, starts_on, starts_on + 7 * ${LESSONS_OF_GROUP}
      from filled_groups;
    create temp table filled_enrolments on commit drop as
      select distinct on (e.g, e.n) e.g, e.n, p.home,
        case when pg_temp.chance('seat', e.n) < 0.4 then pg_temp.site_of(p.home, e.n) end as site
      from (
        select n, 1 + floor((n - 0.5) / ${persons} * ${groups})::int as g from filled_persons
        union all
        select n, 1 + floor(case when pg_temp.chance('away', n) < 0.4 then pg_temp.chance('group', n)
          else (n - 0.5) / ${persons} end * ${groups})::int from filled_persons
        union all
        select n, 1 + (floor((n - 0.5) / ${persons} * ${groups})::int + 1) % ${groups} from filled_persons
        where pg_temp.chance('away', n) >= 0.4
        union all
        select n, ${lecture} from generate_series(1, least(${LECTURE_PERSONS}, ${persons})) n) e
      join filled_persons p using (n);
    analyze filled_groups, filled_enrolments;
    insert into enrolments (group_id, person_id, hosting_municipality_id, home_municipality_id, site_id, from_on, until_on)
      select f.id, pg_temp.id_of('person', e.n), pg_temp.id_of('municipality', f.host),
        pg_temp.id_of('municipality', e.home), e.site, f.starts_on, f.starts_on + 7 * ${LESSONS_OF_GROUP}
      from filled_enrolments e join filled_groups f using (g) order by f.starts_on, f.g;
    insert into group_sites (group_id, site_id)
      select distinct pg_temp.id_of('group', g), site from filled_enrolments where site is not null;
    create temp table filled_lessons on commit drop as
      select (g * 100 + k)::bigint as l, pg_temp.id_of('lesson', g * 100 + k) as id, g, id as group_id, host, communicator,
        case when g % 2 = 1 then 1 + k % 8 end as theme_part, starts_at, starts_at + interval '3 hours' as ends_at,
        pg_temp.chance('fate', g * 100 + k) as fate
      from filled_groups, generate_series(0, ${LESSONS_OF_GROUP - 1}) k,
        lateral (select (starts_on + 7 * k + make_interval(hours => 8 + (g % 9)::int)) at time zone 'Europe/Stockholm'
          as starts_at) t;
    create unique index on filled_lessons (l);
    analyze filled_lessons;
    insert into lessons (id, group_id, hosting_municipality_id, communicator_id, theme_part, starts_at, ends_at,
      break_starts_at, break_ends_at, cancelled_at, live_at, ended_at)
      select id, group_id, pg_temp.id_of('municipality', host), communicator, theme_part, starts_at, ends_at,
        starts_at + interval '80 minutes', starts_at + interval '100 minutes',
        case when fate < 0.01 then starts_at - interval '1 day' end,
        case when fate >= 0.02 and starts_at < now() then starts_at end,
        case when fate >= 0.02 and ends_at < now() then ends_at end
      from filled_lessons order by l;`
}

/** Who was in which lesson that was held, numbered in the order in which lessons ended. */
function attendance(): string {
  return `
    create temp table filled_entries on commit drop as
      select row_number() over (order by l.ends_at, l.l, e.n) as n, e.n as p, l.l, l.host, e.home, e.site, l.theme_part,
        l.starts_at, pg_temp.chance('present', l.l * 1000003 + e.n) as presence
      from filled_lessons l join filled_enrolments e using (g)
      where l.fate >= 0.02 and l.ends_at < now();
    analyze filled_entries;`
}

const PLANNED = 160
const PRESENT = `case when presence < 0.06 then 0 when presence < 0.12 then 100 else ${PLANNED} end`
/** The kinds of a device's facts with their minutes; those who sit in a classroom have marks instead. */
const FACTS = `(values (0, 'joined', 0), (1, 'media-up', 1), (2, 'seen', 30), (3, 'seen', 60), (4, 'seen', 120),
  (5, 'seen', 150), (6, 'left', 180)) f (k, kind, minute)`

function entries(): string {
  return `
    insert into attendance_entries (id, lesson_id, person_id, home_municipality_id, hosting_municipality_id, theme_part,
      lesson_on, origin, planned_minutes, present_minutes, excused_minutes, technical_failure_minutes, absent_minutes,
      rule_set_id, created_at)
      select n, pg_temp.id_of('lesson', l), pg_temp.id_of('person', p), pg_temp.id_of('municipality', home),
        pg_temp.id_of('municipality', host), theme_part, (starts_at at time zone 'Europe/Stockholm')::date, 'assessed',
        ${PLANNED}, ${PRESENT}, 0, 0, ${PLANNED} - (${PRESENT}),
        case when starts_at < '2026-01-01Z' then 'region-2020-02' else 'region-2026-01' end, starts_at + interval '3 hours'
      from filled_entries order by n;
    select setval('attendance_entries_id_seq', coalesce(max(n), 1)) from filled_entries;`
}

function evidence(): string {
  return `
    insert into attendance_evidence (entry_id, evidence)
      select n, jsonb_build_object('pieces', jsonb_build_array(
        case when site is null and presence >= 0.06 then jsonb_build_object('what', 'device', 'fromMs', ms + 60000,
            'toMs', ms + 10800000, 'factIds',
            jsonb_build_array(pg_temp.id_of('fact', n * 10 + 1), pg_temp.id_of('fact', n * 10 + 6)))
          when site is not null and presence >= 0.06 then jsonb_build_object('what', 'roll', 'fromMs', ms,
            'toMs', ms + 10800000, 'rollMarkId', n * 2, 'mark', 'present')
          else jsonb_build_object('what', 'uncovered', 'fromMs', ms, 'toMs', ms + 10800000, 'counted', 'absent',
            'rollMarkId', null) end))
      from filled_entries, lateral (select (extract(epoch from starts_at) * 1000)::bigint as ms) t order by n;`
}

function facts(): string {
  return `
    select open_fact_month(m::date) from generate_series(
      date_trunc('month', (select min(starts_at) from filled_lessons)), now(), interval '1 month') m;
    insert into presence_facts (id, lesson_id, kind, person_id, peer_id, at, node_id, received_at)
      select pg_temp.id_of('fact', n * 10 + f.k), pg_temp.id_of('lesson', l), f.kind, pg_temp.id_of('person', p),
        pg_temp.id_of('peer', n)::text, starts_at + make_interval(mins => f.minute), 'node-1', starts_at
      from (select * from filled_entries where site is null and presence >= 0.06 order by n) e, ${FACTS};
    insert into presence_facts (id, lesson_id, kind, at, node_id, received_at)
      select pg_temp.id_of(f.kind, l), id, f.kind, starts_at + make_interval(mins => f.minute), 'node-1', starts_at
      from filled_lessons, (values ('lesson-live', 0), ('lesson-ended', 180)) f (kind, minute)
      where fate >= 0.02 and starts_at < now() and (f.minute = 0 or ends_at < now());`
}

/** Both rounds, but for some lessons, whose second round nobody took. */
function marks(): string {
  return `
    insert into roll_marks (id, mark_key, lesson_id, person_id, site_id, round, mark, marked_by, marked_at)
      select n * 2 + r.second, pg_temp.id_of('mark', n * 2 + r.second), pg_temp.id_of('lesson', l),
        pg_temp.id_of('person', p), site, r.round, case when presence < 0.06 then 'absent' else 'present' end,
        pg_temp.id_of('site_host', home), starts_at + make_interval(mins => 5 + 100 * r.second)
      from filled_entries, (values (0, 'start'), (1, 'after_break')) r (second, round)
      where site is not null and (r.second = 0 or l % 29 <> 0) order by n;
    select setval('roll_marks_id_seq', coalesce(max(n), 1) * 2 + 2) from filled_entries;`
}

function audit({ municipalities, persons }: Sizes): string {
  return `
    insert into audit_entries (at, actor_kind, actor_id, municipality_id, action, subject_id, details)
      select * from (
        select ends_at, 'system', 'jobs', pg_temp.id_of('municipality', host), 'attendance.assessed', id::text,
          '{"persons":15,"changed":15,"ruleSetId":"region-2026-01"}'::jsonb
        from filled_lessons where fate >= 0.02 and ends_at < now()
        union all
        select now() - make_interval(mins => floor(pg_temp.chance('saved', n) * ${DAYS_BACK} * 1440)::int), 'staff',
          pg_temp.id_of('case_officer', home)::text, pg_temp.id_of('municipality', home), 'participant.saved',
          pg_temp.id_of('person', n)::text, '{}' from filled_persons
        union all
        select now() - make_interval(mins => floor(pg_temp.chance('signed in', n) * ${DAYS_BACK} * 1440)::int), 'staff',
          pg_temp.id_of('coordinator', 1 + n % ${municipalities})::text,
          pg_temp.id_of('municipality', 1 + n % ${municipalities}), 'sign-in.accepted',
          pg_temp.id_of('coordinator', 1 + n % ${municipalities})::text, '{}' from generate_series(1, ${persons}) n
      ) a (at, actor_kind, actor_id, municipality_id, action, subject_id, details) order by at;`
}

/** Everything in the order in which it is filled in. */
export function steps(sizes: Sizes): Step[] {
  return [
    { title: 'Municipalities, classrooms, staff', sql: scripts() + region(sizes) },
    { title: 'Persons', sql: people(sizes) },
    { title: 'Groups, lessons, enrolments', sql: courses(sizes) },
    { title: 'Who was in which lesson', sql: attendance() },
    { title: 'Attendance', sql: entries() },
    { title: 'Evidence', sql: evidence() },
    { title: 'Marks of the roll', sql: marks() },
    { title: 'Presence facts', sql: facts() },
    { title: 'Audit', sql: audit(sizes) },
  ]
}
