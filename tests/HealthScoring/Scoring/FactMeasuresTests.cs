using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Tests.Scoring;

public sealed class FactMeasuresTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    private static MeasureValues Measured(AccountFacts facts)
    {
        var values = new MeasureValues();
        FactMeasures.AddTo(values, facts, Today);
        return values;
    }

    [Fact]
    public void Tickets_count_what_was_open_on_the_day()
    {
        var values = Measured(
            new AccountFacts
            {
                Tickets =
                [
                    new(Today.AddDays(-40), Today.AddDays(-35), Urgent: true),
                    new(Today.AddDays(-12), null, Urgent: true),
                    new(Today.AddDays(-3), Today.AddDays(1), Urgent: false),
                    new(Today.AddDays(1), null, Urgent: true),
                ],
            }
        );

        values[Measure.TicketsOpen].ShouldBe(2);
        values[Measure.TicketsUrgent].ShouldBe(1);
        values[Measure.TicketWaitDays].ShouldBe(12);
        values[Measure.TicketTrend].ShouldBe(1);
    }

    [Fact]
    public void A_champion_is_gone_only_when_nobody_took_over()
    {
        var left = new RoleFact(ContactRole.Champion, Today.AddDays(-90), Today.AddDays(-2));

        Measured(AccountFacts.None)[Measure.ChampionGone].ShouldBeNull();
        Measured(new AccountFacts { Roles = [left] })[Measure.ChampionGone].ShouldBe(1);
        Measured(new AccountFacts { Roles = [left, new(ContactRole.Champion, Today, null)] })[Measure.ChampionGone]
            .ShouldBe(0);
        Measured(new AccountFacts { Roles = [new(ContactRole.Champion, Today.AddDays(-9), Today.AddDays(1))] })[
            Measure.ChampionGone
        ]
            .ShouldBe(0);
    }

    [Fact]
    public void Nps_takes_the_latest_answer_of_each_respondent()
    {
        var values = Measured(
            new AccountFacts
            {
                Answers =
                [
                    new(SurveyKind.Nps, "a", Today.AddDays(-100), 2),
                    new(SurveyKind.Nps, "a", Today.AddDays(-10), 9),
                    new(SurveyKind.Nps, "b", Today.AddDays(-5), 7),
                    new(SurveyKind.Nps, "c", Today.AddDays(-181), 0),
                    new(SurveyKind.Csat, "a", Today, 5),
                    new(SurveyKind.Csat, "b", Today, 3),
                ],
            }
        );

        values[Measure.Nps].ShouldBe(50);
        values[Measure.Csat].ShouldBe(50);
    }

    [Fact]
    public void A_sentiment_that_expired_is_missing_and_does_not_fall_back_to_an_older_one()
    {
        var facts = new AccountFacts
        {
            Readings =
            [
                new(Measure.Sentiment, Today.AddDays(-30), null, 5),
                new(Measure.Sentiment, Today.AddDays(-10), Today, 2),
            ],
        };
        Measured(facts)[Measure.Sentiment].ShouldBeNull();
    }

    [Fact]
    public void Seats_are_those_paid_on_the_day()
    {
        var facts = new AccountFacts
        {
            Seats = [new(Today.AddDays(-400), Today, 50), new(Today, null, 80), new(Today.AddDays(5), null, 10)],
        };
        FactMeasures.PaidSeats(facts, Today).ShouldBe(80);
        FactMeasures.PaidSeats(AccountFacts.None, Today).ShouldBeNull();
    }

    [Fact]
    public void Invoices_are_overdue_from_the_day_after_they_were_due()
    {
        var values = Measured(
            new AccountFacts
            {
                Invoices = [new(Today, null), new(Today.AddDays(-9), null), new(Today.AddDays(-20), Today.AddDays(-1))],
            }
        );
        values[Measure.InvoicesOverdue].ShouldBe(1);
        values[Measure.InvoiceOverdueDays].ShouldBe(9);
    }
}
