using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

/// <summary>The library: outcomes per customer type (three to five), tactics per outcome, case studies and what was
/// observed.</summary>
public static class Library
{
    private const int MostOutcomes = 5;

    public static void Map(IEndpointRouteBuilder tactics)
    {
        tactics
            .MapGet("/outcomes", ListOutcomesAsync)
            .WithName("ListOutcomes")
            .WithDescription("The outcomes that tactics serve.");
        tactics
            .MapPost("/outcomes", AddOutcomeAsync)
            .WithName("AddOutcome")
            .WithDescription("Adds an outcome that tactics serve.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        tactics
            .MapGet("/", ListAsync)
            .WithName("ListTactics")
            .WithDescription("The catalogue of tactics with how they went.");
        tactics
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetTactic")
            .WithDescription("One tactic with how it went so far.");
        tactics
            .MapPost("/", AddAsync)
            .WithName("AddTactic")
            .WithDescription("Adds a tactic to the catalogue.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        tactics
            .MapPost("/{id:guid}/case-studies", AddCaseStudyAsync)
            .RequireRoles(Roles.Ops, Roles.Manager)
            .WithName("AddCaseStudy")
            .WithDescription("Adds how a tactic went at a customer.");
    }

    private static Task<IReadOnlyList<OutcomeView>> ListOutcomesAsync(
        string? customerType,
        Database database,
        CancellationToken ct
    ) => database.QueryAsync<OutcomeView>(ListOutcomes, new { customerType }, ct);

    private static async Task<Results<Created<OutcomeView>, ProblemHttpResult>> AddOutcomeAsync(
        OutcomeRequest request,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        // Two at once may not both be the fifth.
        await work.LockAsync($"plans.outcomes:{request.CustomerType}");
        if (
            await work.ScalarAsync<long>(
                "select count(*) from outcome where customer_type = @CustomerType",
                new { request.CustomerType }
            ) >= MostOutcomes
        )
            return TacticProblems.TooManyOutcomes(request.CustomerType).ToResult();
        var id = Guid.CreateVersion7();
        if (
            await work.ExecuteAsync(
                "insert into outcome (id, customer_type, name) values (@id, @CustomerType, @Name) on conflict do "
                    + "nothing",
                new
                {
                    id,
                    request.CustomerType,
                    request.Name,
                }
            ) == 0
        )
            return TacticProblems.NameTaken(request.Name).ToResult();
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/tactics/outcomes/{id}",
            new OutcomeView
            {
                Id = id,
                CustomerType = request.CustomerType,
                Name = request.Name,
            }
        );
    }

    private static async Task<Page<TacticView>> ListAsync(
        Guid? outcomeId,
        string? customerType,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<TacticView>(
            List,
            new
            {
                outcomeId,
                customerType,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        await FillAsync(database, rows, ct);
        return Page<TacticView>.From(rows, page.Limit, r => r, r => new After(r.Id));
    }

    private static async Task<Results<Ok<TacticView>, ProblemHttpResult>> GetAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        if (await FindAsync(database, id, ct) is not { } tactic)
            return Problem.NotFound("tactic", id).ToResult();
        return TypedResults.Ok(tactic);
    }

    private static async Task<Results<Created<TacticView>, ProblemHttpResult>> AddAsync(
        TacticRequest request,
        Database database,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select from outcome where id = @OutcomeId)",
                new { request.OutcomeId },
                ct
            )
        )
            return Problem
                .Invalid("outcomeId", $"there is no outcome {request.OutcomeId}; GET /v1/tactics/outcomes lists them")
                .ToResult();
        var id = Guid.CreateVersion7();
        await using (var work = await database.BeginAsync(ct))
        {
            if (
                await work.ExecuteAsync(
                    Insert,
                    new
                    {
                        id,
                        request.OutcomeId,
                        request.Name,
                        request.Description,
                        Steps = request.Steps.ToArray(),
                        request.Feature,
                        request.Days,
                    }
                ) == 0
            )
                return TacticProblems.NameTaken(request.Name).ToResult();
            await work.CommitAsync();
        }

