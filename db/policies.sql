-- What the database lets whom do, in its present state. Written by tests/db/policies.test.ts; change it by a migration.

-- access_generations
GRANT INSERT ON access_generations TO samsal_app;
GRANT SELECT ON access_generations TO samsal_app;
GRANT UPDATE (generation, raised_at) ON access_generations TO samsal_app;
CREATE POLICY own_or_seen ON access_generations FOR ALL
  USING (is_system() OR ((subject_kind = actor_kind()) AND (subject_id = ( SELECT actor_id() AS actor_id))) OR ((actor_kind() = 'staff'::text) AND
CASE subject_kind
    WHEN 'person'::text THEN (subject_id IN ( SELECT persons.id
       FROM persons))
    WHEN 'endpoint'::text THEN (subject_id IN ( SELECT endpoints.id
       FROM endpoints))
    WHEN 'guest'::text THEN (subject_id IN ( SELECT invitations.id
       FROM invitations
    UNION ALL
     SELECT visitors.id
       FROM visitors))
    ELSE false
END));

-- attendance_entries
GRANT INSERT ON attendance_entries TO samsal_app;
GRANT SELECT ON attendance_entries TO samsal_app;
CREATE POLICY concerned ON attendance_entries FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (home_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (person_id = ( SELECT actor_id() AS actor_id
  WHERE (actor_kind() = 'person'::text))));
CREATE POLICY written_by_concerned ON attendance_entries FOR INSERT
  WITH CHECK (is_system() OR ((actor_kind() = 'staff'::text) AND (origin = 'corrected'::text) AND (actor_id = ( SELECT actor_id() AS actor_id)) AND (hosting_municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'coordinator'::text, 'communicator'::text]) AS actor_municipalities_as)::uuid[])) AND has_entry(lesson_id, person_id, home_municipality_id, hosting_municipality_id)));

-- attendance_evidence
GRANT INSERT ON attendance_evidence TO samsal_app;
GRANT SELECT ON attendance_evidence TO samsal_app;
CREATE POLICY as_entry ON attendance_evidence FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (EXISTS ( SELECT
   FROM attendance_entries e
  WHERE (e.id = attendance_evidence.entry_id))));
CREATE POLICY written_with_entry ON attendance_evidence FOR INSERT
  WITH CHECK (is_system() OR ((actor_kind() = 'staff'::text) AND (EXISTS ( SELECT
   FROM attendance_entries e
  WHERE ((e.id = attendance_evidence.entry_id) AND (e.origin = 'corrected'::text) AND (e.actor_id = ( SELECT actor_id() AS actor_id)))))));

-- audit_entries
GRANT INSERT ON audit_entries TO samsal_app;
GRANT SELECT ON audit_entries TO samsal_app;
CREATE POLICY seen_by_own ON audit_entries FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text]) AS actor_municipalities_as)::uuid[])));
CREATE POLICY written_by_actors ON audit_entries FOR INSERT
  WITH CHECK (is_system() OR ((actor_kind = actor_kind()) AND (actor_id = (( SELECT actor_id() AS actor_id))::text)));

-- classroom_checks
GRANT INSERT ON classroom_checks TO samsal_app;
GRANT SELECT ON classroom_checks TO samsal_app;
CREATE POLICY seen_by_own ON classroom_checks FOR SELECT
  USING (is_system() OR (municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR ((actor_kind() = 'endpoint'::text) AND (endpoint_id = ( SELECT actor_id() AS actor_id))));
CREATE POLICY sent_by_itself ON classroom_checks FOR INSERT
  WITH CHECK (is_system() OR ((actor_kind() = 'endpoint'::text) AND (endpoint_id = ( SELECT actor_id() AS actor_id)) AND (municipality_id = ( SELECT sites.municipality_id
   FROM sites
  WHERE (sites.id = actor_site())))));

-- contacts
GRANT DELETE ON contacts TO samsal_app;
GRANT INSERT ON contacts TO samsal_app;
GRANT SELECT ON contacts TO samsal_app;
GRANT UPDATE (sealed) ON contacts TO samsal_app;
CREATE POLICY kept_at_home ON contacts FOR ALL
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));

-- endpoints
GRANT INSERT ON endpoints TO samsal_app;
GRANT SELECT ON endpoints TO samsal_app;
GRANT UPDATE (unpaired_at) ON endpoints TO samsal_app;
CREATE POLICY own_municipality_or_self ON endpoints FOR SELECT
  USING (is_system() OR (municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR ((actor_kind() = 'endpoint'::text) AND (id = ( SELECT actor_id() AS actor_id))));
CREATE POLICY paired_at_own_site ON endpoints FOR INSERT
  WITH CHECK (is_set_up() OR ((paired_by = ( SELECT actor_id() AS actor_id)) AND (municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)::uuid[])) AND (municipality_id = ( SELECT s.municipality_id
   FROM sites s
  WHERE (s.id = endpoints.site_id)))));
CREATE POLICY unpaired_at_own_site ON endpoints FOR UPDATE
  USING (is_system() OR (municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)::uuid[])));

-- enrolments
GRANT INSERT ON enrolments TO samsal_app;
GRANT SELECT ON enrolments TO samsal_app;
GRANT UPDATE (home_municipality_id, until_on) ON enrolments TO samsal_app;
CREATE POLICY concerned ON enrolments FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (home_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (site_id IN ( SELECT s.id
   FROM sites s
  WHERE (s.municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])))) OR (person_id = ( SELECT actor_id() AS actor_id
  WHERE (actor_kind() = 'person'::text))) OR (site_id = ( SELECT actor_site() AS actor_site)));
CREATE POLICY ended_for_own ON enrolments FOR UPDATE
  USING (is_set_up() OR (hosting_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY started_for_own ON enrolments FOR INSERT
  WITH CHECK (is_set_up() OR (((hosting_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]))) AND (person_id IN ( SELECT p.id
   FROM persons p
  WHERE ((p.home_municipality_id = enrolments.home_municipality_id) AND ((NOT p.protected_identity) OR (p.home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])))))) AND (hosting_municipality_id = ( SELECT g.hosting_municipality_id
   FROM groups g
  WHERE (g.id = enrolments.group_id))) AND ((site_id IS NULL) OR (EXISTS ( SELECT
   FROM group_sites s
  WHERE ((s.group_id = enrolments.group_id) AND (s.site_id = enrolments.site_id)))))));

-- facts_set_aside
GRANT INSERT ON facts_set_aside TO samsal_app;
GRANT SELECT (key, kind, lesson_id, node_id, reason, set_aside_at, sql_state) ON facts_set_aside TO samsal_app;
CREATE POLICY hosted_or_nobodys ON facts_set_aside FOR SELECT
  USING (is_system() OR (lesson_id IN ( SELECT l.id
   FROM lessons l
  WHERE (l.hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])))) OR ((NOT (EXISTS ( SELECT
   FROM lessons l
  WHERE (l.id = facts_set_aside.lesson_id)))) AND (cardinality(( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text]) AS actor_municipalities_as)) > 0)));
CREATE POLICY sent_by_media_server ON facts_set_aside FOR INSERT
  WITH CHECK is_system();

-- group_patterns
GRANT DELETE ON group_patterns TO samsal_app;
GRANT INSERT ON group_patterns TO samsal_app;
GRANT SELECT ON group_patterns TO samsal_app;
GRANT UPDATE ON group_patterns TO samsal_app;
CREATE POLICY changed_by_host ON group_patterns FOR ALL
  USING (is_set_up() OR (group_id IN ( SELECT groups.id
   FROM groups
  WHERE (groups.hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])))));
CREATE POLICY known_to_actors ON group_patterns FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- group_sites
GRANT DELETE ON group_sites TO samsal_app;
GRANT INSERT ON group_sites TO samsal_app;
GRANT SELECT ON group_sites TO samsal_app;
CREATE POLICY changed_by_host ON group_sites FOR ALL
  USING (is_set_up() OR (group_id IN ( SELECT groups.id
   FROM groups
  WHERE (groups.hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])))));
CREATE POLICY known_to_actors ON group_sites FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- groups
GRANT INSERT ON groups TO samsal_app;
GRANT SELECT ON groups TO samsal_app;
GRANT UPDATE ON groups TO samsal_app;
CREATE POLICY added_by_host ON groups FOR INSERT
  WITH CHECK (is_set_up() OR (hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])));
