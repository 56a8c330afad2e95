using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;

namespace Platform.Simulator.Records;

/// <summary>One wave every 90 days, in which somewhat less than half of the contacts answer.</summary>
public static class NpsAnswers
{
    public static IEnumerable<NpsAnswerRow> Of(SimulationOptions options, SimulatedAccount account)
    {
        var random = Prng.For(options.Seed, "nps", account.Number);
        for (var wave = options.FirstDay.AddDays(account.Number % 30); wave <= options.LastDay; wave = wave.AddDays(90))
        {
            foreach (var contact in account.Contacts)
            {
                var answers = random.Chance(0.4);
                var at = new DateTimeOffset(wave, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(
                    random.Whole(0, 6 * 1_440)
                );
                var day = DateOnly.FromDateTime(at.UtcDateTime);
                var mood = Mood.Contentment(account.Story, day);
                var score = Math.Clamp((int)Math.Floor((mood * 11.5) + (random.Normal() * 1.6)), 0, 10);
                if (
                    answers
                    && at < options.Until
                    && contact.IsThere(day)
                    && day >= account.Story.CustomerSince
                    && !account.Story.HasLeftBy(day)
                )
                    yield return new(
                        FormattableString.Invariant($"nps-{contact.Id[5..]}-{wave:yyyyMMdd}"),
                        account.Id,
                        contact.Id,
                        score,
                        at
                    );
            }
        }
    }
}
