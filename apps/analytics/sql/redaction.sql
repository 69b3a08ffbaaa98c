-- When something was taken down by law: answers given before are void since, those of the past too. What and why is the
-- owner's to read.
create view eudefence_pinned.redaction as select done_at from record_redaction;
