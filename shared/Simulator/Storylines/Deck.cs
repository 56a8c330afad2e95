using Platform.Simulator.Randomness;

namespace Platform.Simulator.Storylines;

/// <summary>Deals storylines from shuffled decks of 25, so that even a small company has one of each.</summary>
internal static class Deck
{
    private const int Size = 25;

    public static Storyline StorylineOf(ulong seed, int account)
    {
        Storyline[] cards =
        [
            .. Enumerable.Repeat(Storyline.Healthy, 9),
            .. Enumerable.Repeat(Storyline.SlowDecline, 3),
            .. Enumerable.Repeat(Storyline.ChampionLeaves, 2),
            .. Enumerable.Repeat(Storyline.PowerUserLeaves, 2),
            .. Enumerable.Repeat(Storyline.StalledOnboarding, 2),
            .. Enumerable.Repeat(Storyline.SeatSaturation, 2),
            .. Enumerable.Repeat(Storyline.SupportStorm, 2),
            .. Enumerable.Repeat(Storyline.SeasonalQuiet, 2),
            Storyline.SuddenChurn,
        ];
        Prng.For(seed, "deck", account / Size).Shuffle(cards);
        return cards[account % Size];
    }

    /// <summary>The chances of how the term ends once the story has run: renewed, expanded, contracted,
    /// churned.</summary>
    public static Outcome OutcomeOf(Storyline storyline, Prng random)
    {
        ReadOnlySpan<double> chances = storyline switch
        {
            Storyline.Healthy => [85, 15, 0, 0],
            Storyline.SlowDecline => [10, 0, 30, 60],
            Storyline.ChampionLeaves => [35, 0, 20, 45],
            Storyline.PowerUserLeaves => [40, 0, 30, 30],
            Storyline.StalledOnboarding => [20, 0, 20, 60],
            Storyline.SeatSaturation => [15, 85, 0, 0],
            Storyline.SupportStorm => [45, 0, 15, 40],
            Storyline.SeasonalQuiet => [95, 5, 0, 0],
            _ => [0, 0, 0, 1],
        };
        return (Outcome)random.PickWeighted(chances);
    }
}
