using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Inbox;

/// <summary>Reads one item for a change, and says who may make it.</summary>
public static class InboxStore
{
    /// <exception cref="ProblemException">404 where there is none, 403 where it is another's, 409 where it is
    /// done.</exception>
    public static async Task<InboxRow> RequireOpenAsync(UnitOfWork work, Guid id, Caller caller)
    {
        await work.ExecuteAsync("select from inbox_item where id = @id for update", new { id });
        var row = await ReadAsync(work, id) is { Source: not "" } found
            ? found
            : throw InboxProblems.NotFound(id).ToException();
        if (!caller.WritesAllAccounts && row.Owner != caller.Id)
        {
            var account = caller.Is(Roles.Csm) ? await AccountCopies.FindAsync(work, row.AccountId) : null;
            if (account?.IsOwnedBy(caller.Id) != true)
                throw Problem
                    .Forbidden($"{caller.Id} ({caller.Role}) neither owes this item nor owns its account.")
                    .ToException();
        }

        return row.State == "done" ? throw InboxProblems.IsDone(id, row.ClosedBy).ToException() : row;
    }

    public static Task<InboxRow?> ReadAsync(UnitOfWork work, Guid id) =>
        work.SingleOrDefaultAsync<InboxRow>($"{InboxRow.Select} where i.id = @id", new { id, work.Context.Now });
}
