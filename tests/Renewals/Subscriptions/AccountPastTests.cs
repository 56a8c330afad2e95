using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;

namespace Platform.Renewals.Tests.Subscriptions;

/// <summary>What subscriptions tell of an account's past, for others to rebuild it.</summary>
public sealed class AccountPastTests
{
    private static readonly DateOnly Start = new(2022, 3, 1);

    [Fact]
    public void Each_term_ends_with_an_outcome_on_its_own_day_flat_renewals_too()
    {
        SubscriptionFacts[] terms =
        [
            Term(0, 1, seats: 10, amount: 1200),
            Term(1, 2, seats: 10, amount: 1200),
            Term(2, 3, seats: 15, amount: 1800),
            Term(3, 4, seats: 8, amount: 960),
        ];

        var outcomes = AccountPast.Outcomes(terms, Mrr.Timeline(terms, new ExchangeRates("EUR", [])));

        outcomes.ShouldBe([
            new(Start.AddYears(1), "renewed_flat", 100, 100),
            new(Start.AddYears(2), "grown", 100, 150),
            new(Start.AddYears(3), "contracted", 150, 80),
            new(Start.AddYears(4), "churned", 80, 0),
        ]);
        AccountPast
            .Seats(terms)
            .ShouldBe([(Start, 10), (Start.AddYears(2), 15), (Start.AddYears(3), 8), (Start.AddYears(4), 0)]);
    }

    [Fact]
    public void A_trial_pays_for_no_seats_and_a_return_after_a_churn_is_no_outcome()
    {
        SubscriptionFacts[] terms =
        [
            Term(0, 1, 5, 600) with
            {
                Trial = true,
            },
            Term(1, 2, 5, 600),
            Term(3, null, 6, 720),
        ];

        AccountPast
            .Outcomes(terms, Mrr.Timeline(terms, new ExchangeRates("EUR", [])))
            .ShouldBe([new(Start.AddYears(2), "churned", 50, 0)]);
        AccountPast.Seats(terms).ShouldBe([(Start.AddYears(1), 5), (Start.AddYears(2), 0), (Start.AddYears(3), 6)]);
    }

    [Fact]
    public void A_trial_that_became_paid_pays_for_its_seats_from_then_on()
    {
        var paidFrom = Start.AddMonths(1);
        SubscriptionFacts[] terms = [Term(0, 1, 5, 600) with { TrialEndsOn = paidFrom }];

        AccountPast.Seats(terms).ShouldBe([(paidFrom, 5), (Start.AddYears(1), 0)]);
        AccountPast
            .Outcomes(terms, Mrr.Timeline(terms, new ExchangeRates("EUR", [])))
            .ShouldBe([new(Start.AddYears(1), "churned", 50, 0)]);
    }

    private static SubscriptionFacts Term(int from, int? to, int seats, decimal amount) =>
        new(
            Guid.CreateVersion7(),
            Guid.Empty,
            Start.AddYears(from),
            to is { } end ? Start.AddYears(end) : null,
            Trial: false,
            [new PriceTerm(Start.AddYears(from), seats, amount, 12, "EUR")]
        );
}
