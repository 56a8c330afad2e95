using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <param name="By">What to split by.</param>
public sealed record PublishFigureRequest(
    [Required, StringLength(200)] string Title,
    DateOnly From,
    DateOnly To,
    string? By,
    string? Definition
);

/// <summary>Fixes a figure with all that it takes to compute it again: definition and version, period, grouping, and
/// the instant of what was known.</summary>
public static class PublishFigure
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapPost("/figures", HandleAsync).WithName(nameof(PublishFigure)).RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<FigureResponse>, ProblemHttpResult>> HandleAsync(
        PublishFigureRequest request,
        Caller caller,
        Database database,
        PeriodReader reader,
        Definitions definitions,
        TimeProvider clock,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var by = GroupingParameter.Parse(request.By);
        if (request.To <= request.From)
            return Problem
                .Invalid("to", $"{request.To:yyyy-MM-dd} is not after from, {request.From:yyyy-MM-dd}")
                .ToResult();
        var definition = await definitions.FindAsync(request.Definition, ct);
        if (definition.Status != "locked")
            return MetricProblems.NotLocked(definition.Name, definition.Version).ToResult();

        var knownAt = await FixAsync(database, clock, ct);
        var figures = await reader.FiguresAsync(request.From, request.To, by, definition.Rules, knownAt, ct);
        var response = new FigureResponse(
            Guid.CreateVersion7(),
            request.Title,
            request.From,
            request.To,
            by,
            definition.Name,
            definition.Version,
            knownAt,
            organisation.Value.ReportingCurrency,
            figures,
            caller.Id,
            clock.GetUtcNow()
        );

        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Insert,
            new
            {
                response.Id,
                response.Title,
                response.From,
                response.To,
                response.By,
                response.Definition,
                response.DefinitionVersion,
                response.KnownAt,
                response.Currency,
                Figures = JsonSerializer.Serialize(figures, ContractJson.Options),
                response.PublishedBy,
                response.PublishedAt,
            }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/revenue/figures/{response.Id}", response);
    }

    /// <summary>
    /// The last millisecond of which everything is known: while this holds the fence no writer is on its way, and
    /// those that come after are recorded later.
    /// </summary>
    private static async Task<DateTimeOffset> FixAsync(Database database, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.LockAsync(AccountBookRepository.Fence);
        var now = clock.GetUtcNow();
        return new DateTimeOffset(
            now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond),
            TimeSpan.Zero
        ).AddMilliseconds(-1);
    }

    private const string Insert = """
        insert into published_figure (id, title, from_on, to_on, grouped_by, definition_name, definition_version,
            known_at, currency, figures, published_by, published_at)
        values (@Id, @Title, @From, @To, @By, @Definition, @DefinitionVersion, @KnownAt, @Currency, @Figures::jsonb,
            @PublishedBy, @PublishedAt)
        """;
}