        return TypedResults.Created($"/v1/tactics/{id}", await FindAsync(database, id, ct));
    }

    private static async Task<Results<Ok<TacticView>, ProblemHttpResult>> AddCaseStudyAsync(
        Guid id,
        CaseStudyRequest request,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using (var work = await database.BeginAsync(ct))
        {
            if (
                await work.ExecuteAsync(
                    InsertCaseStudy,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        TacticId = id,
                        request.Title,
                        request.Text,
                        request.Result,
                        Now = clock.GetUtcNow(),
                    }
                ) == 0
            )
                return Problem.NotFound("tactic", id).ToResult();
            await work.CommitAsync();
        }

        return TypedResults.Ok(await FindAsync(database, id, ct));
    }

    internal static async Task FillAsync(Database database, IReadOnlyList<TacticView> tactics, CancellationToken ct)
    {
        var ids = tactics.Select(t => t.Id).ToArray();
        var observed = (await database.QueryAsync<ObservedRow>(Observed, new { ids }, ct)).ToDictionary(o =>
            o.TacticId
        );
        var studies = (await database.QueryAsync<StudyRow>(Studies, new { ids }, ct)).ToLookup(s => s.TacticId);
        foreach (var tactic in tactics)
        {
            tactic.Observed = observed.GetValueOrDefault(tactic.Id) ?? new ObservedResults();
            tactic.CaseStudies = [.. studies[tactic.Id]];
        }
    }

    private static async Task<TacticView?> FindAsync(Database database, Guid id, CancellationToken ct)
    {
        var found = await database.QueryAsync<TacticView>($"{TacticView.Select} where t.id = @id", new { id }, ct);
        await FillAsync(database, found, ct);
        return found.SingleOrDefault();
    }

    private sealed record After(Guid Id);

    private sealed class ObservedRow : ObservedResults
    {
        public Guid TacticId { get; init; }
    }

    private sealed class StudyRow : CaseStudy
    {
        public Guid TacticId { get; init; }
    }

    private const string ListOutcomes = """
        select o.id, o.customer_type, o.name, (select count(*)::int from tactic t where t.outcome_id = o.id) as tactics
        from outcome o where @customerType::text is null or o.customer_type = @customerType
            order by o.customer_type, o.id
        """;

    private const string List = $"""
        {TacticView.Select}
        where (@outcomeId::uuid is null or t.outcome_id = @outcomeId) and (@customerType::text is null or o.customer_type = @customerType) and (@after::uuid is null or t.id > @after)
        order by t.id limit @Limit
        """;

    private const string Insert = """
        insert into tactic (id, outcome_id, name, description, steps, feature, days, version)
            values (@id, @OutcomeId, @Name, @Description, @Steps, @Feature, @Days, 1)
        on conflict do nothing
        """;

    private const string InsertCaseStudy = """
        insert into case_study (id, tactic_id, title, text, result, at) select @Id, id, @Title, @Text, @Result, @Now
            from tactic where id = @TacticId
        """;

    private const string Observed = """
        select tactic_id, (count(*) filter (where started_on is not null))::int as started,
            (count(*) filter (where state = 'active'))::int as active,
               (count(*) filter (where state = 'completed'))::int as completed,
                   (count(*) filter (where state = 'stopped' and started_on is not null))::int as stopped,
               (count(*) filter (where exists (select from escalation e
                   where e.account_tactic_id = a.id)))::int as stalled,
               (percentile_cont(0.5) within group (order by ended_on - started_on) filter
                   (where state = 'completed'))::numeric as median_days,
               round(avg(adoption) filter (where started_on is not null), 4) as mean_adoption
        from account_tactic a where tactic_id = any(@ids) group by tactic_id
        """;

    private const string Studies =
        "select id, tactic_id, title, text, result, at from case_study where tactic_id = any(@ids) order by at, id";
}
