-- One gut check, in the words that renewals use: 4 and 5 were renew, 3 unsure, 1 and 2 leave.
alter table review drop constraint review_gut_check_check;
alter table review alter column gut_check type text
    using case when gut_check >= 4 then 'renew' when gut_check = 3 then 'unsure' when gut_check <= 2 then 'leave' end;
alter table review add constraint review_gut_check check (gut_check in ('renew', 'unsure', 'leave'));

-- Packs that were generated before say it in the same words; what was called segment is the account's size.
update review_pack
set content = jsonb_set(content #- '{gutCheck,score}', '{gutCheck,answer}', to_jsonb(
    case when (content #>> '{gutCheck,score}')::int >= 4 then 'renew'
         when (content #>> '{gutCheck,score}')::int = 3 then 'unsure'
         else 'leave' end))
where content #>> '{gutCheck,score}' is not null;
update review_pack set content = (content - 'segment') || jsonb_build_object('size', content -> 'segment')
where content ? 'segment';
