using Platform.Simulator.Randomness;

namespace Platform.Simulator.Storylines;

/// <summary>One account's story with its dates.</summary>
/// <param name="Storyline">What happens.</param>
/// <param name="StartsOn">The first day on which the data show it.</param>
/// <param name="CustomerSince">The day on which the first term began.</param>
/// <param name="DecidedOn">The day on which the term ends that the story decides; it may lie after the history.</param>
/// <param name="Outcome">How that term ends.</param>
/// <param name="TermMonths">The length of a term.</param>
/// <param name="QuietDays">Seasonal quiet: how long it lasts.</param>
public sealed record Story(
    Storyline Storyline,
    DateOnly StartsOn,
    DateOnly CustomerSince,
    DateOnly DecidedOn,
    Outcome Outcome,
    int TermMonths,
    int QuietDays
)
{
    public bool HasLeftBy(DateOnly day) => Outcome == Outcome.Churned && day >= DecidedOn;

    internal static Story Of(SimulationOptions options, int account)
    {
        var random = Prng.For(options.Seed, "story", account);
        var storyline = Deck.StorylineOf(options.Seed, account);
        var outcome = Deck.OutcomeOf(storyline, random);
        var quiet = random.Whole(28, 49);
        return storyline switch
        {
            Storyline.StalledOnboarding => Stalled(options, outcome, random),
            Storyline.SuddenChurn => Sudden(options, random),
            _ => Ordinary(options, storyline, outcome, quiet, random),
        };
    }

    private static Story Ordinary(
        SimulationOptions options,
        Storyline storyline,
        Outcome outcome,
        int quiet,
        Prng random
    )
    {
        // What takes months to show starts early enough; what is over after weeks so late that some of it is still
        // going on.
        var isQuick = storyline is Storyline.SupportStorm or Storyline.PowerUserLeaves;
        var starts = options.FirstDay.AddDays(
            (int)(options.Days * (isQuick ? random.Between(0.55, 0.92) : random.Between(0.35, 0.65)))
        );
        // A quiet season has to be over before the history ends, or nobody could tell it from a decline.
        if (storyline == Storyline.SeasonalQuiet)
            starts = Earlier(starts, options.LastDay.AddDays(-quiet - (options.Days / 6)));

        var decided = starts.AddDays(random.Whole(60, 270));
        var years = 1 + random.PickWeighted([30, 30, 25, 15]);
        return new(storyline, starts, decided.AddMonths(-12 * years), decided, outcome, 12, quiet);
    }

    private static Story Stalled(SimulationOptions options, Outcome outcome, Prng random)
    {
        var since = options.LastDay.AddDays(
            -random.Whole(Math.Min(28, options.Days / 2), Math.Min(200, options.Days - 1))
        );
        var pilot = random.Chance(0.4) ? 3 : 12;
        return new(Storyline.StalledOnboarding, since.AddDays(14), since, since.AddMonths(pilot), outcome, pilot, 0);
    }

    /// <summary>Ends in the middle of a term: the term's own end plays no part.</summary>
    private static Story Sudden(SimulationOptions options, Prng random)
    {
        var gone = options.FirstDay.AddDays((int)(options.Days * random.Between(0.5, 0.95)));
        var since = gone.AddDays(-random.Whole(120, 1_300));
        return new(Storyline.SuddenChurn, gone, since, gone, Outcome.Churned, 12, 0);
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
