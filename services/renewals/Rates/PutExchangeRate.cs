using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Rates;

/// <param name="Rate">Reporting currency for one unit of this one, above 0.</param>
public sealed record PutExchangeRateRequest(decimal Rate);

/// <summary>
/// Dated rates into the reporting currency. A rate that is corrected keeps its earlier values; accounts that were
/// converted with it are derived anew, so that the ledger tells what was believed and what holds now.
/// </summary>
public static class PutExchangeRate
{
    public static void Map(IEndpointRouteBuilder rates) =>
        rates
            .MapPut("/{currency}/{from}", HandleAsync)
            .WithName(nameof(PutExchangeRate))
            .WithDescription(
                "Sets a rate into the reporting currency from a day on. A rate that figures rest on is not "
                    + "overwritten silently: each change is kept."
            )
            .RequireRoles(Roles.Ops);

    private static async Task<Results<Ok<ExchangeRateResponse>, ProblemHttpResult>> HandleAsync(
        string currency,
        DateOnly from,
        PutExchangeRateRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        IOptions<OrganisationOptions> organisation
    )
    {
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
            return Problem.Invalid("currency", $"'{currency}' is not an ISO 4217 code such as USD").ToResult();
        if (currency == organisation.Value.ReportingCurrency)
            return Problem
                .Invalid("currency", $"{currency} is the reporting currency; its rate is always 1")
                .ToResult();
        if (request.Rate <= 0)
            return Problem.Invalid("rate", $"{request.Rate} is not above 0").ToResult();

        await using var work = await database.BeginAsync();
        var known = await work.SingleOrDefaultAsync<ExchangeRateResponse>(Current, new { currency, from });
        if (known?.Rate == request.Rate)
            return TypedResults.Ok(known);
        var row = await work.SingleOrDefaultAsync<ExchangeRateResponse>(
            Insert,
            new
            {
                currency,
                from,
                request.Rate,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        await work.ExecuteAsync(AskRefresh, new { currency, Now = clock.GetUtcNow() });
        await work.CommitAsync();
        return TypedResults.Ok(row);
    }

    private const string Current = """
        select currency, from_on as "from", rate, recorded_at, recorded_by
        from exchange_rate where currency = @currency and from_on = @from order by recorded_at desc limit 1
        """;

    private const string Insert = """
        insert into exchange_rate (currency, from_on, rate, recorded_at, recorded_by)
            values (@currency, @from, @Rate, @Now, @By)
        on conflict (currency, from_on, recorded_at) do update set rate = excluded.rate
        returning currency, from_on as "from", rate, recorded_at, recorded_by
        """;

    private const string AskRefresh = """
        insert into book_refresh (account_id, asked_at)
        select distinct account_id, @Now from subscription
            where terms @> jsonb_build_array(jsonb_build_object('currency', @currency::text))
        on conflict (account_id) do update set asked_at = excluded.asked_at
        """;
}
