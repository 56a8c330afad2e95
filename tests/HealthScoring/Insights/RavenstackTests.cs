using System.Globalization;
using Platform.HealthScoring.Insights;
using Platform.Statistics.Learning;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Insights;

/// <summary>A synthetic company whose churn labels carry no signal: whoever finds one has a leak.</summary>
public sealed class RavenstackTests
{
    private const string Folder = "ravenstack";

    [Fact]
    public void A_model_of_its_churn_labels_is_at_chance_and_says_that_there_is_nothing_to_learn()
    {
        var accounts = Read("ravenstack_accounts.csv");
        var use = UseOf(accounts);
        string[] columns =
        [
            "industry",
            "country",
            "referral_source",
            "plan_tier",
            "seats",
            "is_trial",
            "uses",
            "seconds",
            "errors",
            "features",
        ];
        var rows = accounts
            .Select(a =>
            {
                var used = use[a["account_id"]];
                return new string?[]
                {
                    a["industry"],
                    a["country"],
                    a["referral_source"],
                    a["plan_tier"],
                    a["seats"],
                    a["is_trial"],
                    Text(used.Count),
                    Text(used.Sum(u => double.Parse(u["usage_duration_secs"], CultureInfo.InvariantCulture))),
                    Text(used.Sum(u => double.Parse(u["error_count"], CultureInfo.InvariantCulture))),
                    Text(used.Select(u => u["feature_name"]).Distinct(StringComparer.Ordinal).Count()),
                };
            })
            .ToList();

        var result = Trainer.Train(
            new Table(columns, rows, [.. accounts.Select(a => a["churn_flag"])]),
            new TrainingOptions()
        );

        result.Classes.ShouldAllBe(c => c.Auc.Auc > 0.4 && c.Auc.Auc < 0.6);
        result.NothingToLearn.ShouldBeTrue();
        result.Verdict.ShouldStartWith("There is nothing to learn here");
        TestContext.Current.TestOutputHelper?.WriteLine(result.Verdict);
    }

    [Fact]
    public void None_of_its_features_or_pairs_is_sticky_after_correction()
    {
        var accounts = Read("ravenstack_accounts.csv");
        var use = UseOf(accounts);

        var result = StickyFeatureFinder.Of([
            .. accounts.Select(a => new StickySubject(
                KeyOf(a["account_id"]),
                use[a["account_id"]]
                    .GroupBy(u => u["feature_name"], StringComparer.Ordinal)
                    .Where(g => g.Count() > 1)
                    .Select(g => g.Key)
                    .ToHashSet(StringComparer.Ordinal),
                a["churn_flag"] == "False"
            )),
        ]);

        result.Tested.Count.ShouldBeGreaterThan(100);
        result.Sticky.ShouldBeEmpty();
        // Uncorrected some would have been found: that is what the correction is for.
        result.Tested.Count(t => t.Found.P < 0.05).ShouldBeGreaterThan(0);
    }

    private static Guid KeyOf(string id) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    private static ILookup<string, Dictionary<string, string>> Lookup(
        List<Dictionary<string, string>> rows,
        string key
    ) => rows.ToLookup(r => r[key], StringComparer.Ordinal);

    private static Dictionary<string, List<Dictionary<string, string>>> UseOf(List<Dictionary<string, string>> accounts)
    {
        var subscriptions = Lookup(Read("ravenstack_subscriptions.csv"), "account_id");
        var usage = Lookup(Read("ravenstack_feature_usage.csv"), "subscription_id");
        return accounts.ToDictionary(
            a => a["account_id"],
            a => subscriptions[a["account_id"]].SelectMany(s => usage[s["subscription_id"]]).ToList(),
            StringComparer.Ordinal
        );
    }

    private static List<Dictionary<string, string>> Read(string file)
    {
        var path = PublicData.Find($"{Folder}/{file}");
        if (path is null)
            Assert.Skip(PublicData.Missing($"{Folder}/{file}"));
        var lines = File.ReadAllLines(path).Select(l => l.Split(',')).ToList();
        return
        [
            .. lines
                .Skip(1)
                .Select(cells => lines[0].Zip(cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal)),
        ];
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
