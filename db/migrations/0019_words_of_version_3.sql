-- Tables, columns and values get the words of protocol version 3 (decision 0048). Nothing that was recorded changes but
-- its name: append-only tables are opened for exactly these statements.
ALTER TABLE visitors RENAME COLUMN seat_id TO member_id;
--> statement-breakpoint
ALTER TABLE visitors RENAME CONSTRAINT visitors_seat_id_unique TO visitors_member_id_unique;
--> statement-breakpoint
ALTER TABLE invitations DROP CONSTRAINT invitation_kind, DROP CONSTRAINT door_has_no_name;
--> statement-breakpoint
UPDATE invitations SET kind = 'waiting-room' WHERE kind = 'door';
--> statement-breakpoint
ALTER TABLE invitations
  ADD CONSTRAINT invitation_kind CHECK ("invitations"."kind" in ('guest', 'interpreter', 'substitute', 'waiting-room')),
  ADD CONSTRAINT waiting_room_has_no_name CHECK (("invitations"."kind" = 'waiting-room') = ("invitations"."display_name" is null));
--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_invitation() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT i.id FROM invitations i LEFT JOIN visitors v ON v.invitation_id = i.id AND v.id = actor_id()
   WHERE actor_kind() = 'guest' AND i.revoked_at IS NULL
     AND ((i.kind <> 'waiting-room' AND i.id = actor_id()) OR v.id IS NOT NULL) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION actor_guest_lesson() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT i.lesson_id FROM invitations i LEFT JOIN visitors v ON v.invitation_id = i.id AND v.id = actor_id()
   WHERE i.id = actor_invitation() AND (i.kind <> 'waiting-room' OR v.admitted_at IS NOT NULL) $$;
--> statement-breakpoint
ALTER TABLE attendance_entries DISABLE TRIGGER append_only;
--> statement-breakpoint
ALTER TABLE attendance_entries DROP CONSTRAINT correction_has_reason;
--> statement-breakpoint
UPDATE attendance_entries SET origin = 'assessed' WHERE origin = 'settled';
--> statement-breakpoint
ALTER TABLE attendance_entries ADD CONSTRAINT correction_has_reason CHECK (
  "attendance_entries"."origin" = 'assessed' or ("attendance_entries"."actor_id" is not null and length("attendance_entries"."reason") > 0));
--> statement-breakpoint
ALTER TABLE attendance_entries ENABLE TRIGGER append_only;
--> statement-breakpoint
ALTER TABLE audit_entries DISABLE TRIGGER append_only;
--> statement-breakpoint
UPDATE audit_entries SET action = 'attendance.assessed' WHERE action = 'attendance.settled';
--> statement-breakpoint
UPDATE audit_entries SET details = jsonb_set(details, '{kind}', '"waiting-room"')
WHERE action LIKE 'invitation.%' AND details ->> 'kind' = 'door';
--> statement-breakpoint
ALTER TABLE audit_entries ENABLE TRIGGER append_only;
--> statement-breakpoint
ALTER TABLE room_checks RENAME TO classroom_checks;
--> statement-breakpoint
ALTER TABLE classroom_checks RENAME CONSTRAINT room_checks_endpoint_id_endpoints_id_fk TO classroom_checks_endpoint_id_endpoints_id_fk;
--> statement-breakpoint
ALTER TABLE classroom_checks DISABLE TRIGGER append_only;
--> statement-breakpoint
UPDATE classroom_checks SET findings = (findings - 'lines') || jsonb_build_object('figures', findings -> 'lines')
WHERE findings ? 'lines';
--> statement-breakpoint
ALTER TABLE classroom_checks ENABLE TRIGGER append_only;
--> statement-breakpoint
ALTER TABLE materials RENAME COLUMN page_count TO slide_count;
--> statement-breakpoint
ALTER TABLE materials RENAME CONSTRAINT material_page_count TO material_slide_count;
--> statement-breakpoint
ALTER TABLE material_pages RENAME TO material_slides;
--> statement-breakpoint
ALTER TABLE material_slides RENAME COLUMN page TO slide_number;
--> statement-breakpoint
ALTER TABLE material_slides RENAME CONSTRAINT material_pages_material_id_page_pk TO material_slides_material_id_slide_number_pk;
--> statement-breakpoint
ALTER TABLE material_slides RENAME CONSTRAINT material_pages_material_id_materials_id_fk TO material_slides_material_id_materials_id_fk;
--> statement-breakpoint
ALTER TABLE material_slides RENAME CONSTRAINT material_page_from_1 TO material_slide_from_1;
--> statement-breakpoint
ALTER TABLE material_notes RENAME COLUMN page TO slide_number;
--> statement-breakpoint
ALTER TABLE material_notes RENAME CONSTRAINT note_of_page TO note_of_slide;
--> statement-breakpoint
ALTER TABLE material_notes RENAME CONSTRAINT material_notes_material_id_page_written_by_pk TO material_notes_material_id_slide_number_written_by_pk;
--> statement-breakpoint
UPDATE recordings SET timeline = replace(replace(timeline::text, '"page":', '"slideNumber":'), '"pageCount":', '"slideCount":')::jsonb;
--> statement-breakpoint
ALTER TABLE lesson_placements RENAME COLUMN generation TO epoch;
--> statement-breakpoint
-- Each media node says again within a second what is on it.
UPDATE media_nodes SET lessons = '[]';
--> statement-breakpoint
ALTER FUNCTION raise_walls(uuid) RENAME TO raise_screens;
--> statement-breakpoint
ALTER POLICY told_by_media_server ON facts_set_aside RENAME TO sent_by_media_server;
--> statement-breakpoint
ALTER POLICY told_by_media_server ON lesson_live_states RENAME TO sent_by_media_server;
--> statement-breakpoint
ALTER POLICY told_by_media_server ON lesson_questions RENAME TO sent_by_media_server;
--> statement-breakpoint
ALTER POLICY told_by_itself ON media_nodes RENAME TO sent_by_itself;
--> statement-breakpoint
ALTER POLICY told_by_media_server ON presence_facts RENAME TO sent_by_media_server;
--> statement-breakpoint
ALTER POLICY told_by_media_server ON recordings RENAME TO sent_by_media_server;
--> statement-breakpoint
ALTER POLICY told_by_itself ON classroom_checks RENAME TO sent_by_itself;
--> statement-breakpoint
-- What waits in the queue is done under the task's name of now.
DO $$ BEGIN
  IF to_regclass('graphile_worker._private_tasks') IS NOT NULL THEN
    UPDATE graphile_worker._private_tasks SET identifier = 'assess-lesson' WHERE identifier = 'settle-lesson';
    UPDATE graphile_worker._private_tasks SET identifier = 'assess-due-lessons' WHERE identifier = 'settle-due-lessons';
    UPDATE graphile_worker._private_jobs SET key = replace(key, 'settle-lesson:', 'assess-lesson:') WHERE key LIKE 'settle-lesson:%';
    UPDATE graphile_worker._private_known_crontabs SET identifier = 'assess-due-lessons' WHERE identifier = 'settle-due-lessons';
  END IF;
END $$;