CREATE POLICY changed_by_host ON groups FOR UPDATE
  USING (is_set_up() OR (hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])));
CREATE POLICY known_to_actors ON groups FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- heartbeats
GRANT INSERT ON heartbeats TO samsal_app;
GRANT SELECT ON heartbeats TO samsal_app;
GRANT UPDATE ON heartbeats TO samsal_app;
CREATE POLICY processes ON heartbeats FOR ALL
  USING is_system();

-- home_registrations
GRANT INSERT ON home_registrations TO samsal_app;
GRANT SELECT ON home_registrations TO samsal_app;
GRANT UPDATE ON home_registrations TO samsal_app;
CREATE POLICY added_at_home ON home_registrations FOR INSERT
  WITH CHECK (is_set_up() OR ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (person_id IN ( SELECT p.id
   FROM persons p
  WHERE (p.home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]))))));
CREATE POLICY changed_at_home ON home_registrations FOR UPDATE
  USING (is_set_up() OR ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (person_id IN ( SELECT p.id
   FROM persons p
  WHERE (p.home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]))))));
CREATE POLICY kept_at_home ON home_registrations FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (EXISTS ( SELECT
   FROM persons p
  WHERE ((p.id = home_registrations.person_id) AND (p.home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]))))));

-- import_mappings
GRANT INSERT ON import_mappings TO samsal_app;
GRANT SELECT ON import_mappings TO samsal_app;
GRANT UPDATE (columns) ON import_mappings TO samsal_app;
CREATE POLICY kept_by_keepers ON import_mappings FOR ALL
  USING (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]));

-- import_rows
GRANT DELETE ON import_rows TO samsal_app;
GRANT INSERT ON import_rows TO samsal_app;
GRANT SELECT ON import_rows TO samsal_app;
GRANT UPDATE (kept, kind, match_keys, person_id, refusals, sealed_cells, sealed_plan, state) ON import_rows TO samsal_app;
CREATE POLICY kept_by_keepers ON import_rows FOR ALL
  USING (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]))
  WITH CHECK ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (EXISTS ( SELECT
   FROM imports i
  WHERE ((i.id = import_rows.import_id) AND (i.municipality_id = import_rows.municipality_id)))));

-- imports
GRANT DELETE ON imports TO samsal_app;
GRANT INSERT ON imports TO samsal_app;
GRANT SELECT ON imports TO samsal_app;
GRANT UPDATE (applied_at, columns, else_language, overwritten, sealed_file, sealed_headings, state, undone_at) ON imports TO samsal_app;
CREATE POLICY read_by_keepers ON imports FOR SELECT
  USING (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]));
CREATE POLICY removed_by_keepers ON imports FOR DELETE
  USING ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (state = ANY (ARRAY['read'::text, 'planned'::text, 'failed'::text])) AND (applied_at IS NULL));
CREATE POLICY sent_by_keepers ON imports FOR INSERT
  WITH CHECK ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (asked_by = ( SELECT actor_id() AS actor_id)));
CREATE POLICY worked_on_by_keepers ON imports FOR UPDATE
  USING (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[]));

-- invitations
GRANT INSERT ON invitations TO samsal_app;
GRANT SELECT ON invitations TO samsal_app;
GRANT UPDATE (revoked_at) ON invitations TO samsal_app;
CREATE POLICY hosted_or_own ON invitations FOR SELECT
  USING (is_system() OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])) OR (id = ( SELECT actor_invitation() AS actor_invitation)));
CREATE POLICY made_by_host ON invitations FOR INSERT
  WITH CHECK (is_system() OR ((created_by = ( SELECT actor_id() AS actor_id)) AND (hosting_municipality_id = ( SELECT l.hosting_municipality_id
   FROM lessons l
  WHERE (l.id = invitations.lesson_id))) AND ((hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])))));
CREATE POLICY revoked_by_host ON invitations FOR UPDATE
  USING (is_system() OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])));

-- lesson_live_states
GRANT DELETE ON lesson_live_states TO samsal_app;
GRANT INSERT ON lesson_live_states TO samsal_app;
GRANT SELECT ON lesson_live_states TO samsal_app;
GRANT UPDATE ON lesson_live_states TO samsal_app;
CREATE POLICY sent_by_media_server ON lesson_live_states FOR ALL
  USING is_system();

-- lesson_placements
GRANT DELETE ON lesson_placements TO samsal_app;
GRANT INSERT ON lesson_placements TO samsal_app;
GRANT SELECT ON lesson_placements TO samsal_app;
GRANT UPDATE ON lesson_placements TO samsal_app;
CREATE POLICY known_to_all ON lesson_placements FOR SELECT
  USING (actor_kind() IS NOT NULL);
CREATE POLICY placed_by_app ON lesson_placements FOR ALL
  USING is_system();

-- lesson_questions
GRANT INSERT ON lesson_questions TO samsal_app;
GRANT SELECT ON lesson_questions TO samsal_app;
CREATE POLICY hosted_or_led ON lesson_questions FOR SELECT
  USING (is_system() OR (lesson_id IN ( SELECT l.id
   FROM lessons l
  WHERE (l.hosting_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])))) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])));
CREATE POLICY sent_by_media_server ON lesson_questions FOR INSERT
  WITH CHECK is_system();

-- lessons
GRANT INSERT ON lessons TO samsal_app;
GRANT SELECT ON lessons TO samsal_app;
GRANT UPDATE ON lessons TO samsal_app;
CREATE POLICY added_by_host ON lessons FOR INSERT
  WITH CHECK (is_set_up() OR ((hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])) AND (hosting_municipality_id = ( SELECT g.hosting_municipality_id
   FROM groups g
  WHERE (g.id = lessons.group_id)))));
CREATE POLICY changed_by_host ON lessons FOR UPDATE
  USING (is_system() OR (hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])))
  WITH CHECK (is_system() OR ((hosting_municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])) AND (hosting_municipality_id = ( SELECT g.hosting_municipality_id
   FROM groups g
  WHERE (g.id = lessons.group_id)))));
CREATE POLICY known_to_actors ON lessons FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- material_notes
GRANT DELETE ON material_notes TO samsal_app;
GRANT INSERT ON material_notes TO samsal_app;
GRANT SELECT ON material_notes TO samsal_app;
GRANT UPDATE ON material_notes TO samsal_app;
CREATE POLICY own ON material_notes FOR ALL
  USING (is_system() OR ((actor_kind() = 'staff'::text) AND (written_by = ( SELECT actor_id() AS actor_id)) AND (material_id IN ( SELECT materials.id
   FROM materials))));

-- material_slides
GRANT DELETE ON material_slides TO samsal_app;
GRANT INSERT ON material_slides TO samsal_app;
GRANT SELECT ON material_slides TO samsal_app;
GRANT UPDATE ON material_slides TO samsal_app;
CREATE POLICY added_by_communicator ON material_slides FOR INSERT
  WITH CHECK (is_system() OR (material_id IN ( SELECT materials.id
   FROM materials
  WHERE ((materials.completed_at IS NULL) AND (materials.removed_at IS NULL) AND (materials.lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[]))))));
CREATE POLICY as_material ON material_slides FOR SELECT
  USING (material_id IN ( SELECT materials.id
   FROM materials));
CREATE POLICY changed_by_communicator ON material_slides FOR UPDATE
  USING (is_system() OR (material_id IN ( SELECT materials.id
   FROM materials
  WHERE ((materials.completed_at IS NULL) AND (materials.removed_at IS NULL) AND (materials.lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[]))))));
CREATE POLICY removed_by_communicator ON material_slides FOR DELETE
  USING (is_system() OR (material_id IN ( SELECT materials.id
   FROM materials
  WHERE (materials.lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])))));

-- materials
GRANT INSERT ON materials TO samsal_app;
GRANT SELECT ON materials TO samsal_app;
GRANT UPDATE (completed_at, removed_at) ON materials TO samsal_app;
CREATE POLICY added_by_communicator ON materials FOR INSERT
  WITH CHECK (is_set_up() OR ((created_by = ( SELECT actor_id() AS actor_id)) AND (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])) AND (hosting_municipality_id = ( SELECT l.hosting_municipality_id
   FROM lessons l
  WHERE (l.id = materials.lesson_id)))));
CREATE POLICY changed_by_communicator ON materials FOR UPDATE
  USING (is_system() OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])));
