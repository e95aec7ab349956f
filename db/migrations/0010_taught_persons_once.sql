-- Who asks is looked up once, not once for each enrolment or classroom of the region: a function that runs with its
-- owner's rights is never inlined, and beside a column it is called for every row.
CREATE OR REPLACE FUNCTION actor_taught_persons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT e.person_id), '{}')
   FROM enrolments e LEFT JOIN sites s ON s.id = e.site_id
   WHERE (SELECT actor_kind() = 'staff')
     AND (e.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       OR s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_attended_lessons() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(given.id), '{}') FROM (
     SELECT l.id FROM enrolments e JOIN lessons l ON l.group_id = e.group_id
     WHERE actor_kind() = 'person' AND e.person_id = actor_id()
       AND (l.starts_at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN e.from_on AND coalesce(e.until_on, 'infinity')
     UNION
     SELECT l.id FROM sites s JOIN group_sites g ON g.site_id = s.id JOIN lessons l ON l.group_id = g.group_id
     WHERE s.id = (SELECT actor_site()) OR s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) AS given $$;
