using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Engagement;
using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Timers;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Runs;

/// <summary>Starts runs: who may enter, once per playbook, subject and key, and in which arm.</summary>
public sealed class RunStarter(RunWaker waker, OrganisationCalendar calendar)
{
    public const int DeepestRun = 3;

    /// <summary>Starts a run in the caller's transaction, unless something speaks against it.</summary>
    public async Task<StartedRun> StartAsync(UnitOfWork work, RunStart start)
    {
        var (playbook, account) = (start.Playbook, start.Account);
        var facts = new PlaybookFacts(account, start.Contact, start.ProductUserId, start.Event);
        if (await RefusalAsync(work, start, facts) is { } refusal)
            return new StartedRun(null, false, refusal);

        var now = work.Context.Now;
        var id = Guid.CreateVersion7();
        var subject = SubjectOf(start);
        var dedupe = DedupeOf(playbook.Definition.Entry, facts, start.Key);
        var arm = ArmOf(playbook.Id, account.AccountId, playbook.Holdout);
        var goal = playbook.Definition.Goal;
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                PlaybookId = playbook.Id,
                playbook.Version,
                account.AccountId,
                start.Contact?.ContactId,
                start.ProductUserId,
                subject,
                dedupe,
                arm,
                start.Trigger,
                start.StartedBy,
                Variables = VariablesOf(start),
                start.ParentId,
                start.Depth,
                Step = playbook.Definition.Steps[0].Key,
                MeasureBefore = goal is null ? null : MeasureOf(account, goal.Measure),
                GoalUntil = goal is null ? (DateTimeOffset?)null : now.AddDays(goal.WithinDays),
                now,
            }
        );
        if (inserted == 0)
        {
            var open = await work.SingleOrDefaultAsync<Guid?>(
                "select id from run where playbook_id = @Id and subject = @subject and dedupe = @dedupe and ended_at "
                    + "is null",
                new
                {
                    playbook.Id,
                    subject,
                    dedupe,
                }
            );
            return new StartedRun(open, false, open is null ? $"Playbook '{playbook.Key}' is not live." : null);
        }

        await waker.SetAsync(work, id, now);
        await work.EnqueueAsync(
            new PlaybookStarted(
                account.AccountId,
                id,
                playbook.Id,
                playbook.Key,
                playbook.Version,
                start.Contact?.ContactId,
                arm,
                start.Trigger
            ),
            id
        );
        return new StartedRun(id, true, null);
    }

    /// <summary>The same for ever: a seeded hash of playbook and account.</summary>
    public static string ArmOf(Guid playbookId, Guid accountId, decimal holdout)
    {
        Span<byte> seed = stackalloc byte[32];
        playbookId.TryWriteBytes(seed, bigEndian: true, out _);
        accountId.TryWriteBytes(seed[16..], bigEndian: true, out _);
        var share = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(seed)) / (uint.MaxValue + 1d);
        return share < (double)holdout ? "holdout" : "treatment";
    }

    internal static decimal? MeasureOf(AccountCopy account, string measure) =>
        measure switch
        {
            "health_score" => account.Score,
            "arr" => account.Arr,
            _ => account.Seats,
        };

    private async Task<string?> RefusalAsync(UnitOfWork work, RunStart start, PlaybookFacts facts)
    {
        var (account, entry) = (start.Account, start.Playbook.Definition.Entry);
        if (account.MergedInto is { } into)
            return $"Account {account.AccountId} was merged into {into}.";
        if (account.IsChurned && !start.Playbook.Definition.TakesChurned)
            return $"Account {account.AccountId} has churned.";
        if (start.Playbook.Definition.Subject == "contact" && start.Contact is null)
            return "The playbook is about a person, and none is named.";
        if (start.Playbook.Definition.Subject == "user" && start.ProductUserId is null)
            return "The playbook is about a user of the product, and none is named.";
        if (start.Contact is { Status: "left" })
            return $"Contact {start.Contact.ContactId} has left.";
        if (start.Depth > DeepestRun)
            return $"Playbooks start each other at most {DeepestRun} deep.";
        if (entry.When is { } when && !when.Matches(facts, calendar.DateOf(work.Context.Now)))
            return $"Its entry does not hold: {when.Text}";
        if (
            entry.NotWhile.Count > 0
            && await work.ScalarAsync<string>(OpenOthers, new { account.AccountId, Keys = entry.NotWhile.ToArray() })
                is { } other
        )
            return $"Playbook '{other}' is open for the account.";
        if (entry.ReenterAfterDays == 0)
            return null;
        var last = await work.SingleOrDefaultAsync<DateTimeOffset?>(
            LastEnd,
            new
            {
                PlaybookId = start.Playbook.Id,
                Subject = SubjectOf(start),
                Dedupe = DedupeOf(entry, facts, start.Key),
            }
        );
        return last is { } ended && (entry.ReenterAfterDays is not { } days || ended.AddDays(days) > work.Context.Now)
            ? $"Its last run for the subject ended on {ended:yyyy-MM-dd}; it may enter again "
                + (entry.ReenterAfterDays is { } after ? $"after {after} days." : "never.")
            : null;
    }

    private static string SubjectOf(RunStart start) =>
        start.Playbook.Definition.Subject switch
        {
            "contact" => $"contact:{start.Contact?.ContactId}",
            "user" => $"user:{start.Account.AccountId}:{start.ProductUserId}",
            _ => $"account:{start.Account.AccountId}",
        };

    private static string DedupeOf(PlaybookEntry entry, PlaybookFacts facts, string? key) =>
        string.Join(
            '|',
            entry.Dedupe.Select(field => $"{facts[field.ToLowerInvariant()]}").Concat(key is null ? [] : [key])
        );

    private static string VariablesOf(RunStart start)
    {
        var variables = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (start.Event is { } body)
            variables["event"] = body;
        if (start.Reason is { } reason)
            variables["reason"] = JsonSerializer.SerializeToElement(reason, ContractJson.Options);
        return JsonSerializer.Serialize(variables, ContractJson.Options);
    }

    // The share lock keeps a pause that is under way from passing over this run.
    private const string Insert = """
        with playing as (select id from playbook where id = @PlaybookId and status = 'live' for share)
        insert into run (id, playbook_id, playbook_version, account_id, contact_id, product_user_id, subject, dedupe,
            arm, trigger, started_by, variables, parent_id, depth, state, step, next_at, measure_before, goal_until,
            started_at, version)
        select @id, playing.id, @Version, @AccountId, @ContactId, @ProductUserId, @subject, @dedupe, @arm, @Trigger,
            @StartedBy, @Variables::jsonb, @ParentId, @Depth, 'running', @Step, @now, @MeasureBefore, @GoalUntil,
            @now, 1
        from playing
        on conflict (playbook_id, subject, dedupe) where ended_at is null do nothing
        """;

    private const string OpenOthers = """
        select p.key from run r join playbook p on p.id = r.playbook_id
        where r.account_id = @AccountId and r.ended_at is null and p.key = any(@Keys) order by p.key limit 1
        """;

    private const string LastEnd = """
        select max(ended_at) from run
        where playbook_id = @PlaybookId and subject = @Subject and dedupe = @Dedupe and ended_at is not null
        """;
}