CREATE POLICY hosted_or_given ON materials FOR SELECT
  USING (is_system() OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])) OR ((completed_at IS NOT NULL) AND (removed_at IS NULL) AND (lesson_id = ANY (( SELECT actor_attended_lessons() AS actor_attended_lessons)::uuid[]))));
CREATE POLICY shown_to_guest ON materials FOR SELECT
  USING ((completed_at IS NOT NULL) AND (removed_at IS NULL) AND (lesson_id = ( SELECT actor_guest_lesson() AS actor_guest_lesson)));

-- media_nodes
GRANT DELETE ON media_nodes TO samsal_app;
GRANT INSERT ON media_nodes TO samsal_app;
GRANT SELECT ON media_nodes TO samsal_app;
GRANT UPDATE ON media_nodes TO samsal_app;
CREATE POLICY known_to_all ON media_nodes FOR SELECT
  USING (actor_kind() IS NOT NULL);
CREATE POLICY sent_by_itself ON media_nodes FOR ALL
  USING is_system();

-- municipalities
GRANT INSERT ON municipalities TO samsal_app;
GRANT SELECT ON municipalities TO samsal_app;
GRANT UPDATE ON municipalities TO samsal_app;
CREATE POLICY added_by_set_up ON municipalities FOR INSERT
  WITH CHECK is_set_up();
CREATE POLICY changed_by_own ON municipalities FOR UPDATE
  USING (is_set_up() OR (id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text]) AS actor_municipalities_as)::uuid[])));
CREATE POLICY known_to_actors ON municipalities FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- name_keys
GRANT SELECT ON name_keys TO samsal_app;
CREATE POLICY as_person ON name_keys FOR SELECT
  USING (( SELECT is_set_up() AS is_set_up) OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) OR ((NOT is_legal) AND (( SELECT is_system() AS is_system) OR (home_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (person_id IN ( SELECT unnest(( SELECT actor_taught_persons() AS actor_taught_persons)) AS unnest)) OR (person_id = ( SELECT actor_id() AS actor_id
  WHERE (actor_kind() = 'person'::text))))));

-- pairing_codes
GRANT DELETE ON pairing_codes TO samsal_app;
GRANT INSERT ON pairing_codes TO samsal_app;
GRANT SELECT ON pairing_codes TO samsal_app;
GRANT UPDATE (endpoint_id) ON pairing_codes TO samsal_app;
CREATE POLICY made_by_product ON pairing_codes FOR ALL
  USING is_system();
CREATE POLICY read_from_a_wall ON pairing_codes FOR SELECT
  USING (cardinality(( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)) > 0);
CREATE POLICY taken_for_own_wall ON pairing_codes FOR UPDATE
  USING ((endpoint_id IS NULL) AND (cardinality(( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)) > 0))
  WITH CHECK (endpoint_id IN ( SELECT e.id
   FROM endpoints e
  WHERE ((e.paired_by = ( SELECT actor_id() AS actor_id)) AND (e.secret_hash = pairing_codes.secret_hash))));

-- permit_grounds
GRANT DELETE ON permit_grounds TO samsal_app;
GRANT INSERT ON permit_grounds TO samsal_app;
GRANT SELECT ON permit_grounds TO samsal_app;
GRANT UPDATE (until_on) ON permit_grounds TO samsal_app;
CREATE POLICY ended_at_home ON permit_grounds FOR UPDATE
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY kept_at_home ON permit_grounds FOR SELECT
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY recorded_at_home ON permit_grounds FOR INSERT
  WITH CHECK (is_set_up() OR ((home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (recorded_by = ( SELECT actor_id() AS actor_id))));
CREATE POLICY removed_at_home ON permit_grounds FOR DELETE
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));

-- person_identities
GRANT INSERT ON person_identities TO samsal_app;
GRANT SELECT ON person_identities TO samsal_app;
GRANT UPDATE (born_on, dossier_number, family_name, given_name, identity_number_encrypted, identity_number_hash, legal_sex) ON person_identities TO samsal_app;
CREATE POLICY kept_at_home ON person_identities FOR ALL
  USING (( SELECT is_set_up() AS is_set_up) OR ((home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND ((given_name IS NULL) OR (EXISTS ( SELECT
   FROM persons p
  WHERE ((p.id = person_identities.person_id) AND (NOT p.protected_identity)))))));

-- person_links
GRANT INSERT ON person_links TO samsal_app;
GRANT SELECT ON person_links TO samsal_app;
GRANT UPDATE (revoked_at) ON person_links TO samsal_app;
CREATE POLICY added_for_own ON person_links FOR INSERT
  WITH CHECK (is_system() OR ((created_by = ( SELECT actor_id() AS actor_id)) AND (cardinality(( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'case_officer'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)) > 0) AND (person_id IN ( SELECT p.id
   FROM persons p
  WHERE ((NOT p.protected_identity) OR (p.home_municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'case_officer'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)::uuid[])))))));
CREATE POLICY printed_for_own ON person_links FOR SELECT
  USING (( SELECT is_system() AS is_system) OR ((cardinality(( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'case_officer'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)) > 0) AND (EXISTS ( SELECT
   FROM persons p
  WHERE ((p.id = person_links.person_id) AND ((NOT p.protected_identity) OR (p.home_municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'case_officer'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)::uuid[]))))))));
CREATE POLICY revoked_for_own ON person_links FOR UPDATE
  USING (is_system() OR ((cardinality(( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'case_officer'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)) > 0) AND (person_id IN ( SELECT p.id
   FROM persons p
  WHERE ((NOT p.protected_identity) OR (p.home_municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'case_officer'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)::uuid[])))))));

-- persons
GRANT INSERT ON persons TO samsal_app;
GRANT SELECT ON persons TO samsal_app;
GRANT UPDATE ON persons TO samsal_app;
CREATE POLICY added_at_home ON persons FOR INSERT
  WITH CHECK (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY changed_at_home ON persons FOR UPDATE
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY on_the_way ON persons FOR SELECT
  USING (id = ANY (( SELECT actor_awaited_persons() AS actor_awaited_persons)::uuid[]));
CREATE POLICY own_municipality_or_self ON persons FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (home_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (id IN ( SELECT unnest(( SELECT actor_taught_persons() AS actor_taught_persons)) AS unnest)) OR (id = ( SELECT actor_id() AS actor_id
  WHERE (actor_kind() = 'person'::text))));

-- presence_facts
GRANT INSERT ON presence_facts TO samsal_app;
GRANT SELECT ON presence_facts TO samsal_app;
CREATE POLICY concerned ON presence_facts FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (EXISTS ( SELECT
   FROM lessons l
  WHERE ((l.id = presence_facts.lesson_id) AND (l.hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[]))))) OR (EXISTS ( SELECT
   FROM persons p
  WHERE ((p.id = presence_facts.person_id) AND (p.home_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[]))))) OR (person_id = ( SELECT actor_id() AS actor_id
  WHERE (actor_kind() = 'person'::text))));
CREATE POLICY of_the_lesson ON presence_facts FOR SELECT
  USING ((num_nonnulls(person_id, endpoint_id, staff_id) = 0) AND (EXISTS ( SELECT
   FROM (lessons l
     JOIN enrolments e ON ((e.group_id = l.group_id)))
  WHERE (l.id = presence_facts.lesson_id))));
CREATE POLICY sent_by_media_server ON presence_facts FOR INSERT
  WITH CHECK is_system();

-- provider_roles
GRANT DELETE ON provider_roles TO samsal_app;
GRANT INSERT ON provider_roles TO samsal_app;
GRANT SELECT ON provider_roles TO samsal_app;
CREATE POLICY saved_by_set_up ON provider_roles FOR ALL
  USING is_set_up();
CREATE POLICY seen_with_provider ON provider_roles FOR SELECT
  USING (is_system() OR (provider_id IN ( SELECT sign_in_providers.id
   FROM sign_in_providers)));

-- provider_ties
GRANT DELETE ON provider_ties TO samsal_app;
GRANT INSERT ON provider_ties TO samsal_app;
GRANT SELECT ON provider_ties TO samsal_app;
GRANT UPDATE (first_at, subject) ON provider_ties TO samsal_app;
CREATE POLICY seen_with_provider ON provider_ties FOR SELECT
  USING (is_system() OR (provider_id IN ( SELECT sign_in_providers.id
   FROM sign_in_providers)));
CREATE POLICY tied_by_set_up ON provider_ties FOR ALL
  USING is_set_up();

