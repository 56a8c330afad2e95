using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <summary>The days from one to another, both included, as a caller asks for them.</summary>
internal static class DaySpan
{
    private const int DefaultDays = 30;
    private static readonly DateOnly Earliest = new(1970, 1, 1);
    private static readonly DateOnly Latest = new(2999, 12, 31);

    /// <exception cref="ProblemException">400 where the span is empty, too long, or lies outside of any calendar in
    /// use.</exception>
    public static (DateOnly From, DateOnly To) Of(DateOnly? from, DateOnly? to, DateOnly today, int mostDays)
    {
        Check("from", from);
        Check("to", to);
        var last = to ?? today;
        var first = from ?? last.AddDays(1 - DefaultDays);
        var days = last.DayNumber - first.DayNumber + 1;
        return days >= 1 && days <= mostDays
            ? (first, last)
            : throw Problem
                .Invalid("from", $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd} is no span of 1 to {mostDays} days")
                .ToException();
    }

    private static void Check(string field, DateOnly? day)
    {
        if (day < Earliest || day > Latest)
            throw Problem
                .Invalid(field, $"{day:yyyy-MM-dd} is not between {Earliest:yyyy-MM-dd} and {Latest:yyyy-MM-dd}")
                .ToException();
    }
}
