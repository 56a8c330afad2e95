namespace Platform.EndToEnd.Tests;

/// <summary>
/// The rules of power users and triggers (domain, telemetry and expansion) once more, in SQL and from single events.
/// The numbers are the defaults that the sample is loaded with.
/// </summary>
internal static class SampleRecount
{
    public const string Tables = """
        create temp table sent (
            account text not null, user_id text not null, feature text not null, outcome text not null, team text,
            at timestamptz not null);
        create temp table seats (account text not null, starts_on date not null, ends_on date not null, seats int);
        """;

    /// <summary>Days are those of the organisation's zone, which AppHost's settings name.</summary>
    public const string Prepare = """
        create temp table today as select (now() at time zone 'Europe/Berlin')::date as day;
        create temp table used as
            select a.account_id, p.number, s.user_id, s.feature, s.team, s.outcome,
                (s.at at time zone 'Europe/Berlin')::date as day
            from sent s
            join account_external_id a on a.source = 'sim' and a.external_id = s.account
            left join product_user p on p.account_id = a.account_id and p.user_id = s.user_id;
        create temp table paid as
            select a.account_id, s.starts_on, s.ends_on, s.seats
            from seats s join account_external_id a on a.source = 'sim' and a.external_id = s.account;
        create index on used (account_id, day);
        analyze used;
        -- Users of the last 30 days, and seats paid for, on each of the last 90 days.
        create temp table monthly as
            select a.account_id, t.day - back as day,
                (select count(distinct u.number) from used u
                 where u.account_id = a.account_id and u.outcome = 'ok'
                   and u.day <= t.day - back and u.day > t.day - back - 30) as users,
                (select sum(case when p.ends_on <= t.day - back then 0 else p.seats end) from paid p
                 where p.account_id = a.account_id and p.starts_on <= t.day - back) as seats
            from (select distinct account_id from used) a, today t, generate_series(0, 90) back;
        """;

    public const string Accounts = "select distinct account_id from used";

    public const string PowerUsers = """
        with by_user as (
            select u.account_id, u.number, u.user_id, max(u.day) as last_day,
                count(*) filter (where t.day - u.day < 30)::numeric as in_window,
                count(*) filter (where t.day - u.day < 14)::numeric as recent,
                count(*) filter (where t.day - u.day between 14 and 43)::numeric as baseline,
                count(distinct u.day) filter (where t.day - u.day < 14) as recent_days,
                count(distinct u.day) filter (where t.day - u.day between 14 and 43) as baseline_days
            from used u, today t
            where u.outcome = 'ok' and t.day - u.day between 0 and 43
            group by u.account_id, u.number, u.user_id),
        of_account as (
            select account_id, sum(in_window) as in_window, sum(recent) as recent, sum(baseline) as baseline
            from by_user group by account_id),
        judged as (
            select b.*, t.day as today, t.day - b.last_day as silent,
                case when a.in_window > 0 and b.in_window / a.in_window > 0.5
                    then round(b.in_window / a.in_window, 4) end as share,
                case when a.baseline >= 20 and b.baseline / a.baseline > 0.5
                    then round(b.baseline / a.baseline, 4) end as before,
                case when b.baseline > 0
                    then least(1, greatest(0, 1 - b.recent / 14 * 30 / b.baseline)) end as fall,
                b.baseline_days / 30.0 * case
                    when a.baseline - b.baseline < 10 then 1
                    else least(1, (a.recent - b.recent) / 14 * 30 / (a.baseline - b.baseline)) end as usual
            from by_user b join of_account a using (account_id), today t),
        gone as (
            select j.*,
                before is not null and (
                    fall >= 0.8 and (
                        select sum(exp(-usual::float8 * 14) * (usual::float8 * 14) ^ k / factorial(k)::float8)
                        from generate_series(0, recent_days) k) <= 0.005
                    or silent >= 10 and exp(-usual::float8 * silent) <= 0.005) as departed
            from judged j)
        select account_id || ' ' || user_id || ' since ' || today || ' share '
            || to_char(case when departed then before else share end, 'FM0.0000')
            || case when departed then
                ' departed ' || today || ' last ' || last_day || ' fall ' || to_char(round(fall, 4), 'FM0.0000')
                || ' remain ' || exists (
                    select from by_user o
                    where o.account_id = g.account_id and o.number <> g.number and o.recent > 0
                      and o.recent / 14 >= 0.25 * g.baseline / 30)
                || ' successors ' || coalesce((
                    select string_agg(o.user_id, ',' order by o.recent desc, o.number)
                    from (select * from by_user o
                        where o.account_id = g.account_id and o.number <> g.number and o.recent > 0
                        order by o.recent desc, o.number limit 3) o), '')
                else '' end
        from gone g where departed or share is not null
        """;

    private const string Reached = """
        with short as (
            select m.account_id, m.day,
                coalesce(m.users * 100.0 / nullif(coalesce(m.seats, n.seats), 0), 0) as share,
                t.day - m.day as back
            from monthly m join today t on true
            join monthly n on n.account_id = m.account_id and n.day = t.day
            where t.day - m.day < 90),
        held as (
            select account_id, coalesce(min(back) filter (where share < 85), 90) as days
            from short group by account_id),
        teams as (
            select account_id, team, min(day) as first_day from used where team is not null group by account_id, team),
        fresh as (
            select n.account_id, count(*) as teams, min(n.first_day) as since
            from teams n, today t
            where n.first_day >= 14 + (select min(o.first_day) from teams o where o.account_id = n.account_id)
              and n.first_day > t.day - 30
            group by n.account_id),
        reached as (
            select h.account_id, 'seats_used' as trigger, t.day - h.days + 1 as since, round(s.share, 1) as value,
                85 as threshold
            from held h join today t on true join short s on s.account_id = h.account_id and s.day = t.day
            where h.days >= 14
            union all
            select m.account_id, 'users_growth', t.day, round(100.0 * (m.users - b.users) / b.users, 1), 60
            from monthly m join today t on t.day = m.day
            join monthly b on b.account_id = m.account_id and b.day = t.day - 90
            where b.users >= 5 and m.users - b.users >= 0.6 * b.users
            union all
            select u.account_id, 'premium_use', min(u.day), count(*), 3
            from used u join feature f on f.name = u.feature and f.premium, today t
            where u.outcome = 'denied' and u.day > t.day - 30
            group by u.account_id having count(*) >= 3
            union all
            select account_id, 'new_team', since, teams, 1 from fresh)

        """;

    public const string Triggers = Reached + "select account_id || ' ' || trigger || ' since ' || since from reached";

    /// <summary>Seats have to be short for longer than 14 days before they are an opportunity.</summary>
    public const string Evidence =
        Reached
        + """
            select account_id || ' ' || trigger || ' at ' || trim_scale(value::numeric) || ' (limit ' || threshold
                || ') since ' || since
            from reached, today where trigger <> 'seats_used' or since <= today.day - 14
            """;

    public const string RecordedTriggers = """
        select account_id || ' ' || threshold || ' since ' || since_day from usage_threshold
        where account_id in (select account_id from used)
        """;
}
