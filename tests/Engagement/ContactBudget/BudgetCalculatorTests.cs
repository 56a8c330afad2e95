using Platform.Engagement.ContactBudget;

namespace Platform.Engagement.Tests.ContactBudget;

public sealed class BudgetCalculatorTests
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly BudgetWindow TwoAWeek = new(2, TimeSpan.FromDays(7));

    [Fact]
    public void Two_in_seven_days_leave_no_place_for_a_third_until_the_first_is_seven_days_old()
    {
        BudgetUse use = new(TwoAWeek, [Start, Start.AddDays(3)]);
        BudgetCalculator.Fits(Start.AddDays(6), [use]).ShouldBeFalse();
        BudgetCalculator.Fits(Start.AddDays(7).AddTicks(-1), [use]).ShouldBeFalse();
        BudgetCalculator.Fits(Start.AddDays(7), [use]).ShouldBeTrue();
        BudgetCalculator.FirstFree(Start.AddDays(4), [use], at => at).ShouldBe(Start.AddDays(7));
    }

    [Fact]
    public void A_place_reserved_ahead_bars_what_would_share_its_window_from_before()
    {
        BudgetUse use = new(TwoAWeek, [Start.AddDays(10), Start.AddDays(12)]);
        BudgetCalculator.Fits(Start.AddDays(6), [use]).ShouldBeFalse();
        BudgetCalculator.Fits(Start.AddDays(5), [use]).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_fits_where_the_hours_leave_no_opening()
    {
        BudgetCalculator.FirstFree(Start, [], _ => null).ShouldBeNull();
    }

    /// <summary>Against counting by hand, over every half hour of ten weeks.</summary>
    [Fact]
    public void The_first_free_instant_is_the_one_that_counting_finds()
    {
        var random = new Random(20271);
        for (var round = 0; round < 400; round++)
        {
            var windows = new[]
            {
                new BudgetWindow(random.Next(1, 4), TimeSpan.FromDays(random.Next(1, 8))),
                new BudgetWindow(random.Next(2, 7), TimeSpan.FromDays(30)),
            };
            var moments = Enumerable
                .Range(0, random.Next(0, 10))
                .Select(_ => Start.AddMinutes(30 * random.Next(0, 48 * 40)))
                .Order()
                .ToList();
            var quiet = random.Next(2) == 0;
            var found = BudgetCalculator.FirstFree(
                Start,
                [.. windows.Select(window => new BudgetUse(window, moments))],
                at => quiet ? NextMorning(at) : at
            );
            found.ShouldBe(ByCounting(windows, moments, quiet), $"round {round}");
        }
    }

    private static DateTimeOffset NextMorning(DateTimeOffset at)
    {
        var (opens, closes) = (at.Date.AddHours(8), at.Date.AddHours(20));
        return at.DateTime < opens ? new(opens, TimeSpan.Zero)
            : at.DateTime < closes ? at
            : new(opens.AddDays(1), TimeSpan.Zero);
    }

    private static DateTimeOffset? ByCounting(BudgetWindow[] windows, List<DateTimeOffset> moments, bool quiet)
    {
        for (var at = Start; at < Start.AddDays(90); at = at.AddMinutes(30))
        {
            if (quiet && at.Hour is < 8 or >= 20 && quiet)
                continue;
            List<DateTimeOffset> all = [.. moments, at];
            // The windows that begin at a touch are enough: any other holds no more than one of them.
            var isOver = windows.Any(window =>
                all.Any(begin =>
                    at >= begin
                    && at < begin + window.Length
                    && all.Count(other => other >= begin && other < begin + window.Length) > window.Limit
                )
            );
            if (!isOver)
                return at;
        }
        return null;
    }
}
