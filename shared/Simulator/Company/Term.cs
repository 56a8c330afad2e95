using Platform.Simulator.Storylines;

namespace Platform.Simulator.Company;

/// <summary>One term of an account's subscription.</summary>
/// <param name="Start">The first day.</param>
/// <param name="End">The day after the last: the day of the decision.</param>
/// <param name="AnnualAmount">What the term costs a year.</param>
/// <param name="EndsWith">How it ends, where the history or the story knows.</param>
public sealed record Term(int Number, DateOnly Start, DateOnly End, int Seats, decimal AnnualAmount, Outcome EndsWith)
{
    internal static IReadOnlyList<Term> Of(Story story, int seats, decimal pricePerSeat, DateOnly lastDay)
    {
        var terms = new List<Term>();
        var start = story.CustomerSince;
        for (var number = 1; start <= lastDay; number++)
        {
            var ordinaryEnd = story.CustomerSince.AddMonths(story.TermMonths * number);
            var decides = start < story.DecidedOn && (ordinaryEnd >= story.DecidedOn);
            var end = decides ? story.DecidedOn : ordinaryEnd;
            var ends = decides ? story.Outcome : Outcome.Renewed;
            terms.Add(new(number, start, end, seats, seats * pricePerSeat, ends));
            if (ends == Outcome.Churned)
                break;

            seats = ends switch
            {
                Outcome.Expanded => seats + Math.Max(1, seats / 4),
                Outcome.Contracted => Math.Max(1, seats - Math.Max(1, seats * 3 / 10)),
                _ => seats,
            };
            start = end;
        }

        return terms;
    }
}
