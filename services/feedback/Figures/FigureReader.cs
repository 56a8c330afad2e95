using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Figures;

/// <summary>Counts scores by group and makes figures of the counts.</summary>
public sealed class FigureReader(Database database, OrganisationCalendar calendar)
{
    private static readonly string[] OverTime = ["wave", "month", "quarter"];

    public static readonly IReadOnlyDictionary<string, string> Groups = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["size"] = "coalesce(x.size, 'unknown')",
        ["motion"] = "coalesce(x.motion, 'unknown')",
        ["priority"] = "coalesce(x.priority, 'unknown')",
        ["segment"] = "unnest(case when x.segments = '{}' then '{none}' else x.segments end)",
        ["role"] = "unnest(case when x.roles = '{}' then '{unknown}' else x.roles end)",
        ["product"] = "coalesce(x.product, 'unknown')",
        ["account"] = "coalesce(x.account_id::text, 'unknown')",
        ["wave"] = "coalesce(x.wave_id::text, 'none')",
        ["month"] = "to_char(x.at at time zone @Zone, 'YYYY-MM')",
        ["quarter"] = "to_char(x.at at time zone @Zone, 'YYYY-\"Q\"Q')",
    };

    /// <returns>Over time in its order, each with the change since the one before; else by name.</returns>
    /// <exception cref="ProblemException">400: no such group.</exception>
    public async Task<IReadOnlyList<Figure>> ReadAsync(Survey survey, FigureQuery query, CancellationToken ct)
    {
        var group = query.By is null
            ? "'all'"
            : Groups.GetValueOrDefault(query.By)
                ?? throw Problem
                    .Invalid("by", $"'{query.By}' is none of: {string.Join(", ", Groups.Keys)}")
                    .ToException();
        var args = new
        {
            SurveyId = survey.Id,
            Zone = calendar.Current.Zone.Id,
            query.From,
            query.To,
            query.WaveId,
            query.AccountId,
            query.Segment,
            query.Size,
            query.Motion,
            query.Priority,
            query.Role,
            query.Product,
            SurveyProduct = survey.Product,
        };
        var scores = await database.QueryAsync<ScoreRow>(Answers(group), args, ct);
        var invited = (
            await database.QueryAsync<(string Group, int Invited, int Responses)>(Invitations(group), args, ct)
        ).ToDictionary(r => r.Group, StringComparer.Ordinal);
        var counted = scores.ToLookup(r => r.Group, StringComparer.Ordinal);
        var groups = counted.Select(g => g.Key).Union(invited.Keys, StringComparer.Ordinal);
        var ordered =
            query.By == "wave" ? await InOrderOfWavesAsync(groups, ct) : [.. groups.Order(StringComparer.Ordinal)];

        var figures = new List<Figure>();
        (string Group, Estimate Estimate)? before = null;
        foreach (var name in ordered)
        {
            var counts = new ScoreCounts(counted[name].ToDictionary(r => r.Score, r => r.Count));
            var estimate = Estimate.Of(survey, counts);
            var change =
                OverTime.Contains(query.By, StringComparer.Ordinal) && before is { } earlier && estimate is not null
                    ? Compare(earlier.Group, Change.Between(earlier.Estimate, estimate))
                    : null;
            figures.Add(Show(survey, name, counts, estimate, invited.GetValueOrDefault(name), change));
            if (estimate is not null)
                before = (name, estimate);
        }

        return figures;
    }

    private static Figure Show(
        Survey survey,
        string group,
        ScoreCounts counts,
        Estimate? estimate,
        (string Group, int Invited, int Responses) asked,
        FigureChange? change
    )
    {
        var nps = survey.Type == Survey.Nps;
        return new Figure(
            group,
            counts.N,
            Round(estimate?.Value),
            Round(estimate?.Low),
            Round(estimate?.High),
            estimate?.Interval ?? "none",
            asked.Invited,
            asked.Responses,
            asked.Invited == 0 ? null : decimal.Round((decimal)asked.Responses / asked.Invited, 4),
            nps ? counts.From(9) : null,
            nps ? counts.From(7) - counts.From(9) : null,
            nps ? counts.UpTo(6) : null,
            survey.TopBoxes is { } boxes ? counts.From(survey.ScaleTo - boxes + 1) : null,
            counts.Counts,
            change
        );
    }

    private static FigureChange Compare(string since, Change change) =>
        new(
            since,
            Round(change.Difference)!.Value,
            change.PValue is { } p ? decimal.Round((decimal)p, 4) : null,
            change.MoreThanNoise
        );

    private static decimal? Round(double? value) =>
        value is { } v ? decimal.Round((decimal)v, 2, MidpointRounding.AwayFromZero) : null;

    private async Task<IReadOnlyList<string>> InOrderOfWavesAsync(IEnumerable<string> groups, CancellationToken ct)
    {
        var ids = groups.Where(g => g != "none").Select(Guid.Parse).ToArray();
        return
        [
            .. (
                await database.QueryAsync<Guid>(
                    "select id from wave where id = any(@ids) order by opened_at, id",
                    new { ids },
                    ct
                )
            ).Select(id => id.ToString()),
        ];
    }

    private sealed class ScoreRow
    {
        public string Group { get; init; } = "";
        public int Score { get; init; }
        public int Count { get; init; }
    }

    private static string Answers(string group) =>
        $"""
            select {group} as "group", x.score::int as score, count(*)::int as count
            from (select a.*, a.answered_at as at from answer a where a.survey_id = @SurveyId and a.score is not null) x
            where {Filter} group by 1, 2
            """;

    private static string Invitations(string group) =>
        $"""
            select {group} as "group", count(*)::int as invited, count(x.answer_id)::int as responses
            from (select i.*, i.invited_at as at, @SurveyProduct::text as product, a.id as answer_id from invitation i
                left join answer a on a.invitation_id = i.id where i.survey_id = @SurveyId) x
            where {Filter} group by 1
            """;

    private const string Filter = """
        (@From::date is null or x.at at time zone @Zone >= @From::date)
          and (@To::date is null or x.at at time zone @Zone < @To::date + 1)
          and (@WaveId::uuid is null or x.wave_id = @WaveId) and (@AccountId::uuid is null or x.account_id = @AccountId)
          and (@Segment::text is null or @Segment = any(x.segments))
          and (@Size::text is null or x.size = @Size)
          and (@Motion::text is null or x.motion = @Motion)
          and (@Priority::text is null or x.priority = @Priority)
          and (@Role::text is null or @Role = any(x.roles))
          and (@Product::text is null or x.product = @Product)
        """;
}
