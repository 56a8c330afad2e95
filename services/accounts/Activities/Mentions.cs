using System.Text.RegularExpressions;
using Platform.Accounts.People;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <summary>Whom of our side an activity names: those that are listed, and those whose user id follows an @ in its
/// text.</summary>
internal static partial class Mentions
{
    private const int Most = 50;

    /// <exception cref="ProblemException">400 for who is listed and is nobody of the roster.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(
        UnitOfWork work,
        IReadOnlyList<string>? listed,
        params string?[] texts
    )
    {
        if (listed?.Count > Most)
            throw Problem.Invalid("mentions", $"has {listed.Count} people; at most {Most}").ToException();
        var written = texts
            .SelectMany(text => Written().Matches(text ?? ""))
            .Select(match => match.Groups["id"].Value.TrimEnd('.', '-'))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var wanted = (listed ?? []).Concat(written).Distinct(StringComparer.Ordinal).ToArray();
        if (wanted.Length == 0)
            return [];
        var known = await work.QueryAsync<string>(
            "select id from person where id = any(@wanted) and state = @Active",
            new { wanted, Person.Active }
        );
        return listed?.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? throw Problem.Invalid("mentions", Roster.Advice(unknown)).ToException()
            : [.. known.Order(StringComparer.Ordinal).Take(Most)];
    }

    // A user id is often an e-mail address; the @ before it stands at the beginning or behind no word.
    [GeneratedRegex(
        @"(?<![\w.])@(?<id>[\w][\w.+\-]*(?:@[\w.\-]+)?)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Written();
}
