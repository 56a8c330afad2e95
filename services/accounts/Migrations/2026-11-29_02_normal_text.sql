-- One spelling for what looks the same (NFC). Where two external ids of one source become one, the later stays as it is.
update account set name = normalize(name, NFC) where name is not NFC normalized;
update contact set name = normalize(name, NFC), email = normalize(email, NFC)
where name is not NFC normalized or email is not NFC normalized;
update account_external_id as known set external_id = normalize(external_id, NFC)
where external_id is not NFC normalized and not exists (
    select 1 from account_external_id as other where other.source = known.source and other.external_id = normalize(known.external_id, NFC));
update contact_external_id as known set external_id = normalize(external_id, NFC)
where external_id is not NFC normalized and not exists (
    select 1 from contact_external_id as other where other.source = known.source and other.external_id = normalize(known.external_id, NFC));
