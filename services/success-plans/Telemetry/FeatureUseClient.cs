using System.Globalization;
using Platform.Protos.Scoring.V1;

namespace Platform.SuccessPlans.Telemetry;

/// <summary>Asks health scoring, in as many calls as its limits demand.</summary>
internal sealed class FeatureUseClient(ScoringService.ScoringServiceClient scoring) : IFeatureUseClient
{
    private const int MostAccounts = 200;
    private const int MostDays = 11_000;
    private const int LongestSpan = 1_000;

    public async Task<IReadOnlyList<AccountUse>> AskAsync(
        IReadOnlyCollection<UseQuestion> questions,
        IReadOnlyCollection<string> features,
        CancellationToken ct
    )
    {
        var answers = new List<AccountUse>(questions.Count);
        foreach (var call in Calls(questions))
        {
            var answer = await scoring.BatchGetFeatureUseAsync(
                new BatchGetFeatureUseRequest { Accounts = { call }, Features = { features } },
                cancellationToken: ct
            );
            answers.AddRange(
                answer.Accounts.Select(a => new AccountUse(
                    Guid.Parse(a.AccountId),
                    a.Whole is null ? null : Use(a.Whole),
                    a.Features.ToDictionary(f => f.Feature, Use, StringComparer.Ordinal)
                ))
            );
        }
        return answers;
    }

    public async Task<IReadOnlyCollection<string>> KnownAsync(
        Guid accountId,
        IReadOnlyCollection<string> features,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (features.Count == 0)
            return [];
        var span = new AccountSpan
        {
            AccountId = accountId.ToString(),
            From = Iso(today),
            To = Iso(today),
        };
        var answer = await scoring.BatchGetFeatureUseAsync(
            new BatchGetFeatureUseRequest { Accounts = { span }, Features = { features } },
            cancellationToken: ct
        );
        return answer.KnownFeatures;
    }

    private static IEnumerable<List<AccountSpan>> Calls(IEnumerable<UseQuestion> questions)
    {
        var call = new List<AccountSpan>();
        var days = 0;
        foreach (var question in questions)
        {
            var from =
                question.To.DayNumber - question.From.DayNumber >= LongestSpan
                    ? question.To.AddDays(1 - LongestSpan)
                    : question.From;
            var span = question.To.DayNumber - from.DayNumber + 1;
            if (call.Count == MostAccounts || days + span > MostDays)
            {
                yield return call;
                (call, days) = ([], 0);
            }
            call.Add(
                new AccountSpan
                {
                    AccountId = question.AccountId.ToString(),
                    From = Iso(from),
                    To = Iso(question.To),
                }
            );
            days += span;
        }
        if (call.Count > 0)
            yield return call;
    }

    private static UseOf Use(FeatureUse use) =>
        new(use.Events, use.Quantity, use.Users, Day(use.FirstDay), Day(use.LastDay));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
