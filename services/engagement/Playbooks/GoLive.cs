using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Playbooks;

/// <param name="Reason">Why it goes live without a simulation of the last 7 days, or with warnings; ops alone may give
/// one.</param>
/// <param name="ConfirmCount">How many accounts its trigger matches now, where that is over a tenth.</param>
public sealed record GoLiveRequest([StringLength(1000)] string? Reason, int? ConfirmCount);

public static class GoLive
{
    private const decimal LargePart = 0.1m;
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPost("/{id:guid}/live", HandleAsync)
            .WithName(nameof(GoLive))
            .WithDescription(
                "Makes the latest version the one that new runs get. Needs a simulation of it younger than 7 days, or "
                    + "a reason that ops gives."
            )
            .RequireRoles(Roles.Manager, Roles.Ops, Roles.Partner);

    private static async Task<Results<Ok<PlaybookResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        GoLiveRequest request,
        Caller caller,
        HttpContext http,
        Database database,
        DefinitionCheck check,
        LivePlaybooks live,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await PlaybookStore.FindAsync(work, id) is not { } row)
            return PlaybookProblems.NotFound(id).ToResult();
        if (row.Status == "retired")
            return PlaybookProblems.NotInState(row.Key, row.Status, "not retired").ToResult();
        var simulated = await work.ScalarAsync<bool>(
            Simulated,
            new
            {
                id,
                row.LatestVersion,
                Since = work.Context.Now - Recent,
            }
        );
        var reason = caller.Is(Roles.Ops) && !string.IsNullOrWhiteSpace(request.Reason) ? request.Reason : null;
        var warnings = JsonSerializer.Deserialize<IReadOnlyList<DefinitionProblem>>(
            row.Warnings,
            ContractJson.Options
        )!;
        if (reason is null && !simulated)
            return PlaybookProblems
                .ReasonMissing("Its latest version has no simulation of the last 7 days.")
                .ToResult();
        if (reason is null && warnings.Count > 0)
            return PlaybookProblems
                .ReasonMissing($"Saving it warned: {warnings[0].Path} {warnings[0].Message}.")
                .ToResult();
        var definition = await check.ReadStoredAsync(row.Definition, row.Classes, ct);
        var matching = await MatchingAsync(work, definition, calendar.Today);
        var total = await work.ScalarAsync<int>("select count(*)::int from account_copy where merged_into is null");
        if (matching > total * LargePart && request.ConfirmCount != matching)
            return PlaybookProblems.MassStart(matching, total).ToResult();

        await work.ExecuteAsync(
            Update,
            new
            {
                id,
                reason,
                work.Context.Now,
            }
        );
        if (row.Status == "paused")
            await PausedRuns.ResumeAsync(work, id);
        var answer = PlaybookResponse.Of((await PlaybookStore.FindAsync(work, id))!);
        work.AfterCommit(live.Forget);
        await work.CommitAsync();
        http.Response.SetETag(answer.Version);
        return TypedResults.Ok(answer);
    }

    /// <summary>Accounts that the trigger is about now: in its segment, or in the days of its date.</summary>
    private static async Task<int> MatchingAsync(UnitOfWork work, PlaybookDefinition definition, DateOnly today) =>
        definition.Trigger.Kind switch
        {
            "segment" => await work.ScalarAsync<int>(
                "select count(*)::int from account_segment where segment = @Segment and inside",
                new { definition.Trigger.Segment }
            ),
            "date" => (await DueDates.AccountsAsync(work, definition.Trigger, today)).Count,
            _ => 0,
        };

    private const string Simulated = """
        select exists (select from simulation where playbook_id = @id and playbook_version = @LatestVersion
            and state = 'done' and finished_at > @Since)
        """;

    private const string Update = """
        update playbook set status = 'live', live_version = latest_version, live_at = @Now, live_reason = @reason,
            version = version + 1
        where id = @id
        """;
}
