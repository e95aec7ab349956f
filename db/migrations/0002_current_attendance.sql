-- Of all entries of a person in a lesson one is current: the latest correction, or the latest settlement without one.
-- It sees entries that the actor may not, so that an entry replaced elsewhere does not count as current for anyone.
CREATE FUNCTION is_current_entry(entry_id bigint, lesson uuid, person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT entry_id = (
     SELECT id FROM attendance_entries WHERE lesson_id = lesson AND person_id = person
     ORDER BY (origin = 'corrected') DESC, id DESC LIMIT 1) $$;
