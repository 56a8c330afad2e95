using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

/// <param name="Category">value_gap, champion_turnover, product_issue, budget_pressure or compliance_security.</param>
/// <param name="Cause">What is the matter, in a sentence; the same category and cause is open once.</param>
public sealed record OpenRiskRequest(
    Guid AccountId,
    [Required] string Category,
    [Required, StringLength(1000)] string Cause,
    string? Owner
);

public static class OpenRisk
{
    public static void Map(IEndpointRouteBuilder risks) =>
        risks
            .MapPost("/", HandleAsync)
            .WithName(nameof(OpenRisk))
            .WithDescription("Opens a risk of an account. One of the same category and cause is open at a time.");

    private static async Task<Results<Created<RiskResponse>, ProblemHttpResult>> HandleAsync(
        OpenRiskRequest request,
        Caller caller,
        Database database,
        RiskOpener opener,
        Ownership ownership,
        AccountDirectory directory,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (!RiskRules.Categories.Contains(request.Category))
            return Problem
                .Invalid("category", $"'{request.Category}' is none of {string.Join(", ", RiskRules.Categories)}")
                .ToResult();
        await using var work = await database.BeginAsync(ct);
        var key = $"said:{request.Category}:{request.Cause.Trim().ToUpperInvariant()}";
        var id = await opener.OpenAsync(
            work,
            new RiskCause(request.AccountId, request.Category, key, request.Cause),
            request.Owner
        );
        if (id is null)
            return new Problem(
                "renewals/risk-open",
                StatusCodes.Status409Conflict,
                "This risk is open.",
                "A risk with the same category and cause is open for the account; add to that one."
            ).ToResult();
        var risk = await work.SingleOrDefaultAsync<RiskResponse>($"{RiskResponse.Select} where r.id = @id", new { id });
        await work.CommitAsync();
        return TypedResults.Created($"/v1/risks/{id}", risk);
    }
}
