using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

public static class ExpansionSlices
{
    public static void Map(IEndpointRouteBuilder expansions)
    {
        expansions
            .MapGet("/", ListAsync)
            .WithName("ListExpansions")
            .WithDescription("Opportunities to grow, the newest first.");
        expansions
            .MapPost("/", RaiseAsync)
            .WithName("RaiseExpansion")
            .WithDescription("A person sees an opportunity to grow.");
        expansions
            .MapPost("/{id:guid}/closing", CloseAsync)
            .WithName("CloseExpansion")
            .WithDescription("An opportunity was won, lost or dismissed; its trigger cools down for a while.");
        expansions
            .MapGet("/roadmap", (Guid accountId, Database database, CancellationToken ct) =>
                database.QueryAsync<RoadmapStepView>(Roadmap, new { accountId }, ct)
            )
            .WithName("GetExpansionRoadmap")
            .WithDescription("What a customer may take on, quarter by quarter.");
        expansions
            .MapPost("/roadmap", PlanAsync)
            .WithName("PlanExpansionRoadmapStep")
            .WithDescription("Adds what a customer may take on to a quarter.");
    }

    private static Task<IReadOnlyList<ExpansionView>> ListAsync(
        Guid? accountId,
        bool? open,
        Database database,
        CancellationToken ct
    ) =>
        database.QueryAsync<ExpansionView>(
            $"{ExpansionView.Select} where (@accountId::uuid is null or account_id = @accountId) and "
                + $"(@open::bool is null or (closed_at is null) = @open) order by opened_at desc limit 500",
            new { accountId, open },
            ct
        );

    private static async Task<Results<Created<ExpansionView>, ProblemHttpResult>> RaiseAsync(
        RaiseExpansionRequest request,
        Caller caller,
        Database database,
        ExpansionOpener opener,
        Ownership ownership,
        AccountDirectory directory,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return Problem.Invalid("accountId", $"there is no account {request.AccountId}").ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (!ExpansionOpener.Triggers.Contains(request.Trigger))
            return Problem
                .Invalid("trigger", $"'{request.Trigger}' is none of {string.Join(", ", ExpansionOpener.Triggers)}")
                .ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await opener.OpenAsync(work, request.AccountId, request.Trigger, request.Evidence) is not { } id)
        {
            return new Problem(
                "renewals/expansion-open",
                StatusCodes.Status409Conflict,
                "There is one for this trigger.",
                "An opportunity of the account and trigger is open, or was closed so lately that the trigger "
                    + "still cools down."
            ).ToResult();
        }

        var row = await work.SingleOrDefaultAsync<ExpansionView>($"{ExpansionView.Select} where id = @id", new { id });
        await work.CommitAsync();
        return TypedResults.Created($"/v1/expansions/{id}", row);
    }

    private static async Task<Results<Ok<ExpansionView>, ProblemHttpResult>> CloseAsync(
        Guid id,
        CloseExpansionRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        OrganisationCalendar day,
        IOptions<RenewalOptions> options,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<ExpansionView>(
                $"{ExpansionView.Select} where id = @id for update",
                new { id }
            )
            is not { } row
        )
            return Problem.NotFound("expansion", id).ToResult();
        await ownership.RequireAsync(caller, row.AccountId, ct);
        if (request.State is not ("won" or "lost" or "dismissed"))
            return Problem.Invalid("state", $"'{request.State}' is none of won, lost, dismissed").ToResult();
        if (row.ClosedAt is not null)
            return new Problem(
                "renewals/expansion-closed",
                StatusCodes.Status409Conflict,
                "The opportunity is closed.",
                $"It is {row.State} since {row.ClosedAt:yyyy-MM-dd}."
            ).ToResult();
        var cool = day.Today.AddDays(options.Value.ExpansionCoolDownDays);
        await work.ExecuteAsync(
            Close,
            new
            {
                id,
                request.State,
                request.Reason,
                request.Arr,
                Now = clock.GetUtcNow(),
                By = caller.Id,
                cool,
            }
        );
        var closed = await work.SingleOrDefaultAsync<ExpansionView>(
            $"{ExpansionView.Select} where id = @id",
            new { id }
        );
        await work.CommitAsync();
        return TypedResults.Ok(closed);
    }

    private static async Task<Results<Ok<IReadOnlyList<RoadmapStepView>>, ProblemHttpResult>> PlanAsync(
        PlanRoadmapStepRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        AccountDirectory directory,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return Problem.Invalid("accountId", $"there is no account {request.AccountId}").ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            AddStep,
            new
            {
                request.AccountId,
                request.Quarter,
                request.Step,
                request.Arr,
                request.Champion,
                request.AgreedOn,
            }
        );
        var roadmap = await work.QueryAsync<RoadmapStepView>(Roadmap, new { request.AccountId });
        await work.CommitAsync();
        return TypedResults.Ok(roadmap);
    }

    private const string Close = """
        update expansion set state = @State, reason = @Reason, arr = @Arr, closed_at = @Now, closed_by = @By,
            cool_until = @cool, version = version + 1 where id = @id
        """;

    private const string Roadmap =
        "select id, quarter, step, arr, champion, agreed_on from expansion_roadmap where account_id = @accountId "
        + "order by quarter, id";

    private const string AddStep = """
        insert into expansion_roadmap (id, account_id, quarter, step, arr, champion, agreed_on, version)
            values (gen_random_uuid(), @AccountId, @Quarter, @Step, @Arr, @Champion, @AgreedOn, 1)
        """;
}
