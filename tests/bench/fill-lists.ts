import type { System } from '@/tests/support/system'

const LINE = '{"roundTripMs":20,"lossUpPercent":0,"lossDownPercent":0,"upKbps":400,"downKbps":400}'
const FINDINGS = `{"parts":{"camera":"good","microphone":"good","loudspeaker":"good","udp":"good","tcp":"good","turn":"skipped"},"figures":{"udp":${LINE},"tcp":${LINE},"turn":null}}`

/** The secret in the cookie of the person, and of the screen, with this number. */
export const secretOf = (number: number) => `bench-secret-${number}`

/**
 * Adds rows with the numbers from `first` to `last` to everything that a list shows: classrooms, screens with a check,
 * staff, groups with a lesson that is on, participants who are enrolled in today's lesson and have attendance in an
 * ended one, municipalities, the audit, and media nodes that are down.
 */
export async function fillLists(system: System, first: number, last: number): Promise<void> {
  await system.query(`
    create temp table n as select number from generate_series(${first}, ${last}) number;
    create temp table of_ as select
      (select id from municipalities where name = 'Umeå') umea,
      (select id from municipalities where name = 'Bjurholm') bjurholm,
      (select id from sites where name = 'Hallonets lärcentrum') site,
      (select id from staff where email like 'communicator@%') communicator,
      (select password_hash from staff where email like 'communicator@%') password_hash,
      (select id from groups where name = 'SO tigrinska') today,
      (select id from lessons where ended_at is not null order by starts_at limit 1) ended;
    insert into municipalities (code, name, joined_on) select number + 90000, 'Kommun ' || number, '2020-01-01' from n;
    insert into sites (municipality_id, name) select bjurholm, 'Sal ' || number from n, of_;
    insert into endpoints (site_id, municipality_id, name, secret_hash, paired_by)
      select site, bjurholm, 'Vägg ' || number, encode(sha256(('bench-secret-' || number)::bytea), 'hex'), communicator
      from n, of_;
    insert into classroom_checks (endpoint_id, municipality_id, reason, verdict, findings)
      select e.id, e.municipality_id, 'night', 'green', '${FINDINGS}' from endpoints e, n where e.name = 'Vägg ' || number;
    insert into staff (email, name, password_hash)
      select 'bench-' || number || '@example.org', 'Medarbetare ' || number, password_hash from n, of_;
    insert into role_assignments (staff_id, municipality_id, role)
      select s.id, umea, 'communicator' from n, of_, staff s where s.email = 'bench-' || number || '@example.org';
    insert into groups (hosting_municipality_id, name, course_kind, language, communicator_id, starts_on, ends_on)
      select umea, 'Grupp ' || number, 'civic_orientation', 'ti', communicator, '2020-01-01', '2030-12-31' from n, of_;
    insert into lessons (group_id, hosting_municipality_id, communicator_id, theme_part, starts_at, ends_at, live_at)
      select g.id, umea, communicator, 3, now() - interval '1 minute', now() + interval '1 hour', now()
      from n, of_, groups g where g.name = 'Grupp ' || number;
    insert into persons (display_name, ui_language, spoken_language, home_municipality_id)
      select 'Person ' || number, 'ti', 'ti', bjurholm from n, of_;
    create temp table p as select persons.id, number from persons, n where display_name = 'Person ' || number;
    insert into person_identities (person_id, home_municipality_id, given_name, family_name)
      select id, bjurholm, 'Person', 'Exempel ' || number from p, of_;
    insert into home_registrations (person_id, municipality_id, from_on) select id, bjurholm, '2020-01-01' from p, of_;
    insert into person_links (person_id, secret_hash)
      select id, encode(sha256(('bench-secret-' || number)::bytea), 'hex') from p;
    insert into enrolments (group_id, person_id, hosting_municipality_id, home_municipality_id, site_id, from_on)
      select today, id, umea, bjurholm, site, '2020-01-01' from p, of_;
    with entry as (
      insert into attendance_entries (lesson_id, person_id, home_municipality_id, hosting_municipality_id, theme_part,
        lesson_on, origin, planned_minutes, present_minutes, excused_minutes, technical_failure_minutes, absent_minutes,
        rule_set_id)
      select ended, p.id, bjurholm, umea, 3, current_date - 7, 'assessed', 160, 160, 0, 0, 0, a.rule_set_id
      from p, of_, (select rule_set_id from attendance_entries limit 1) a
      returning id)
    insert into attendance_evidence select id, '{"pieces":[]}' from entry;
    insert into audit_entries (actor_kind, municipality_id, action) select 'system', umea, 'sign-in.succeeded' from n, of_;
    insert into media_nodes (id, region, is_draining, capacity, packets_per_second, started_at, seen_at, steady_since,
      lost_at, workers, lessons)
      select 'away-' || number, '24', false, 1000, 0, now(), now() - interval '1 hour', now(), now(), '[]', '[]' from n;
  `)
}