-- recordings
GRANT INSERT ON recordings TO samsal_app;
GRANT SELECT ON recordings TO samsal_app;
GRANT UPDATE (deleted_at, deleted_by, erased_at) ON recordings TO samsal_app;
CREATE POLICY deleted_by_own ON recordings FOR UPDATE
  USING (is_system() OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])));
CREATE POLICY hosted_or_given ON recordings FOR SELECT
  USING (is_system() OR (hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])) OR (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[])) OR ((deleted_at IS NULL) AND (lesson_id = ANY (( SELECT actor_attended_lessons() AS actor_attended_lessons)::uuid[]))));
CREATE POLICY sent_by_media_server ON recordings FOR INSERT
  WITH CHECK is_system();

-- recovery_codes
GRANT DELETE ON recovery_codes TO samsal_app;
GRANT INSERT ON recovery_codes TO samsal_app;
GRANT SELECT ON recovery_codes TO samsal_app;
GRANT UPDATE (used_at) ON recovery_codes TO samsal_app;
CREATE POLICY kept_by_set_up ON recovery_codes FOR ALL
  USING is_set_up();

-- role_assignments
GRANT DELETE ON role_assignments TO samsal_app;
GRANT INSERT ON role_assignments TO samsal_app;
GRANT SELECT ON role_assignments TO samsal_app;
GRANT UPDATE ON role_assignments TO samsal_app;
CREATE POLICY given_by_set_up ON role_assignments FOR ALL
  USING is_set_up();
CREATE POLICY seen_by_staff ON role_assignments FOR SELECT
  USING (is_system() OR (actor_kind() = 'staff'::text));

-- roll_marks
GRANT INSERT ON roll_marks TO samsal_app;
GRANT SELECT ON roll_marks TO samsal_app;
CREATE POLICY concerned ON roll_marks FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (EXISTS ( SELECT
   FROM lessons l
  WHERE ((l.id = roll_marks.lesson_id) AND (l.hosting_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[]))))) OR (site_id IN ( SELECT s.id
   FROM sites s
  WHERE (s.municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])))) OR (EXISTS ( SELECT
   FROM persons p
  WHERE ((p.id = roll_marks.person_id) AND (p.home_municipality_id = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[]))))) OR (person_id = ( SELECT actor_id() AS actor_id
  WHERE (actor_kind() = 'person'::text))));
CREATE POLICY taken_by_staff ON roll_marks FOR INSERT
  WITH CHECK (is_set_up() OR ((actor_kind() = 'staff'::text) AND (marked_by = ( SELECT actor_id() AS actor_id)) AND (site_id IN ( SELECT s.id
   FROM sites s
  WHERE (s.municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text, 'coordinator'::text, 'site_host'::text]) AS actor_municipalities_as)::uuid[])))) AND is_on_roll(lesson_id, site_id, person_id)));

-- runs
GRANT INSERT ON runs TO samsal_app;
GRANT SELECT ON runs TO samsal_app;
GRANT UPDATE (done, ended_at, error_code, heartbeat_at, state, total) ON runs TO samsal_app;
CREATE POLICY asked_by_keepers ON runs FOR INSERT
  WITH CHECK ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (asked_by = ( SELECT actor_id() AS actor_id)));
CREATE POLICY carried_out_by_jobs ON runs FOR UPDATE
  USING is_system();
CREATE POLICY read_by_keepers ON runs FOR SELECT
  USING (is_system() OR (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));

-- saved_views
GRANT DELETE ON saved_views TO samsal_app;
GRANT INSERT ON saved_views TO samsal_app;
GRANT SELECT ON saved_views TO samsal_app;
GRANT UPDATE (is_default, name, query, shared_in) ON saved_views TO samsal_app;
CREATE POLICY own ON saved_views FOR ALL
  USING ((actor_kind() = 'staff'::text) AND (staff_id = ( SELECT actor_id() AS actor_id)))
  WITH CHECK ((actor_kind() = 'staff'::text) AND (staff_id = ( SELECT actor_id() AS actor_id)) AND ((shared_in IS NULL) OR (shared_in = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[]))));
CREATE POLICY shared ON saved_views FOR SELECT
  USING ((actor_kind() = 'staff'::text) AND (shared_in = ANY (( SELECT actor_municipalities() AS actor_municipalities)::uuid[])));

-- sealed_names
GRANT DELETE ON sealed_names TO samsal_app;
GRANT INSERT ON sealed_names TO samsal_app;
GRANT SELECT ON sealed_names TO samsal_app;
GRANT UPDATE (sealed) ON sealed_names TO samsal_app;
CREATE POLICY changed_at_home ON sealed_names FOR UPDATE
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY opened_at_home ON sealed_names FOR SELECT
  USING (is_set_up() OR ((home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND has_opened(person_id, 'protected.opened'::text)));
CREATE POLICY removed_at_home ON sealed_names FOR DELETE
  USING (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY sealed_at_home ON sealed_names FOR INSERT
  WITH CHECK (is_set_up() OR (home_municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));

-- second_factors
GRANT DELETE ON second_factors TO samsal_app;
GRANT INSERT ON second_factors TO samsal_app;
GRANT SELECT (confirmed_at, last_step, staff_id) ON second_factors TO samsal_app;
GRANT UPDATE (confirmed_at, last_step, sealed_secret) ON second_factors TO samsal_app;
CREATE POLICY kept_by_set_up ON second_factors FOR ALL
  USING is_set_up();

-- sign_in_providers
GRANT INSERT ON sign_in_providers TO samsal_app;
GRANT SELECT (client_id, created_at, from_on, groups_claim, id, issuer, municipality_id, name, until_on) ON sign_in_providers TO samsal_app;
GRANT UPDATE (client_id, from_on, groups_claim, issuer, name, sealed_secret, until_on) ON sign_in_providers TO samsal_app;
CREATE POLICY saved_by_set_up ON sign_in_providers FOR ALL
  USING is_set_up();
CREATE POLICY seen_by_administrators ON sign_in_providers FOR SELECT
  USING (is_system() OR (municipality_id = ANY (( SELECT actor_municipalities_as(VARIADIC ARRAY['administrator'::text]) AS actor_municipalities_as)::uuid[])));

-- sites
GRANT INSERT ON sites TO samsal_app;
GRANT SELECT ON sites TO samsal_app;
GRANT UPDATE ON sites TO samsal_app;
CREATE POLICY added_by_own ON sites FOR INSERT
  WITH CHECK (is_set_up() OR (municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])));
CREATE POLICY changed_by_own ON sites FOR UPDATE
  USING (is_set_up() OR (municipality_id = ANY (( SELECT actor_offices() AS actor_offices)::uuid[])));
CREATE POLICY known_to_actors ON sites FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- staff
GRANT INSERT ON staff TO samsal_app;
GRANT SELECT (created_at, disabled_at, email, id, kept_by, language, name) ON staff TO samsal_app;
GRANT UPDATE ON staff TO samsal_app;
CREATE POLICY added_by_set_up ON staff FOR INSERT
  WITH CHECK is_set_up();
CREATE POLICY changed_by_own ON staff FOR UPDATE
  USING (is_system() OR ((actor_kind() = 'staff'::text) AND (id = ( SELECT actor_id() AS actor_id))));
CREATE POLICY known_to_actors ON staff FOR SELECT
  USING (( SELECT actor_kind() AS actor_kind) IS NOT NULL);

-- transfer_questions
GRANT INSERT ON transfer_questions TO samsal_app;
GRANT SELECT ON transfer_questions TO samsal_app;
GRANT UPDATE (agreed_from_on, answer, answered_by, settled_at, state) ON transfer_questions TO samsal_app;
CREATE POLICY answered_by_set_up ON transfer_questions FOR UPDATE
  USING is_set_up();
CREATE POLICY put_by_set_up ON transfer_questions FOR INSERT
  WITH CHECK is_set_up();
CREATE POLICY put_to_own ON transfer_questions FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));

