-- Nobody reads a password hash but the sign-in, which asks for one by name.
REVOKE SELECT ON staff FROM samsal_app;
--> statement-breakpoint
GRANT SELECT (id, email, name, language, disabled_at, created_at) ON staff TO samsal_app;
--> statement-breakpoint
CREATE FUNCTION staff_password_hash(staff_id uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT password_hash FROM staff WHERE id = staff_id AND current_setting('app.actor', true) = 'system:sign-in' $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION staff_password_hash(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION staff_password_hash(uuid) TO samsal_app;
