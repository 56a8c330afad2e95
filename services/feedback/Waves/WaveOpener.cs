using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Waves;

/// <summary>Plans waves and opens them. Who is asked is decided when a wave opens, by the people as they are
/// then.</summary>
public sealed class WaveOpener(IOptions<WaveOptions> options, IContactBudget budget)
{
    public Task PlanAsync(UnitOfWork work, WavePlan plan, DateTimeOffset now) =>
        work.ExecuteAsync(
            Insert,
            new
            {
                plan.Id,
                plan.SurveyId,
                plan.Name,
                plan.Channel,
                Audience = JsonSerializer.Serialize(plan.Audience, ContractJson.Options),
                plan.StartsAt,
                plan.AnswerDays,
                ClosesAt = plan.StartsAt.AddDays(plan.AnswerDays),
                plan.RepeatDays,
                plan.SeriesId,
                plan.Run,
                Now = now,
                plan.By,
            }
        );

    /// <summary>
    /// Asks everybody of the audience who was not asked recently. Each person's row in <c>person_asked</c> is taken in
    /// the order of the key: of two waves that open at the same moment one waits for the other there, sees that the
    /// person was asked, and leaves them out. Who has no place in the contact budget is left out as well; where the
    /// budget cannot be asked, the wave waits.
    /// </summary>
    public async Task OpenAsync(UnitOfWork work, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (
            await work.SingleOrDefaultAsync<WaveRow>(
                $"{WaveRow.Select} where w.id = @id and w.status = 'scheduled' for update of w",
                new { id }
            )
            is not { } wave
        )
            return;
        var closesAt = now.AddDays(wave.AnswerDays);
        var audience = wave.ReadAudience().ToArgs(wave.Channel);
        var people = await work.QueryAsync<Candidate>(
            Candidates,
            ParameterNames.Together(audience, new { Now = now, options.Value.AskAgainAfterDays })
        );
        var places = await budget.ReserveAsync(
            id,
            [.. people.Select(person => new WavePerson(person.ContactId, person.AccountId, person.Person))],
            ct
        );
        var args = ParameterNames.Together(
            audience,
            new
            {
                WaveId = id,
                wave.SurveyId,
                Now = now,
                ClosesAt = closesAt,
                options.Value.AskAgainAfterDays,
                Allowed = places.Keys.ToArray(),
            }
        );
        var counts = (await work.SingleOrDefaultAsync<Counts>(Invite, args))!;
        await work.ExecuteAsync(
            Open,
            new
            {
                id,
                now,
                closesAt,
                counts.Matching,
                counts.Invited,
            }
        );

        var asked = (
            await work.QueryAsync<Guid>("select contact_id from invitation where wave_id = @id", new { id })
        ).ToHashSet();
        if (wave.RepeatDays is { } days)
            await PlanAgainAsync(work, wave, days, now);
        // Before the commit: places that were used in vain are found again by the next attempt, under the same keys.
        await budget.SettleAsync(
            [.. places.Where(place => asked.Contains(place.Key)).Select(place => place.Value)],
            [.. places.Where(place => !asked.Contains(place.Key)).Select(place => place.Value)],
            ct
        );
    }

    private Task PlanAgainAsync(UnitOfWork work, WaveRow wave, int days, DateTimeOffset now) =>
        PlanAsync(
            work,
            new WavePlan(
                wave.SurveyId,
                wave.Name,
                wave.Channel,
                wave.ReadAudience(),
                wave.StartsAt.AddDays(days),
                wave.AnswerDays,
                days,
                wave.CreatedBy
            )
            {
                SeriesId = wave.SeriesId,
                Run = wave.Run + 1,
            },
            now
        );

    private sealed class Candidate
    {
        public Guid ContactId { get; init; }
        public Guid AccountId { get; init; }
        public string Person { get; init; } = "";
    }

    private sealed class Counts
    {
        public int Matching { get; init; }
        public int Invited { get; init; }
    }

    private const string Insert = """
        insert into wave (id, survey_id, name, channel, audience, starts_at, answer_days, closes_at, repeat_days,
            series_id, run, status, created_at, created_by, version)
        values (@Id, @SurveyId, @Name, @Channel, @Audience::jsonb, @StartsAt, @AnswerDays, @ClosesAt, @RepeatDays,
            @SeriesId, @Run, 'scheduled', @Now, @By, 1)
        on conflict on constraint wave_run_once do nothing
        """;

    // Who was asked is looked up by key again: joined with the audience by person, the planner takes 20,000 × 20,000
    // comparisons for a good idea.
    private const string Invite = $"""
        with audience as materialized ({Audience.Sql}),
        asked as (
            insert into person_asked as p (person, contact_id, wave_id, asked_at)
            select person, contact_id, @WaveId, @Now from audience where contact_id = any(@Allowed) order by person
            on conflict (person) do update
                set contact_id = excluded.contact_id, wave_id = excluded.wave_id, asked_at = excluded.asked_at
            where p.asked_at <= @Now - make_interval(days => @AskAgainAfterDays)
            returning contact_id
        ),
        invited as (
            insert into invitation (id, wave_id, survey_id, account_id, contact_id, channel, invited_at, expires_at,
                size, motion, priority, segments, roles)
            select gen_random_uuid(), @WaveId, @SurveyId, c.account_id, c.contact_id, @Channel, @Now, @ClosesAt, a.size,
                a.motion, a.priority,
                   coalesce((select array_agg(s.segment order by s.segment) from account_segment s
                       where s.account_id = c.account_id and s.inside), '{"{}"}'), c.roles
            from asked k join contact_copy c on c.contact_id = k.contact_id
                join account_copy a on a.account_id = c.account_id
            returning id
        )
        select (select count(*)::int from audience) as matching, (select count(*)::int from invited) as invited
        """;

    private const string Candidates = $"""
        with audience as materialized ({Audience.Sql})
        select a.contact_id, c.account_id, a.person from audience a join contact_copy c on c.contact_id = a.contact_id
        where not exists (select from person_asked p where p.person = a.person
            and p.asked_at > @Now - make_interval(days => @AskAgainAfterDays))
        order by a.person
        """;

    private const string Open = """
        update wave set status = 'open', opened_at = @now, closes_at = @closesAt, matching = @Matching,
            invited = @Invited, version = version + 1 where id = @id
        """;
}
