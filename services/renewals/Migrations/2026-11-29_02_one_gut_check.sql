-- One gut check: renew, unsure or leave. Reviews told 1 to 5 before.
alter table review_gut_check add column answer text;
update review_gut_check
set answer = case when score >= 4 then 'renew' when score = 3 then 'unsure' else 'leave' end;
alter table review_gut_check alter column answer set not null;
alter table review_gut_check drop column score;
