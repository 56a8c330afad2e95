using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Playbooks;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Simulations;

/// <param name="From">First day on which runs may start; not before the day from which events are kept.</param>
/// <param name="To">Last day, today at the latest.</param>
public sealed record SimulatePlaybookRequest([Required] DateOnly? From, [Required] DateOnly? To);

public static class SimulatePlaybook
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPost("/{id:guid}/simulations", HandleAsync)
            .WithName(nameof(SimulatePlaybook))
            .WithDescription(
                "Replays what was heard in those days through the latest version, without effects. Ask its address for "
                    + "progress and result."
            )
            .RequireRoles(Roles.Manager, Roles.Ops, Roles.Partner);

    private static async Task<Results<Accepted<SimulationResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SimulatePlaybookRequest request,
        Caller caller,
        Database database,
        SimulationSignal signal,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await PlaybookStore.FindAsync(work, id) is not { } row)
            return PlaybookProblems.NotFound(id).ToResult();
        var complete = await work.ScalarAsync<DateTime?>("select min(known_at) from consumed_event") is { } first
            ? DateOnly.FromDateTime(first)
            : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (request.From < complete)
            return Problem
                .Invalid("from", $"lies before {complete:yyyy-MM-dd}: events are kept from then on")
                .ToResult();
        if (request.To < request.From || request.To > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            return Problem.Invalid("to", "is not from 'from' to today").ToResult();
        var simulation = Guid.CreateVersion7();
        await work.ExecuteAsync(
            Insert,
            new
            {
                Simulation = simulation,
                id,
                row.LatestVersion,
                request.From,
                request.To,
                By = caller.Id,
                work.Context.Now,
            }
        );
        var asked = (
            await work.SingleOrDefaultAsync<SimulationRow>(
                $"{SimulationRow.Select} where id = @simulation",
                new { simulation }
            )
        )!;
        work.AfterCommit(signal.Set);
        await work.CommitAsync();
        return TypedResults.Accepted($"/v1/playbooks/{id}/simulations/{simulation}", SimulationResponse.Of(asked));
    }

    private const string Insert = """
        insert into simulation (id, playbook_id, playbook_version, from_day, to_day, state, progress, asked_by,
            asked_at)
        values (@Simulation, @id, @LatestVersion, @From, @To, 'waiting', 0, @By, @Now)
        """;
}
