using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Engagement.Approvals;
using Platform.Engagement.Playbooks;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

/// <param name="ToVersion">The version that open runs get; the live one unless said.</param>
/// <param name="Mappings">For a step that the version does not have: the step to go on with, or null to end the
/// runs.</param>
public sealed record MigratePlaybookRequest(
    [Range(1, int.MaxValue)] int? ToVersion,
    IReadOnlyDictionary<string, string?>? Mappings
);

/// <param name="ToVersion">The version that runs get.</param>
/// <param name="DryRun">True: nothing was changed.</param>
/// <param name="Steps">What becomes of the runs at each step.</param>
public sealed record MigratePlaybookResponse(int ToVersion, bool DryRun, IReadOnlyList<MigratedStep> Steps);

public static class MigratePlaybook
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPost("/{id:guid}/migrations", HandleAsync)
            .WithName(nameof(MigratePlaybook))
            .WithDescription(
                "Moves open runs to another version: those whose step it has stay there, others need a mapping. With "
                    + "dryRun only says what would become of them."
            )
            .RequireRoles(Roles.Manager, Roles.Ops, Roles.Partner);

    /// <param name="id">The playbook.</param>
    /// <param name="request">Where to.</param>
    /// <param name="dryRun">True: changes nothing.</param>
    private static async Task<Results<Ok<MigratePlaybookResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        MigratePlaybookRequest request,
        bool? dryRun,
        Caller caller,
        Database database,
        LivePlaybooks playbooks,
        RunStore store,
        RunEngine engine,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await PlaybookStore.FindAsync(work, id) is not { } row)
            return PlaybookProblems.NotFound(id).ToResult();
        var version = request.ToVersion ?? row.LiveVersion ?? row.LatestVersion;
        if (version > row.LatestVersion)
            return Problem.Invalid("toVersion", $"{version} is above the latest, {row.LatestVersion}").ToResult();
        var target = await playbooks.GetAsync(id, version, ct);
        var mappings = request.Mappings ?? new Dictionary<string, string?>();
        if (mappings.Values.FirstOrDefault(to => to is not null && target.Find(to) is null) is { } unknown)
        {
            var near = NearNames.Of(unknown, target.Steps.Select(step => step.Key));
            return Problem
                .Invalid(
                    "mappings",
                    $"version {version} has no step '{unknown}'"
                        + (near.Count > 0 ? $"; did you mean {string.Join(" or ", near)}?" : "")
                )
                .ToResult();
        }

        var runs = await work.QueryAsync<RunRow>(Open, new { id, version });
        var groups = runs.GroupBy(run => run.Step)
            .Select(group => (Plan: MigrationPlan.Of(target, group.Key, mappings), Runs: group.ToList()))
            .OrderBy(group => group.Plan.Step, StringComparer.Ordinal)
            .ToList();
        var steps = groups
            .Select(group => new MigratedStep(group.Plan.Step, group.Plan.Kind, group.Plan.To, group.Runs.Count))
            .ToList();
        if (dryRun == true)
            return TypedResults.Ok(new MigratePlaybookResponse(version, true, steps));
        var unmapped = steps.Where(step => step.Kind == "unmapped").ToList();
        if (unmapped.Count > 0)
            return RunProblems
                .StepUnmapped([.. unmapped.Select(step => new UnmappedStep(step.Step!, step.Runs))])
                .ToResult();

        var told = new List<(DomainEvent, Guid)>();
        foreach (var (plan, group) in groups)
        foreach (var run in group)
        {
            if (plan.Kind == "end")
                engine.End(run, told, "exited", $"{caller.Id} moved the playbook to version {version}.");
            if (plan.Kind == "move")
            {
                await RunStore.RecordAsync(
                    work,
                    run,
                    plan.Step!,
                    "migration",
                    "skipped",
                    $"moved to '{plan.To}' of version {version}",
                    caller.Id
                );
                (run.Step, run.Attempt, run.State, run.NextAt) = (plan.To, 0, "running", work.Context.Now);
                (run.Wake, run.WaitEvent, run.WaitingFor, run.Approved, run.Approval) = (null, null, null, null, null);
                run.EndReason = null;
            }

            if (plan.Kind != "stay")
                await ApprovalRequests.WithdrawAsync(work, run.Id, plan.Kind == "end" ? null : plan.Step);
            await work.ExecuteAsync(
                "update run set playbook_version = @version, migrated_at = @Now where id = @Id",
                new
                {
                    run.Id,
                    version,
                    work.Context.Now,
                }
            );
            await store.SaveAsync(work, run);
        }

        await work.EnqueueAsync(told);
        await work.CommitAsync();
        return TypedResults.Ok(new MigratePlaybookResponse(version, false, steps));
    }

    private const string Open = $"""
        {RunRow.Select}
        where r.playbook_id = @id and r.ended_at is null and r.playbook_version <> @version
        order by r.id for update of r
        """;
}
