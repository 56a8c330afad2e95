using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

/// <summary>The themes by which an interview is coded: checked, stored and published in the same way by every
/// slice.</summary>
internal static class InterviewCoding
{
    internal static string? DuplicateOf(IReadOnlyList<CodedTheme> themes) =>
        themes.GroupBy(t => t.Theme, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"'{twice.Key}' is there twice"
            : null;

    internal static async Task<Problem?> FindUnknownAsync(UnitOfWork work, IReadOnlyList<CodedTheme> themes)
    {
        var known = await work.QueryAsync<string>("select code from theme where not retired order by code");
        return
            themes.Select(t => t.Theme).FirstOrDefault(t => !known.Contains(t, StringComparer.Ordinal)) is { } unknown
            ? Problem.Invalid("themes", $"'{unknown}' is none of: {string.Join(", ", known)}")
            : null;
    }

    internal static Task<int> StoreAsync(UnitOfWork work, Guid id, IReadOnlyList<CodedTheme> themes) =>
        work.ExecuteAsync(
            Insert,
            new
            {
                id,
                Themes = themes.Select(t => t.Theme).ToArray(),
                Decisive = themes.Select(t => t.Decisive).ToArray(),
                Quotes = themes.Select(t => t.Quote).ToArray(),
            }
        );

    internal static InterviewCoded EventOf(
        Guid account,
        Guid id,
        string kind,
        string outcome,
        IReadOnlyList<CodedTheme> themes
    ) =>
        new(
            account,
            id,
            kind,
            outcome,
            [.. themes.Select(t => t.Theme)],
            themes.FirstOrDefault(t => t.Decisive)?.Theme
        );

    internal const string Insert = """
        insert into interview_theme (interview_id, theme, decisive, quote) select @id, theme, decisive, quote
            from unnest(@Themes, @Decisive, @Quotes) as t (theme, decisive, quote)
        """;
}
