-- 0: nobody set the calendar yet, and the time zone is the one of the settings.
alter table calendar_setting add column version int not null default 0;
update calendar_setting set version = 1 where time_zone <> 'UTC' or weekend <> '{saturday,sunday}' or exists (select 1 from calendar_holiday);
