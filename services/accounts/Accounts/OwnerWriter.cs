using Platform.Accounts.Audit;
using Platform.Accounts.Timeline;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Accounts;

/// <summary>Changes who is accountable. The former owner's period ends at the very instant at which the new one begins,
/// so there is no gap and no overlap.</summary>
public sealed class OwnerWriter(
    AccountWriter accounts,
    IEnumerable<IReactToAssignment> reactions,
    AuditLog audit,
    TimelineWriter timeline,
    RequestContext context
)
{
    public Task AssignAsync(UnitOfWork work, Assignment assignment) => AssignAsync(work, [assignment]);

    /// <summary>At most one assignment per account and role. Who is accountable already stays, without a new
    /// period.</summary>
    public async Task AssignAsync(UnitOfWork work, IReadOnlyList<Assignment> assignments)
    {
        // The accounts' locks put assignments of one account into one order; the exclusion constraint is the guard
        // behind them.
        var locked = await AccountReader.LockAsync(
            work,
            [.. assignments.Select(assignment => assignment.AccountId).Distinct()]
        );
        var current = (
            await work.QueryAsync<CurrentOwner>(ReadCurrent, new { ids = locked.Keys.ToArray() })
        ).ToDictionary(row => (row.AccountId, row.Role));
        var switches = assignments
            .Where(assignment => locked.ContainsKey(assignment.AccountId))
            .Select(assignment =>
                (Assignment: assignment, Former: current.GetValueOrDefault((assignment.AccountId, assignment.Role)))
            )
            .Where(item => !string.Equals(item.Former?.PersonId, item.Assignment.PersonId, StringComparison.Ordinal))
            .Select(item => new OwnerSwitch(Guid.CreateVersion7(), item.Assignment, item.Former, At(item.Former)))
            .ToList();
        if (switches.Count == 0)
            return;

        await work.ExecuteAsync(
            Close,
            new
            {
                Ids = switches.Where(item => item.Former is not null).Select(item => item.Former!.Id).ToArray(),
                Ends = switches.Where(item => item.Former is not null).Select(item => item.At).ToArray(),
            }
        );
        await work.ExecuteAsync(
            Open,
            new
            {
                Ids = switches.Select(item => item.Id).ToArray(),
                Accounts = switches.Select(item => item.Assignment.AccountId).ToArray(),
                Roles = switches.Select(item => item.Assignment.Role).ToArray(),
                People = switches.Select(item => item.Assignment.PersonId).ToArray(),
                Starts = switches.Select(item => item.At).ToArray(),
                Reasons = switches.Select(item => item.Assignment.Reason).ToArray(),
                By = context.Actor,
            }
        );
        await PublishAsync(work, switches, locked);
        foreach (var reaction in reactions)
            await reaction.AfterAssignmentAsync(work, switches.ConvertAll(item => item.Assignment));
    }

    private async Task PublishAsync(
        UnitOfWork work,
        List<OwnerSwitch> switches,
        IReadOnlyDictionary<Guid, Account> locked
    )
    {
        var csms = switches.Where(item => item.Assignment.Role == OwnerRoles.Csm).ToList();
        await work.ExecuteAsync(
            "update portfolio_entry set csm = person from unnest(@Ids, @People) as given (id, person) where "
                + "account_id = given.id",
            new
            {
                Ids = csms.Select(item => item.Assignment.AccountId).ToArray(),
                People = csms.Select(item => item.Assignment.PersonId).ToArray(),
            }
        );

        await accounts.SaveAsync(
            work,
            [
                .. switches
                    .GroupBy(item => item.Assignment.AccountId)
                    .Select(account => new AccountChange(locked[account.Key], locked[account.Key], [])
                    {
                        AlsoChanged = [.. account.Select(item => $"owners.{item.Assignment.Role}")],
                    }),
            ]
        );
        await audit.WriteAsync(
            work,
            [
                .. switches.Select(item => new AuditEntry(
                    "assigned",
                    "owner",
                    item.Id,
                    item.Assignment.AccountId,
                    item.Former is null ? null : new { item.Assignment.Role, item.Former.PersonId },
                    new { item.Assignment.Role, item.Assignment.PersonId },
                    item.Assignment.Reason
                )),
            ]
        );
        await timeline.AppendAsync(
            work,
            [
                .. switches.Select(item => new TimelineEntry(
                    Guid.CreateVersion7(),
                    item.Assignment.AccountId,
                    item.At,
                    "owner_assigned",
                    $"{item.Assignment.PersonId} is {Spoken(item.Assignment.Role)}"
                        + (item.Former is null ? "" : $", after {item.Former.PersonId}")
                )),
            ]
        );
        await work.EnqueueAsync([
            .. switches.Select(item =>
                (
                    (Platform.Contracts.DomainEvent)
                        new OwnerAssigned(
                            item.Assignment.AccountId,
                            item.Assignment.Role,
                            item.Assignment.PersonId,
                            item.Former?.PersonId,
                            item.At,
                            item.Assignment.Reason
                        ),
                    item.Assignment.AccountId
                )
            ),
        ]);
    }

    // A clock that stands still or steps back must not end a period before it began, nor at the instant at which it
    // began: an empty period says of nobody when. A millisecond is the smallest step that the API shows.
    private DateTimeOffset At(CurrentOwner? former)
    {
        var now = context.Now;
        return former is null || former.Since.AddMilliseconds(1) <= now ? now : former.Since.AddMilliseconds(1);
    }

    private static string Spoken(string role) => role == OwnerRoles.Csm ? "CSM" : role.Replace('_', ' ');

    private sealed record OwnerSwitch(Guid Id, Assignment Assignment, CurrentOwner? Former, DateTimeOffset At);

    private sealed class CurrentOwner
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Role { get; init; } = "";
        public string PersonId { get; init; } = "";
        public DateTimeOffset Since { get; init; }
    }

    private const string ReadCurrent =
        "select id, account_id, role, person_id, lower(period) as since from account_owner where account_id = "
        + "any(@ids) and upper_inf(period)";

    private const string Close = """
        update account_owner set period = tstzrange(lower(period), given.ended)
            from unnest(@Ids, @Ends) as given (id, ended) where account_owner.id = given.id
        """;

    private const string Open = """
        insert into account_owner (id, account_id, role, person_id, period, assigned_by, reason)
        select id, account_id, role, person_id, tstzrange(started, null), @By, reason
        from unnest(@Ids, @Accounts, @Roles, @People, @Starts, @Reasons) as given (id, account_id, role, person_id,
            started, reason)
        """;
}