-- transfer_requests
GRANT INSERT ON transfer_requests TO samsal_app;
GRANT SELECT ON transfer_requests TO samsal_app;
GRANT UPDATE (agreed_from_on, arrived_at, arriving_id, is_overtaken, settled_at, state, told) ON transfer_requests TO samsal_app;
CREATE POLICY added_by_own ON transfer_requests FOR INSERT
  WITH CHECK (is_set_up() OR ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (asked_by = ( SELECT actor_id() AS actor_id)) AND (state = 'asked'::text) AND (num_nonnulls(arriving_id, agreed_from_on, arrived_at, settled_at) = 0) AND (told IS NULL) AND (NOT is_overtaken) AND (EXISTS ( SELECT
   FROM person_identities i
  WHERE ((i.person_id = transfer_requests.person_id) AND (i.home_municipality_id = transfer_requests.municipality_id) AND (i.identity_number_hash = transfer_requests.number_hash))))));
CREATE POLICY asked_by_own ON transfer_requests FOR SELECT
  USING (( SELECT is_system() AS is_system) OR (municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])));
CREATE POLICY withdrawn_by_own ON transfer_requests FOR UPDATE
  USING (is_set_up() OR ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (state = 'asked'::text)))
  WITH CHECK (is_set_up() OR ((municipality_id = ANY (( SELECT actor_registers() AS actor_registers)::uuid[])) AND (state = 'withdrawn'::text) AND (told IS NULL) AND (NOT is_overtaken) AND (num_nonnulls(arriving_id, agreed_from_on, arrived_at) = 0)));

-- visitors
GRANT INSERT ON visitors TO samsal_app;
GRANT SELECT ON visitors TO samsal_app;
GRANT UPDATE (admitted_at, decided_by, refused_at) ON visitors TO samsal_app;
CREATE POLICY asked_of_the_product ON visitors FOR INSERT
  WITH CHECK is_system();
CREATE POLICY asked_or_decided ON visitors FOR SELECT
  USING (is_system() OR ((actor_kind() = 'staff'::text) AND (invitation_id IN ( SELECT invitations.id
   FROM invitations))) OR (lesson_id = ( SELECT actor_substituted_lesson() AS actor_substituted_lesson)) OR ((actor_kind() = 'guest'::text) AND (id = ( SELECT actor_id() AS actor_id))));
CREATE POLICY decided_by_leader ON visitors FOR UPDATE
  USING (is_system() OR ((actor_kind() = 'staff'::text) AND (lesson_id = ANY (( SELECT actor_communicated_lessons() AS actor_communicated_lessons)::uuid[]))) OR (lesson_id = ( SELECT actor_substituted_lesson() AS actor_substituted_lesson)));

CREATE OR REPLACE FUNCTION public.actor_attended_lessons()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT coalesce(array_agg(given.id), '{}') FROM (
     SELECT l.id FROM enrolments e JOIN lessons l ON l.group_id = e.group_id
     WHERE actor_kind() = 'person' AND e.person_id = actor_id()
       AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))
     UNION
     SELECT l.id FROM sites s JOIN group_sites g ON g.site_id = s.id JOIN lessons l ON l.group_id = g.group_id
     WHERE s.id = (SELECT actor_site()) OR s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) AS given $function$;

CREATE OR REPLACE FUNCTION public.actor_awaited_persons()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT coalesce(array_agg(r.arriving_id), '{}') FROM transfer_requests r
   WHERE r.state = 'agreed' AND r.arrived_at IS NULL
     AND r.municipality_id = ANY ((SELECT actor_registers())::uuid[]) $function$;

CREATE OR REPLACE FUNCTION public.actor_communicated_lessons()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT coalesce(array_agg(l.id), '{}') FROM lessons l JOIN staff s ON s.id = l.communicator_id
   WHERE actor_kind() = 'staff' AND l.communicator_id = actor_id() AND s.disabled_at IS NULL
     AND EXISTS (SELECT FROM role_assignments r WHERE r.staff_id = s.id AND r.role = 'communicator'
       AND in_force_on(r.from_on, r.until_on, region_day(now()))) $function$;

CREATE OR REPLACE FUNCTION public.actor_guest_lesson()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT i.lesson_id FROM invitations i LEFT JOIN visitors v ON v.invitation_id = i.id AND v.id = actor_id()
   WHERE i.id = actor_invitation() AND (i.kind <> 'waiting-room' OR v.admitted_at IS NOT NULL) $function$;

CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ SELECT CASE WHEN actor_kind() IN ('staff', 'person', 'endpoint', 'guest')
   THEN split_part(current_setting('app.actor', true), ':', 2)::uuid END $function$;

CREATE OR REPLACE FUNCTION public.actor_invitation()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT i.id FROM invitations i LEFT JOIN visitors v ON v.invitation_id = i.id AND v.id = actor_id()
   WHERE actor_kind() = 'guest' AND i.revoked_at IS NULL
     AND ((i.kind <> 'waiting-room' AND i.id = actor_id()) OR v.id IS NOT NULL) $function$;

CREATE OR REPLACE FUNCTION public.actor_kind()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ SELECT CASE
     WHEN split_part(current_setting('app.actor', true), ':', 1) IN ('staff', 'person', 'endpoint', 'guest')
       AND length(split_part(current_setting('app.actor', true), ':', 2)) = 36
     THEN split_part(current_setting('app.actor', true), ':', 1)
     WHEN current_setting('app.actor', true) LIKE 'system:_%' THEN 'system' END $function$;

CREATE OR REPLACE FUNCTION public.actor_municipalities()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT coalesce(array_agg(DISTINCT r.municipality_id), '{}')
   FROM role_assignments r JOIN staff s ON s.id = r.staff_id
   WHERE actor_kind() = 'staff' AND r.staff_id = actor_id() AND s.disabled_at IS NULL
     AND in_force_on(r.from_on, r.until_on, region_day(now())) $function$;

CREATE OR REPLACE FUNCTION public.actor_municipalities_as(VARIADIC roles text[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT coalesce(array_agg(DISTINCT r.municipality_id), '{}')
   FROM role_assignments r JOIN staff s ON s.id = r.staff_id
   WHERE actor_kind() = 'staff' AND r.staff_id = actor_id() AND s.disabled_at IS NULL AND r.role = ANY (roles)
     AND in_force_on(r.from_on, r.until_on, region_day(now())) $function$;

CREATE OR REPLACE FUNCTION public.actor_offices()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ SELECT actor_municipalities_as('administrator', 'coordinator') $function$;

CREATE OR REPLACE FUNCTION public.actor_registers()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ SELECT actor_municipalities_as('administrator', 'coordinator', 'case_officer') $function$;

CREATE OR REPLACE FUNCTION public.actor_site()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT site_id FROM endpoints WHERE actor_kind() = 'endpoint' AND id = actor_id() AND unpaired_at IS NULL $function$;

CREATE OR REPLACE FUNCTION public.actor_substituted_lesson()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT lesson_id FROM invitations WHERE id = actor_invitation() AND kind = 'substitute' $function$;

CREATE OR REPLACE FUNCTION public.actor_taught_persons()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT coalesce(array_agg(taught.person_id), '{}') FROM (
     SELECT e.person_id FROM unnest((SELECT actor_municipalities())::uuid[]) AS host, LATERAL (
       SELECT person_id, home_municipality_id FROM enrolments WHERE hosting_municipality_id = host OFFSET 0) e
     WHERE NOT e.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
     UNION
     SELECT e.person_id FROM sites s, LATERAL (
       SELECT person_id, home_municipality_id FROM enrolments WHERE site_id = s.id OFFSET 0) e
     WHERE s.municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       AND NOT e.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])) taught $function$;

