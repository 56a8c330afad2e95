using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

/// <summary>Runs that a person asks for, over REST or gRPC.</summary>
public sealed class RequestedRuns(Database database, Ownership ownership, LivePlaybooks playbooks, RunStarter starter)
{
    /// <exception cref="ProblemException">404, 403, or 409 naming what speaks against it.</exception>
    public async Task<(RunResponse Run, bool IsNew)> StartAsync(
        Guid playbookId,
        StartRunRequest request,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var row = await work.SingleOrDefaultAsync<PlaybookRow>(
            $"{PlaybookRow.Select} where p.id = @playbookId",
            new { playbookId }
        ) ?? throw PlaybookProblems.NotFound(playbookId).ToException();
        if (row is not { Status: "live", LiveVersion: { } version })
            throw PlaybookProblems.NotInState(row.Key, row.Status, "live").ToException();
        var account = await AccountCopies.FindAsync(work, request.AccountId)
            ?? throw AccountProblems.UnknownAccount(request.AccountId).ToException();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        var contact = request.ContactId is { } contactId
            ? await AccountCopies.FindContactAsync(work, contactId) is { } found && found.AccountId == account.AccountId
                ? found
                : throw AccountProblems.UnknownContact(contactId, account.AccountId).ToException()
            : null;
        var started = await starter.StartAsync(
            work,
            new RunStart(
                new LivePlaybook(row.Id, row.Key, version, row.Holdout, await playbooks.GetAsync(row.Id, version, ct)),
                account,
                "request",
                caller.Id,
                contact,
                request.ProductUserId,
                Reason: request.Reason
            )
        );
        if (started.RunId is not { } runId)
            throw RunProblems.CannotStart(started.Refusal ?? "").ToException();
        var run = (await work.SingleOrDefaultAsync<RunRow>($"{RunRow.Select} where r.id = @runId", new { runId }))!;
        await work.CommitAsync();
        return (RunResponse.Of(run), started.IsNew);
    }
}
