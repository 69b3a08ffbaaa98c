from django.db import migrations

REFUSAL = """
-- What edtf_days says against a text, null if nothing: so that many are asked about in one query.
create function edtf_refusal(t text) returns text
language plpgsql immutable strict as $$
begin
  perform public.edtf_days(t);
  return null;
exception when data_exception then
  return sqlerrm;
end $$;
grant execute on function edtf_refusal(text) to public;
"""


class Migration(migrations.Migration):
    dependencies = [("temporal", "0001_edtf")]
    operations = [migrations.RunSQL(REFUSAL, "drop function edtf_refusal(text);")]
