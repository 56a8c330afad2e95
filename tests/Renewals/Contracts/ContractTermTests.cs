using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Platform.Renewals.Contracts;

namespace Platform.Renewals.Tests.Contracts;

public sealed class ContractTermTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Theory]
    [InlineData("2025-12-01", "2026-11-30", 12)]
    [InlineData("2027-01-01", "2027-12-31", 12)]
    [InlineData("2027-01-01", "2028-01-01", 12)]
    [InlineData("2027-01-15", "2028-01-14", 12)]
    [InlineData("2025-03-01", "2025-08-31", 6)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2026-01-01", "2026-01-10", 1)]
    [InlineData("2026-01-20", "2026-12-31", 11)]
    public async Task A_term_has_its_whole_months_whether_its_end_is_the_last_day_or_the_day_after(
        string start,
        string end,
        int months
    )
    {
        var account = await renewals.AccountAsync();
        var signed = await _ops.PostAsync("/v1/contracts", Contract(account, start, end, autoRenew: false));
        var read = await _ops.ReadAsync($"/v1/contracts/{signed.Id()}");
        (read.GetProperty("termMonths").GetInt32(), read.Text("startsOn"), read.Text("endsOn")).ShouldBe(
            (months, start, end)
        );
    }

    [Fact]
    public void Any_start_and_length_give_their_months_for_both_ends_and_the_next_end_counts_from_the_start() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(Gen.Zip(Gen.Choose(0, 4_000), Gen.Choose(1, 60)).ToArbitrary(), given =>
            {
                var (start, months) = (new DateOnly(2020, 1, 1).AddDays(given.Item1), given.Item2);
                var exclusive = start.AddMonths(months);
                ContractTerm.Months(start, exclusive).ShouldBe(months);
                ContractTerm.Months(start, exclusive.AddDays(-1)).ShouldBe(months);
                var (next, last) = (exclusive, exclusive.AddDays(-1));
                for (var term = 2; term < 6; term++)
                {
                    (next, last) = (ContractTerm.Next(start, next, months), ContractTerm.Next(start, last, months));
                    (next, last).ShouldBe((start.AddMonths(months * term), start.AddMonths(months * term).AddDays(-1)));
                }

                return true;
            })
        );

    [Theory]
    [InlineData("2025-12-01", "2026-11-30", "2027-11-30")]
    [InlineData("2026-03-01", "2026-08-31", "2027-02-28", "2027-08-31")]
    [InlineData("2026-01-15", "2026-08-31", "2027-03-31", "2027-10-31")]
    public void Renewing_keeps_the_contracts_own_day_of_the_month(string start, params string[] ends)
    {
        var (from, end) = (Day(start), Day(ends[0]));
        var months = ContractTerm.Months(from, end);
        foreach (var next in ends.Skip(1))
            (end = ContractTerm.Next(from, end, months)).ShouldBe(Day(next));
    }

    [Fact]
    public async Task A_contract_that_renews_by_itself_does_so_for_its_whole_term()
    {
        // 12 months to their last day, whatever today is.
        var account = await renewals.AccountAsync();
        var last = new DateOnly(renewals.Today.Year, renewals.Today.Month, 1).AddMonths(1).AddDays(-1);
        var start = last.AddDays(1).AddMonths(-12);
        var contract = await _ops.PostAsync(
            "/v1/contracts",
            Contract(account, start.Iso(), last.Iso(), autoRenew: true)
        );
        await renewals.PassDaysAsync(last.DayNumber - renewals.Today.DayNumber);

        (await _ops.ReadAsync($"/v1/contracts/{contract.Id()}"))
            .Text("endsOn")
            .ShouldBe(start.AddMonths(24).AddDays(-1).Iso());
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object Contract(Guid account, string startsOn, string endsOn, bool autoRenew) =>
        new
        {
            accountId = account,
            number = account.ToString(),
            signedOn = "2025-01-01",
            startsOn,
            endsOn,
            autoRenew,
            noticeDays = 30,
            lines = new[] { new { product = "Suite", price = Calls.Price(100) } },
        };
}