CREATE OR REPLACE FUNCTION public.consonants_of(heard text, script text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ DECLARE
  spoken text COLLATE "C" := replace(heard, 'y', 'i');
  skeleton text := CASE WHEN spoken ~ '^[aeiou]' THEN 'a' ELSE '' END || translate(spoken, 'aeiou', '')
    || CASE WHEN spoken ~ '[^aeiou][aeiou]+$' THEN 'a' ELSE '' END;
  ending text[] := regexp_match(spoken, '^(.*[^aeiou])([aeiou]+)([^aeiou])$');
  before text := CASE WHEN ending[1] ~ '^[aeiou]' THEN 'a' ELSE '' END || translate(ending[1], 'aeiou', '');
  found text[] := ARRAY[skeleton];
BEGIN
  IF length(before) >= 2 THEN
    IF ending[2] ~ 'i|ee' THEN
      found := ARRAY[before || 'y' || ending[3]];
    ELSIF ending[2] ~ '[ou]' THEN
      found := ARRAY[before || 'w' || ending[3]];
      -- Short where the one before is round too, and then not written in Arabic: Yusuf.
      IF length(ending[2]) = 1 AND ending[1] ~ '^[^aeiou]*[aeiou]*[ou]' THEN found := found || skeleton; END IF;
    ELSIF ending[2] = 'e' THEN
      found := found || (before || 'y' || ending[3]);
    END IF;
  ELSIF script = 'a' AND length(skeleton) >= 3 THEN
    -- The vowel is not written, and the one before says which it can be: Khalid, Yusuf.
    IF spoken ~ '[^aeiou]a[^aeiou]{2}$' THEN
      found := found || (left(skeleton, -1) || 'y' || right(skeleton, 1));
    ELSIF spoken ~ 'u[^aeiou]{2}$' THEN
      found := found || (left(skeleton, -1) || 'w' || right(skeleton, 1));
    END IF;
  END IF;
  -- An h at the end is often not written.
  IF spoken ~ 'h$' THEN found := found || (left(skeleton, -1) || 'a'); END IF;
  RETURN ARRAY(SELECT lower(replace(one, 'ww', 'w')) FROM unnest(found) AS one);
END $function$;

CREATE OR REPLACE FUNCTION public.enqueue_job(task text, payload json, key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ BEGIN
  IF actor_kind() IS DISTINCT FROM 'system' AND actor_kind() IS DISTINCT FROM 'staff' THEN
    RAISE EXCEPTION 'nobody asks for this job' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM graphile_worker.add_job(task, payload, job_key => key, run_at => run_at);
END $function$;

CREATE OR REPLACE FUNCTION public.enrolled_elsewhere(lesson uuid, site uuid)
 RETURNS TABLE(person_id uuid, display_name text, site_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT DISTINCT ON (p.id) p.id, p.display_name, s.name
   FROM lessons l JOIN enrolments e ON e.group_id = l.group_id JOIN persons p ON p.id = e.person_id
     LEFT JOIN sites s ON s.id = e.site_id
   WHERE (SELECT takes_roll(lesson, site)) AND l.id = lesson AND NOT p.protected_identity
     AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))
     AND NOT EXISTS (SELECT FROM enrolments o WHERE o.group_id = l.group_id AND o.person_id = p.id AND o.site_id = site
       AND in_force_on(o.from_on, o.until_on, region_day(l.starts_at)))
   ORDER BY p.id, s.name $function$;

CREATE OR REPLACE FUNCTION public.folded_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ SELECT replace(replace(replace(replace(
     translate(
       btrim(regexp_replace(regexp_replace(
         lower(normalize(
           regexp_replace(name COLLATE "C", '[\uFE00-\uFE0F''`\u00AD\u00B4\u02B9-\u02BF\u061C\u180E\u200B-\u200F\u2018-\u201B\u202A-\u202E\u2060-\u206F\u2032\uFEFF]', '', 'g'),
           NFKD) COLLATE "und-x-icu") COLLATE "C",
         '[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF-\u05C7\u0610-\u061A\u0621\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u08D3-\u08E1\u08E3-\u08FF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]', '', 'g'),
         '[\u0001-\u0022\u0027-\u002A\u002C-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B6-\u00B8\u00BB\u00BF\u05BE\u060C\u061B\u061F\u06D4\u1361-\u1368\u1680\u2000-\u206F\u3000-\u3003\u30FB]+', ' ', 'g')),
       'یىېۍےکڪةہۃھەٱςøđðłıŋħŧəሠሡሢሣሤሥሦሧፀፁፂፃፄፅፆፇኀኁኂኃኄኅኆኇ',
       'يييييككهههههاσoddlinhteሰሱሲሳሴስሶሷጸጹጺጻጼጽጾጿሐሑሒሓሔሕሖሗ'),
     'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') $function$;

CREATE OR REPLACE FUNCTION public.has_entry(lesson uuid, person uuid, home uuid, host uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT actor_kind() IN ('system', 'staff') AND EXISTS (
     SELECT FROM attendance_entries WHERE lesson_id = lesson AND person_id = person
       AND home_municipality_id = home AND hosting_municipality_id = host) $function$;

CREATE OR REPLACE FUNCTION public.has_opened(person uuid, opening text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT coalesce(actor_kind() = 'staff', false) AND EXISTS (
     SELECT FROM audit_entries a
     WHERE a.subject_id = person::text AND a.action = opening AND a.actor_kind = 'staff' AND a.actor_id = actor_id()::text
       AND a.at > now() - interval '15 minutes' AND a.at <= now()
       -- What is protected is opened by a reason alone.
       AND (opening <> 'protected.opened' OR length(a.details ->> 'reason') > 0)) $function$;

CREATE OR REPLACE FUNCTION public.in_force_from(until_on date, day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT until_on IS NULL OR until_on >= day $function$;

CREATE OR REPLACE FUNCTION public.in_force_on(from_on date, until_on date, day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT from_on <= day AND public.in_force_from(until_on, day) $function$;

CREATE OR REPLACE FUNCTION public.is_current_entry(entry_id bigint, lesson uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT coalesce(actor_kind() IN ('system', 'staff', 'person'), false) AND entry_id = (
     SELECT id FROM attendance_entries WHERE lesson_id = lesson AND person_id = person
     ORDER BY (origin = 'corrected') DESC, id DESC LIMIT 1) $function$;

CREATE OR REPLACE FUNCTION public.is_on_roll(lesson uuid, site uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT actor_kind() IN ('system', 'staff') AND EXISTS (
     SELECT FROM lessons l JOIN enrolments e ON e.group_id = l.group_id JOIN persons p ON p.id = e.person_id
     WHERE l.id = lesson AND e.person_id = person
       AND (e.site_id = site OR (NOT p.protected_identity AND takes_roll(lesson, site)))
       AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at))) $function$;

CREATE OR REPLACE FUNCTION public.is_set_up()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT coalesce(current_setting('app.actor', true) = 'system:set-up', false) $function$;

CREATE OR REPLACE FUNCTION public.is_system()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ SELECT coalesce(actor_kind() = 'system', false) $function$;

CREATE OR REPLACE FUNCTION public.keep_name_keys()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ DECLARE person uuid;
BEGIN
  IF TG_TABLE_NAME = 'persons' THEN person := NEW.id; ELSE person := coalesce(NEW.person_id, OLD.person_id); END IF;
  -- Two transactions that change both names of one person follow one another, so that the second sees what the first wrote.
  PERFORM FROM persons WHERE id = person FOR NO KEY UPDATE;
  DELETE FROM name_keys WHERE person_id = person;
  INSERT INTO name_keys SELECT * FROM keys_of_persons(ARRAY[person]);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.keys_of_persons(ids uuid[])
 RETURNS SETOF name_keys
 LANGUAGE sql
 STABLE
AS $function$ SELECT p.id, p.home_municipality_id, bool_and(found.is_legal), found.key
   FROM persons p, LATERAL (
     SELECT false AS is_legal, unnest(w.keys) AS key FROM name_words(p.display_name) w
     UNION ALL
     SELECT true, unnest(w.keys) FROM person_identities i, name_words(i.given_name || ' ' || i.family_name) w
     WHERE i.person_id = p.id AND NOT p.protected_identity) AS found
   WHERE p.id = ANY (ids)
   GROUP BY p.id, p.home_municipality_id, found.key $function$;

CREATE OR REPLACE FUNCTION public.marks_for_roll(lesson uuid, site uuid)
 RETURNS TABLE(id bigint, mark_key uuid, person_id uuid, site_id uuid, round text, mark text, arrived_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT m.id, m.mark_key, m.person_id, m.site_id, m.round, m.mark, m.arrived_at FROM roll_marks m
   WHERE m.lesson_id = lesson AND (SELECT takes_roll(lesson, site)) $function$;

CREATE OR REPLACE FUNCTION public.name_words(name text)
 RETURNS TABLE(place integer, keys text[], same_as text[])
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT ROWS 3
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$ WITH written AS (
     SELECT left(name, 400) AS name
   ), words AS (
     SELECT word.place::int, left(word.folded, 40) AS folded, left(word.heard, 40) AS heard
     FROM written, unnest(
       string_to_array(nullif(folded_name(written.name), ''), ' '),
       -- Letters that folding makes like others and that are read otherwise: vowels of Sorani, and ç.
       string_to_array(nullif(folded_name(
         replace(translate(lower(normalize(written.name, NFC)), 'ەئ', 'اا'), 'ç', 'ch')), ''), ' ')
     ) WITH ORDINALITY AS word (folded, heard, place)
   ), forms AS (
     SELECT words.* FROM words
     UNION ALL
     -- The Arabic article is written with its word, and elsewhere apart or not at all.
     SELECT words.place, substr(words.folded, 3), substr(words.heard, 3) FROM words WHERE words.folded LIKE 'ال___%'
     UNION ALL
     -- Before these letters its l is not said: Abdurrahman.
     SELECT words.place, words.folded, 'عبد' || substr(words.heard, 6) FROM words
     WHERE words.heard COLLATE "C" ~ '^عبدال[تثدذرزسشصضطظن]'
   ), sounds AS (
     SELECT forms.place, script_of(forms.heard) AS script, length(forms.heard) AS letters, sound,
       length(rtrim(sound, 'a')) AS weight
     FROM forms, unnest(sounds_of(forms.heard)) AS sound
   ), found AS (
     SELECT forms.place, forms.folded AS key, forms.folded AS same FROM forms
     UNION
     SELECT sounds.place, '~' || sound, '~' || sound FROM sounds WHERE weight >= 3
     UNION
     SELECT sounds.place, ':' || script || sound, ':' || other || sound FROM sounds, unnest('{l,c,g,a,e}'::text[]) AS other
     WHERE weight = 2 AND other <> script AND letters >= CASE WHEN script IN ('a', 'e') THEN 2 ELSE 3 END
   )
   SELECT found.place, array_agg(DISTINCT found.key), array_agg(DISTINCT found.same) FROM found GROUP BY found.place $function$;

CREATE OR REPLACE FUNCTION public.open_fact_month(first_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$ DECLARE
  month text := to_char(first_day, '"m"YYYY_MM');
  from_at timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
  until_at timestamptz := (first_day + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass('presence_months.' || month) IS NOT NULL THEN RETURN false; END IF;
  LOCK TABLE lessons IN SHARE ROW EXCLUSIVE MODE;
  LOCK TABLE presence_months.other IN ACCESS EXCLUSIVE MODE;
  -- Another transaction may have made it meanwhile.
  IF to_regclass('presence_months.' || month) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE presence_months.%I (LIKE presence_facts INCLUDING ALL)', month);
  EXECUTE format('ALTER TABLE presence_months.%I ENABLE ROW LEVEL SECURITY', month);
  EXECUTE format('ALTER TABLE presence_months.%I SET (autovacuum_vacuum_insert_scale_factor = 0.02)', month);
  IF EXISTS (SELECT FROM presence_months.other WHERE at >= from_at AND at < until_at) THEN
    EXECUTE format('INSERT INTO presence_months.%I SELECT * FROM presence_months.other WHERE at >= $1 AND at < $2', month)
      USING from_at, until_at;
    ALTER TABLE presence_months.other DISABLE TRIGGER append_only;
    DELETE FROM presence_months.other WHERE at >= from_at AND at < until_at;
    ALTER TABLE presence_months.other ENABLE TRIGGER append_only;
  END IF;
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON presence_months.%I EXECUTE FUNCTION refuse_change()', month);
  EXECUTE format('ALTER TABLE presence_facts ATTACH PARTITION presence_months.%I FOR VALUES FROM (%L) TO (%L)', month, from_at, until_at);
  RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION public.open_fact_months()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
 SET lock_timeout TO '500ms'
AS $function$ DECLARE
  this_month date := date_trunc('month', now(), 'UTC') AT TIME ZONE 'UTC';
  months date[];
  first_day date;
  opened integer := 0;
BEGIN
  IF NOT is_system() THEN RAISE EXCEPTION 'nobody opens months' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT array_agg(m.first_day) INTO months FROM (
    SELECT (this_month + make_interval(months => n))::date AS first_day FROM generate_series(0, 2) n
    UNION
    SELECT (date_trunc('month', at, 'UTC') AT TIME ZONE 'UTC')::date FROM presence_months.other
    WHERE at >= '2020-01-01Z' AND at < now() + interval '1 year') m;
  FOREACH first_day IN ARRAY months LOOP
    IF open_fact_month(first_day) THEN opened := opened + 1; END IF;
  END LOOP;
  RETURN opened;
END $function$;

CREATE OR REPLACE FUNCTION public.persons_named(typed text)
 RETURNS TABLE(person_id uuid)
 LANGUAGE sql
 STABLE
AS $function$ WITH t AS (SELECT * FROM typed_keys(typed))
   SELECT k.person_id FROM t, LATERAL (
     SELECT n.person_id FROM name_keys n WHERE n.key >= t.low AND n.key < t.high OFFSET 0) AS k
   GROUP BY k.person_id HAVING bit_or(1::bigint << t.place) = (SELECT bit_or(1::bigint << place) FROM t) $function$;

CREATE OR REPLACE FUNCTION public.present_minutes(person uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT CASE WHEN actor_kind() IS NOT NULL THEN (
     SELECT coalesce(sum(e.present_minutes), 0) FROM (
       SELECT DISTINCT ON (a.lesson_id) a.present_minutes, a.hosting_municipality_id, a.home_municipality_id
       FROM attendance_entries a WHERE a.person_id = person
       ORDER BY a.lesson_id, (a.origin = 'corrected') DESC, a.id DESC) e
     WHERE (SELECT is_system())
       OR e.hosting_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       OR e.home_municipality_id = ANY ((SELECT actor_municipalities())::uuid[])
       OR person = (SELECT actor_id() WHERE actor_kind() = 'person')) END $function$;

CREATE OR REPLACE FUNCTION public.provider_secret(provider uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT sealed_secret FROM sign_in_providers WHERE id = provider AND current_setting('app.actor', true) = 'system:sign-in' $function$;

CREATE OR REPLACE FUNCTION public.raise_access(kind text, id uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ WITH raised AS (
     INSERT INTO access_generations (subject_kind, subject_id, generation, raised_at)
     SELECT kind, id, 1, clock_timestamp()
     WHERE is_system() OR (actor_kind() IN ('staff', 'guest') AND actor_id() IS NOT NULL)
     ON CONFLICT (subject_kind, subject_id) DO UPDATE
     SET generation = access_generations.generation + 1, raised_at = clock_timestamp()
     RETURNING 1)
   SELECT EXISTS (SELECT FROM raised) $function$;

CREATE OR REPLACE FUNCTION public.raise_screens(site uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT coalesce(bool_or(raise_access('endpoint', e.id)), false)
   FROM endpoints e WHERE e.site_id = site AND e.unpaired_at IS NULL $function$;

CREATE OR REPLACE FUNCTION public.read_aloud(word text, script text, reading integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ DECLARE heard text COLLATE "C" := word;
BEGIN
  IF script = 'c' THEN
    heard := regexp_replace(regexp_replace(heard, '^([юяєї]|и(?=[аеоуюя]))', 'y\1'), 'дж', 'ҷ', 'g');
    heard := translate(replace(replace(replace(heard, 'yи', 'y'), 'ю', 'іу'), 'я', 'іа'),
      'гїабвґдеєжзиіклмнопрстуфхцчшщыэәғқңөұүһҳҷџћђљњјъь',
      CASE reading WHEN 2 THEN 'h' ELSE 'g' END || 'iabwgdeezziiklmnoprstufhssssieagknouuhhjjsjlny');
  ELSIF script = 'g' THEN
    heard := replace(replace(replace(heard, 'ου', 'u'), 'μπ', 'b'), 'ντ', 'd');
    heard := translate(replace(replace(heard, 'ξ', 'ks'), 'ψ', 'ps'),
      'αβγδεζηθικλμνοπρστυφχω', 'awgdezitiklmnoprstifho');
  ELSIF script = 'a' THEN
    heard := regexp_replace(regexp_replace(regexp_replace(heard, '^ي', 'Y'), '^ع', 'ا'), '^و', 'w');
    -- Before a vowel that is written it is mostly a consonant.
    IF reading = 1 THEN heard := regexp_replace(heard, 'و(?=[اي])', 'w', 'g'); END IF;
    heard := translate(heard, 'ثذضظجوژابپتټٹحخچڅدډڈرړڑڕزځږسشصښطغگګڭفڤقكلڵمنڼںهيێۆۇع',
      CASE reading WHEN 1 THEN 'tdddjuz' WHEN 2 THEN 'szzzgwz' ELSE 'tdddjuj' END
        || 'abpttthhssdddrrrrzzzsssstgggnfwkkllmnnnhieou');
    -- A double letter is written once; what stands twice is said twice, except in the name of God.
    RETURN replace(replace(heard, 'll', 'l'), 'ww', 'w');
  ELSIF script = 'e' THEN
    -- Eight signs a row: a consonant with each vowel, and the sixth with none.
    SELECT string_agg(
      CASE WHEN substr('hlhmsrsskkkkbwtshhnn-kkkkw-zzyddjgggtspssfp', 1 + at / 8, 1) = '-'
        THEN substr('auiaeioa', 1 + at % 8, 1)
        ELSE substr('hlhmsrsskkkkbwtshhnn-kkkkw-zzyddjgggtspssfp', 1 + at / 8, 1) || btrim(substr('auiae oa', 1 + at % 8, 1)) END,
      '' ORDER BY place)
    INTO heard FROM (
      SELECT ascii(sign) - 4608 AS at, place FROM unnest(string_to_array(heard, NULL)) WITH ORDINALITY AS signs (sign, place)) AS signs;
  END IF;
  IF heard ~ '[chjqtvx]|[dgkpsz]h|ts' THEN
    heard := regexp_replace(heard, 'dsch|dzh|dj', 'J', 'g');
    heard := regexp_replace(heard, 'ch(?=[lr])|ck|q', 'k', 'g');
    heard := regexp_replace(heard, 'tsch|tch|sch|sh|ch|ts|tz', 's', 'g');
    heard := replace(replace(replace(replace(heard, 'kh', 'h'), 'ph', 'f'), 'zh', 'z'), 'v', 'w');
    IF reading = 1 THEN
      heard := replace(regexp_replace(heard, 'c(?=[eiy])', 's', 'g'), 'c', 'k');
      heard := replace(replace(replace(replace(heard, 'gh', 'g'), 'th', 't'), 'dh', 'd'), 'x', 'ks');
    ELSIF reading = 2 THEN
      heard := replace(replace(replace(replace(heard, 'gh', 'k'), 'th', 's'), 'dh', 'z'), 'x', 'h');
      heard := replace(heard, 'c', 'J');
    ELSE
      heard := replace(replace(replace(replace(heard, 'gh', 'g'), 'th', 't'), 'dh', 'd'), 'x', 'h');
      heard := replace(replace(heard, 'c', ''), 'j', 'y');
    END IF;
    heard := lower(heard);
  END IF;
  RETURN regexp_replace(regexp_replace(heard, '([^aeiou])\1+', '\1', 'g'), '^y(?=[aeiou])', 'Y');
END $function$;

CREATE OR REPLACE FUNCTION public.recording_refusal(lesson uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT CASE
     WHEN NOT m.recording_allowed THEN 'municipality'
     WHEN NOT coalesce(is_system() OR (actor_kind() = 'staff' AND l.communicator_id = actor_id()), false) THEN 'municipality'
     WHEN EXISTS (SELECT FROM enrolments e JOIN persons p ON p.id = e.person_id
       WHERE e.group_id = l.group_id AND p.protected_identity
         AND in_force_on(e.from_on, e.until_on, region_day(l.starts_at)))
       THEN 'protected-person'
   END FROM lessons l JOIN municipalities m ON m.id = l.hosting_municipality_id
   WHERE l.id = lesson AND actor_kind() IS NOT NULL $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME; END $function$;

CREATE OR REPLACE FUNCTION public.region_day(at timestamp with time zone)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT (at AT TIME ZONE 'Europe/Stockholm')::date $function$;

CREATE OR REPLACE FUNCTION public.script_of(word text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ SELECT CASE
     WHEN word COLLATE "C" ~ '^[a-z]+$' THEN 'l'
     WHEN word COLLATE "C" ~ '^[\u0430-\u052F]+$' THEN 'c'
     WHEN word COLLATE "C" ~ '^[\u03B1-\u03C9]+$' THEN 'g'
     WHEN word COLLATE "C" ~ '^[\u0620-\u06D3]+$' THEN 'a'
     WHEN word COLLATE "C" ~ '^[\u1200-\u1357]+$' THEN 'e' END $function$;

CREATE OR REPLACE FUNCTION public.second_factor_secret(account uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ SELECT sealed_secret FROM second_factors WHERE staff_id = account AND current_setting('app.actor', true) = 'system:sign-in' $function$;

CREATE OR REPLACE FUNCTION public.sounds_of(word text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ DECLARE
  script text := script_of(word);
  readings int := CASE WHEN word COLLATE "C" ~ '[cjxثذضظجوژг]|[tdg]h' THEN 3 ELSE 1 END;
  found text[] := '{}';
BEGIN
  IF script IS NULL THEN RETURN found; END IF;
  FOR reading IN 1 .. readings LOOP
    found := found || consonants_of(read_aloud(word, script, reading), script);
  END LOOP;
  -- The last consonant is hardened in some languages: Mehmet, Yakup.
  RETURN ARRAY(
    SELECT one FROM unnest(found) AS one UNION
    SELECT left(one, -1) || translate(right(one, 1), 'tp', 'db') FROM unnest(found) AS one WHERE length(one) >= 3);
END $function$;

CREATE OR REPLACE FUNCTION public.staff_password_hash(staff_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT password_hash FROM staff WHERE id = staff_id AND current_setting('app.actor', true) = 'system:sign-in' $function$;

CREATE OR REPLACE FUNCTION public.take_back_added(import uuid, row_in_file integer, really boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
DECLARE
  added uuid;
BEGIN
  SELECT r.person_id INTO added
    FROM import_rows r JOIN imports i ON i.id = r.import_id JOIN persons p ON p.id = r.person_id
    WHERE r.import_id = import AND r.row_number = row_in_file AND r.kind = 'add' AND r.state IN ('applied', 'undoable')
      AND i.state = 'undoing' AND p.home_municipality_id = i.municipality_id
      AND i.municipality_id = ANY (actor_registers());
  IF added IS NULL THEN RETURN false; END IF;
  BEGIN
    DELETE FROM transfer_questions q USING transfer_requests t
      WHERE t.id = q.request_id AND t.person_id = added AND t.state <> 'agreed';
    DELETE FROM transfer_requests WHERE person_id = added AND state <> 'agreed';
    DELETE FROM contacts WHERE person_id = added;
    DELETE FROM permit_grounds WHERE person_id = added;
    DELETE FROM person_identities WHERE person_id = added;
    DELETE FROM sealed_names WHERE person_id = added;
    DELETE FROM home_registrations WHERE person_id = added;
    DELETE FROM persons WHERE id = added;
    IF NOT really THEN RAISE EXCEPTION 'only looked' USING ERRCODE = 'ZZ001'; END IF;
  EXCEPTION
    WHEN foreign_key_violation THEN RETURN false;
    WHEN SQLSTATE 'ZZ001' THEN RETURN true;
  END;
  RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION public.takes_roll(lesson uuid, site uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ SELECT actor_kind() = 'staff' AND EXISTS (
     SELECT FROM lessons l JOIN sites s ON s.id = site
     WHERE l.id = lesson
       AND (EXISTS (SELECT FROM group_sites g WHERE g.group_id = l.group_id AND g.site_id = site)
         OR EXISTS (SELECT FROM enrolments e WHERE e.group_id = l.group_id AND e.site_id = site))
       AND s.municipality_id = ANY ((SELECT actor_municipalities_as('administrator', 'coordinator', 'site_host'))::uuid[])) $function$;

CREATE OR REPLACE FUNCTION public.trace_number()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$ BEGIN
  INSERT INTO audit_entries (actor_kind, actor_id, action, subject_id, details)
  SELECT 'system', 'register', 'identity-number.saved', NEW.person_id, jsonb_build_object('others', count(*))
  FROM person_identities WHERE identity_number_hash = NEW.identity_number_hash AND person_id <> NEW.person_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.typed_keys(typed text)
 RETURNS TABLE(place integer, low text, high text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT ROWS 5
AS $function$ SELECT DISTINCT w.place % 63, low, low || CASE WHEN low ~ '^(~...a?$|:)' THEN chr(1) ELSE chr(1114111) END
   FROM (SELECT min(n.place) AS place, n.same_as FROM name_words(typed) n GROUP BY n.same_as) AS w,
     unnest(w.same_as) AS key, regexp_replace(key, '^(~.{5,}?)a$', '\1') AS low $function$;
