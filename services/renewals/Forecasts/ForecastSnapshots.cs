using Microsoft.Extensions.Options;
using Platform.Renewals.Renewals;
using Platform.Renewals.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

/// <summary>
/// Each week the forecast of this quarter and the four after it is kept as it was, down to the single renewal: on
/// Monday, or on the first day of the week on which the service runs and has a book. A snapshot says when it was taken
/// and is never dated back.
/// </summary>
public sealed class ForecastSnapshots(Database database, TimeProvider clock, IOptions<OrganisationOptions> organisation)
    : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (!await database.ScalarAsync<bool>(HasBook, null, ct))
            return;
        var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        for (var i = 0; i < 5; i++)
        {
            var from = quarter.AddMonths(3 * i);
            var to = from.AddMonths(3).AddDays(-1);
            if (
                !await database.ScalarAsync<bool>(
                    TakenSince,
                    new
                    {
                        monday,
                        from,
                        to,
                    },
                    ct
                )
            )
                await TakeAsync(today, from, to, ct);
        }
    }

    /// <returns>False where the snapshot of today and of that period exists.</returns>
    public async Task<bool> TakeAsync(DateOnly today, DateOnly from, DateOnly to, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var renewals = await work.QueryAsync<RenewalResponse>(
            OfPeriod,
            new
            {
                from,
                to,
                Currency = organisation.Value.ReportingCurrency,
            }
        );
        var sums = ForecastSums.Of(renewals);
        var id = Guid.CreateVersion7();
        var said = new
        {
            id,
            today,
            Now = clock.GetUtcNow(),
            from,
            to,
            sums.Due,
            sums.Commit,
            sums.BestCase,
            sums.AtRisk,
            sums.Weighted,
        };
        if (await work.ExecuteAsync(Insert, said) == 0)
            return false;
        await work.ExecuteAsync(
            AddLines,
            new
            {
                id,
                Renewals = renewals.Select(r => r.Id).ToArray(),
                Amounts = renewals.Select(r => r.Outcome is null ? r.ArrDueAmount : r.RenewedAmount ?? 0).ToArray(),
                Probabilities = renewals.Select(r => r.Outcome is null ? r.Probability : 1m).ToArray(),
                Categories = renewals.Select(r => r.Category.ToText()).ToArray(),
                Called = renewals.Select(r => r.Call is not null && r.Outcome is null).ToArray(),
            }
        );
        await work.CommitAsync();
        return true;
    }

    internal const string OfPeriod =
        $"{RenewalResponse.Select} where r.ends_on between @from and @to and r.outcome is distinct from 'superseded' "
        + $"order by r.ends_on, r.id";

    private const string HasBook = "select exists (select from subscription)";

    private const string TakenSince = """
        select exists (
            select from forecast_snapshot where taken_on >= @monday and period_from = @from and period_to = @to)
        """;

    private const string Insert = """
        insert into forecast_snapshot (id, taken_on, taken_at, period_from, period_to, due, commit, best_case, at_risk,
            weighted)
        values (@id, @today, @Now, @from, @to, @Due, @Commit, @BestCase, @AtRisk, @Weighted)
        on conflict on constraint forecast_snapshot_once do nothing
        """;

    private const string AddLines = """
        insert into forecast_line (snapshot_id, renewal_id, amount, probability, category, called)
        select @id, * from unnest(@Renewals, @Amounts, @Probabilities, @Categories, @Called)
        """;
}
