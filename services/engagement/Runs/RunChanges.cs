using Platform.Contracts;
using Platform.Engagement.Accounts;
using Platform.Engagement.Approvals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

/// <summary>What a person does with an open run.</summary>
public sealed class RunChanges(Database database, RunStore store, Ownership ownership)
{
    /// <param name="id">The run.</param>
    /// <param name="caller">Who changes it: an owner of the account, or a role that may change all.</param>
    /// <param name="change">Changes the locked run, and says what is to be told.</param>
    /// <param name="ct">Ends the change.</param>
    /// <exception cref="ProblemException">404, 403, or 409 where it has ended.</exception>
    public async Task<RunResponse> ChangeAsync(
        Guid id,
        Caller caller,
        Func<UnitOfWork, RunRow, List<(DomainEvent, Guid)>, Task> change,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var run = await RunStore.LockAsync(work, id) ?? throw RunProblems.NotFound(id).ToException();
        await ownership.RequireAsync(caller, run.AccountId, ct);
        if (run.EndedAt is not null)
            throw RunProblems.Ended(run).ToException();
        var told = new List<(DomainEvent, Guid)>();
        var step = run.Step;
        await change(work, run, told);
        if (run.EndedAt is not null)
            await ApprovalRequests.WithdrawAsync(work, id);
        else if (run.Step != step)
            await ApprovalRequests.WithdrawAsync(work, id, step);
        await store.SaveAsync(work, run);
        await work.EnqueueAsync(told);
        var changed = (await work.SingleOrDefaultAsync<RunRow>($"{RunRow.Select} where r.id = @id", new { id }))!;
        await work.CommitAsync();
        return RunResponse.Of(changed);
    }
}
