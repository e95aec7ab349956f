import type postgres from 'postgres'

/** Given names as they are written in the region's languages, the most frequent first. */
const GIVEN =
  'Mohammed محمد Fatima Ahmed فاطمة Anna Ali احمد Maria Олександр Hassan Selam Yusuf علي Oksana Мухаммад Abdi Mehmet Hodan Sara ተስፋይ Olena Hussein Mahmoud Aisha Karin Ibrahim مريم Åsa Ирина Berhane حسين Amina Xasan Zeynep Ihor Maxamed Leyla Noor Юсуф Khalid Şirin Omar Natalia ሰላም Habtom Osman شیرین Jalal Viktor'
const FIRST = 'Al Ber Dah Ek Far Gul Has Ib Jon Kar Lind Mal Nor Os Pet Qas Rah Sal Tes Ul Vor Wal Yas Zah'
const LAST = 'a i mark berg sson oglu enko ani e lund mane uri vik ova adi'

/**
 * Adds `count` persons with names by Zipf's law in several scripts, in fifty municipalities of which the first has a
 * seventh of all. Everybody is enrolled in a group of some municipality, mostly their own; one in two hundred is
 * protected. Their keys are made word by word, since the triggers would take minutes; a test compares some with the rule.
 */
export async function addManyPersons(owner: postgres.Sql, count: number): Promise<void> {
  await owner.unsafe(`
    select setseed(0.42);
    alter table persons disable trigger name_saved;
    alter table person_identities disable trigger name_saved;
    insert into municipalities (code, name, joined_on)
      select 7000 + at, 'Kommun ' || at, '2020-01-01' from generate_series(0, 49) at;
    create temp table places as select id, code::int - 7000 as at from municipalities where name like 'Kommun %';
    with communicator as (
      insert into staff (email, name, password_hash) values ('many@example.org', 'Many', 'x') returning id)
    insert into groups (hosting_municipality_id, name, course_kind, language, communicator_id, starts_on, ends_on)
      select places.id, 'Grupp ' || places.at, 'civic_orientation', 'ti', communicator.id, '2020-01-01', '2030-12-31'
      from places, communicator;
    create temp table words as
      select row_number() over () - 1 as at, word, 'given' as kind from unnest(string_to_array('${GIVEN}', ' ')) word
      union all
      select 49 + row_number() over (order by random()), b || lower(a) || 'n', 'given'
      from unnest(string_to_array('${FIRST}', ' ')) a, unnest(string_to_array('${LAST}', ' ')) b
      union all
      select (row_number() over (order by random())) - 1, a || b, 'family'
      from unnest(string_to_array('${FIRST}', ' ')) a, unnest(string_to_array('${LAST}', ' ')) b;
    create temp table sizes as select kind, count(*)::int as size from words group by kind;
    create temp table drawn as
      select gen_random_uuid() as id, number,
        case when random() < 0.15 then 0 else floor(random() * 50)::int end as home,
        case when random() < 0.8 then -1 else floor(random() * 50)::int end as host,
        floor(20 * power(20, random()))::int - 20 as given, floor(20 * power(20, random()))::int - 20 as middle,
        floor(20 * power(18, random()))::int - 20 as family, number % 200 = 0 as protected
      from generate_series(1, ${count}) number;
    create temp table named as
      select d.id, d.protected, home.id as home, coalesce(host.id, home.id) as host, g.word as given,
        m.word as middle, f.word as family
      from drawn d join places home on home.at = d.home left join places host on host.at = d.host
        join words g on g.at = d.given and g.kind = 'given' join words m on m.at = d.middle and m.kind = 'given'
        join words f on f.at = d.family and f.kind = 'family';
    insert into persons (id, display_name, ui_language, spoken_language, home_municipality_id,
        protected_identity)
      select id, case when protected then 'Alias ' || family else given || ' ' || family end, 'ti', 'ti',
        home, protected from named;
    insert into person_identities (person_id, home_municipality_id, given_name, family_name)
      select id, home, case when not protected then given || ' ' || middle end, case when not protected then family end
      from named;
    insert into enrolments (group_id, person_id, hosting_municipality_id, home_municipality_id, from_on)
      select groups.id, named.id, host, home, '2020-01-01' from named join groups on hosting_municipality_id = host;
    create temp table keys as select word, unnest(w.keys) as key
      from (select distinct word from words union select 'Alias') one, name_words(word) w;
    insert into name_keys
      select id, home, bool_and(is_legal), key from (
        select id, home, not protected and false as is_legal, unnest(case when protected then array['Alias', family]
          else array[given, family] end) as word from named
        union all
        select id, home, true, middle from named where not protected) one join keys using (word)
      group by id, home, key;
    alter table persons enable trigger name_saved;
    alter table person_identities enable trigger name_saved;
    analyze;
  `)
}
