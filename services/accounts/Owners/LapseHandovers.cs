using Platform.Accounts.Audit;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Owners;

/// <summary>
/// Ends hand-overs that wait for an acceptance when the role they take the account from, or the role they fill, goes to
/// another person: accepting later would take the account from somebody who was never asked.
/// </summary>
public sealed class LapseHandovers(AuditLog audit, TimelineWriter timeline, RequestContext context)
{
    /// <param name="work">The transaction that assigns; it holds the locks of the accounts.</param>
    /// <param name="assigned">Who became accountable in it.</param>
    public async Task AfterAsync(UnitOfWork work, IReadOnlyList<Assignment> assigned)
    {
        var lapsed = await work.QueryAsync<Lapsed>(
            Lapse,
            new
            {
                Accounts = assigned.Select(item => item.AccountId).ToArray(),
                Roles = assigned.Select(item => item.Role).ToArray(),
                People = assigned.Select(item => item.PersonId).ToArray(),
                context.Now,
            }
        );
        if (lapsed.Count == 0)
            return;
        await audit.WriteAsync(
            work,
            [
                .. lapsed.Select(row => new AuditEntry(
                    "lapsed",
                    "handover",
                    row.Id,
                    row.AccountId,
                    new { Status = "proposed" },
                    new { Status = "lapsed" },
                    $"{row.Role} went to {row.Person}",
                    row.Version
                )),
            ]
        );
        await timeline.AppendAsync(
            work,
            [
                .. lapsed.Select(row => new TimelineEntry(
                    Guid.CreateVersion7(),
                    row.AccountId,
                    context.Now,
                    "handover_lapsed",
                    $"The hand-over from {row.FromPerson} to {row.ToPerson} lapsed: {row.Person} took the role over",
                    row.Id
                )),
            ]
        );
        await work.EnqueueAsync([
            .. lapsed.Select(row =>
                (
                    (DomainEvent)
                        new HandoverLapsed(
                            row.AccountId,
                            row.Id,
                            row.FromRole,
                            row.ToRole,
                            row.FromPerson,
                            row.ToPerson,
                            row.Person
                        ),
                    row.AccountId
                )
            ),
        ]);
    }

    private sealed class Lapsed
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string FromRole { get; init; } = "";
        public string ToRole { get; init; } = "";
        public string FromPerson { get; init; } = "";
        public string ToPerson { get; init; } = "";
        public string Role { get; init; } = "";
        public string Person { get; init; } = "";
        public int Version { get; init; }
    }

    private const string Lapse = """
        update handover set status = 'lapsed', decided_at = @Now, version = version + 1
        from unnest(@Accounts, @Roles, @People) as given (account, role, person)
        where account_id = account and status = 'proposed' and (
            (from_role = role and from_person <> person)
            or (to_role = role and from_role <> to_role and to_person <> person and replaces_person is distinct
                from person))
        returning id, account_id, from_role, to_role, from_person, to_person, role, person, version
        """;
}
