using Platform.Cli.Imports;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;
using Platform.Cli.Imports.Usage;
using Platform.Files.Reading;
using Platform.TestKit;

namespace Platform.Cli.Tests;

/// <summary>Each kind of defect in files of ravenstack's shape, by file, line, column and reason.</summary>
public sealed class DefectTests : IDisposable
{
    private const string Accounts = """
        account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag
        A-1,One,EdTech,US,2024-01-10,ads,Pro,5,False,False
        A-2,Two,EdTech,US,2024-01-10,ads,Basic,5,False,True

        """;

    private const string Subscriptions =
        "subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,"
        + "upgrade_flag,downgrade_flag,churn_flag,billing_frequency,auto_renew_flag\n"
        + """
            S-1,A-1,2024-02-01,2024-06-01,Pro,5,100,1200,False,False,False,True,monthly,True
            S-2,A-2,2024-02-01,,Pro,5,100,1200,False,False,False,True,monthly,True
            S-3,A-1,2024-02-01,2024-02-01,Pro,5,100,1200,False,False,False,False,monthly,True
            S-4,A-1,2024-01-01,,Pro,5,100,1200,False,False,False,False,monthly,True
            S-5,A-1,2024-02-01,,Pro,5,100,1200,False,False,False,False,monthly,True

            """;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<Defect> _defects = [];

    public DefectTests()
    {
        _directory.Write("ravenstack_accounts.csv", Accounts);
        _directory.Write("ravenstack_subscriptions.csv", Subscriptions);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("U-1,S-1,2024-03-02,feature_1,3,1,0,False", 3, "usage_id", "U-1", "repeated-id", "error")]
    [InlineData("U-2,S-1,2024-03-02,feature_1", 3, null, null, "wrong-field-count", "error")]
    [InlineData(
        "U-2,S-9,2024-03-02,feature_1,3,1,0,False",
        3,
        "subscription_id",
        "S-9",
        "unknown-subscription",
        "error"
    )]
    [InlineData("U-2,S-1,2024-02-30,feature_1,3,1,0,False", 3, "usage_date", "2024-02-30", "not-a-date", "error")]
    [InlineData("U-2,S-1,2024-03-02,feature_1,-3,1,0,False", 3, "usage_count", "-3", "no-use", "error")]
    [InlineData("U-2,S-1,2024-03-02,feature_1,many,1,0,False", 3, "usage_count", "many", "not-a-count", "error")]
    [InlineData(",S-1,2024-03-02,feature_1,3,1,0,False", 3, "usage_id", "", "missing", "error")]
    [InlineData("U-2,S-1,2024-03-02,,3,1,0,False", 3, "feature_name", "", "missing", "error")]
    [InlineData("U-2,,2024-03-02,feature_1,3,1,0,False", 3, "subscription_id", "", "missing", "error")]
    [InlineData(
        "U-2,S-1,2024-01-09,feature_1,3,1,0,False",
        3,
        "usage_date",
        "2024-01-09",
        "before-customer-since",
        "warning"
    )]
    [InlineData(
        "U-2,S-1,2024-01-31,feature_1,3,1,0,False",
        3,
        "usage_date",
        "2024-01-31",
        "usage-before-subscription",
        "warning"
    )]
    [InlineData(
        "U-2,S-1,2024-06-01,feature_1,3,1,0,False",
        3,
        "usage_date",
        "2024-06-01",
        "usage-after-subscription",
        "warning"
    )]
    public void A_usage_row_is_reported_with_its_place_and_reason(
        string row,
        int line,
        string? column,
        string? value,
        string code,
        string severity
    )
    {
        var events = Usage($"U-1,S-1,2024-03-01,feature_1,3,1,0,False\n{row}\n");

        var defect = _defects.First(defect => defect.Code == code);
        (defect.File, defect.Line, defect.Column, defect.Value, defect.Severity).ShouldBe(
            ("ravenstack_feature_usage.csv", line, column, value, severity)
        );
        events.Count.ShouldBe(severity == "error" ? 1 : 2);
    }

    [Fact]
    public void A_good_row_becomes_an_event_of_its_subscriptions_account()
    {
        var events = Usage("U-1,S-2,2024-03-01,feature_7,3,1,0,False\n");
        _defects.ShouldBeEmpty();
        events
            .Single()
            .ShouldBe(
                new UsageLine(
                    2,
                    new UsageBody("ravenstack:U-1", "ravenstack:A-2", "S-2", "feature_7", 3, "2024-03-01T00:00:00.000Z")
                )
            );
    }

    [Fact]
    public void Contradictions_between_files_are_warnings_at_their_rows()
    {
        _directory.Write(
            "ravenstack_support_tickets.csv",
            "ticket_id,account_id,submitted_at,closed_at\nT-1,A-1,2024-01-09,\nT-2,A-1,2024-01-10,\n"
        );
        _directory.Write(
            "ravenstack_churn_events.csv",
            "churn_event_id,account_id,churn_date\nC-1,A-1,2024-01-01\nC-2,A-9,2024-05-01\nC-3\n"
        );
        var source = Recognition.Of(_directory.Path, null, null);

        CrossChecks
            .Of(source, SourceFacts.Of(source))
            .Select(defect =>
                (
                    defect.File.Replace("ravenstack_", "", StringComparison.Ordinal),
                    defect.Line,
                    defect.Column,
                    defect.Code,
                    defect.IsError
                )
            )
            .ShouldBe(
                [
                    ("subscriptions.csv", 3, "churn_flag", "churned-without-end", false),
                    ("subscriptions.csv", 4, "end_date", "subscription-of-no-length", false),
                    ("subscriptions.csv", 4, "churn_flag", "ended-without-churn", false),
                    ("subscriptions.csv", 5, "start_date", "before-customer-since", false),
                    ("accounts.csv", 2, "account_id", "several-open-subscriptions", false),
                    ("accounts.csv", 3, "churn_flag", "churned-with-open-subscriptions", false),
                    ("accounts.csv", 3, "plan_tier", "plan-without-subscription", false),
                    ("support_tickets.csv", 2, "submitted_at", "before-customer-since", false),
                    ("churn_events.csv", 2, "churn_date", "before-customer-since", false),
                    ("churn_events.csv", 2, "account_id", "churn-event-without-flag", false),
                    ("churn_events.csv", 2, "account_id", "churn-event-with-open-subscriptions", false),
                    ("churn_events.csv", 3, "account_id", "unknown-account", false),
                    ("churn_events.csv", 4, null, "wrong-field-count", true),
                    ("accounts.csv", 3, "churn_flag", "churned-without-event", false),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_shift_moves_every_date_and_nothing_else()
    {
        Usage("U-1,S-1,2024-06-29,feature_1,3,1,0,False\n");
        var source = Recognition.Of(_directory.Path, null, null);

        var days = DateShift.DaysToToday(source, new DateOnly(2024, 7, 1));
        days.ShouldBe(2);
        FirstRow(source.First(FileKind.Accounts)!, days).ShouldBe("A-1,One,EdTech,US,2024-01-12,ads,Pro,5,False,False");
        FirstRow(source.First(FileKind.Subscriptions)!, days)
            .ShouldStartWith("S-1,A-1,2024-02-03,2024-06-03,Pro,5,100");
        new UsageFile(source.First(FileKind.Usage)!, "ravenstack", SourceFacts.Of(source), _ => { }, days)
            .Lines()
            .Single()
            .Event.OccurredAt.ShouldBe("2024-07-01T00:00:00.000Z");
    }

    [Fact]
    public void The_report_counts_a_finding_once_and_names_the_first_lines()
    {
        using var report = new DefectReport(_directory.File("report.ndjson"));
        for (var line = 2; line < 12; line++)
        {
            report.Add(
                Defect.Warning("usage.csv", line, "usage_date", "2024-01-01", "usage-before-sign-up", "Too early.")
            );
            report.Add(
                Defect.Warning("usage.csv", line, "usage_date", "2024-01-01", "usage-before-sign-up", "Too early.")
            );
        }

        report.Add(Defect.Error("usage.csv", 12, null, null, "malformed-row", "The row has 3 cells."));
        using var text = new StringWriter();
        report.WriteSummary(text);

        text.ToString().ShouldContain("1 errors (rows left out), 10 warnings");
        text.ToString().ShouldContain("10 × usage-before-sign-up");
        text.ToString().ShouldContain("line 2, usage_date '2024-01-01': Too early.");
        text.ToString().ShouldNotContain("line 5,");
        File.ReadAllLines(report.Path).Length.ShouldBe(11);
    }

    [Fact]
    public void Ravenstack_is_read_whole_and_all_its_defects_are_found()
    {
        var data = PublicData.Find("ravenstack");
        Assert.SkipWhen(data is null, PublicData.Missing("ravenstack"));
        var source = Recognition.Of(data, null, null);
        source.Profile!.Name.ShouldBe("ravenstack");
        source.NotRecognised.ShouldBeEmpty();
        long Rows(FileKind kind) => source.First(kind)!.Rows().LongCount();
        (
            Rows(FileKind.Accounts),
            Rows(FileKind.Subscriptions),
            Rows(FileKind.Tickets),
            Rows(FileKind.Usage),
            Rows(FileKind.ChurnEvents)
        ).ShouldBe((500, 5_000, 2_000, 25_000, 600));

        var facts = SourceFacts.Of(source);
        _defects.AddRange(CrossChecks.Of(source, facts));
        var usage = new UsageFile(source.First(FileKind.Usage)!, source.Source, facts, _defects.Add);
        var events = usage.Lines().ToList();

        events.Count.ShouldBe(24_977);
        events.Select(line => line.Event.EventId).Distinct().Count().ShouldBe(24_977);
        _defects
            .Where(defect => defect.IsError)
            .Select(defect => defect.Code)
            .ShouldAllBe(code => code == "repeated-id" || code == "no-use");
        _defects
            .CountBy(defect => defect.Code)
            .ToDictionary()
            .ShouldBe(
                new Dictionary<string, int>
                {
                    ["repeated-id"] = 21,
                    ["subscription-of-no-length"] = 13,
                    ["several-open-subscriptions"] = 500,
                    ["churned-with-open-subscriptions"] = 110,
                    ["plan-without-subscription"] = 17,
                    ["no-use"] = 2,
                    ["before-customer-since"] = 1_077 + 13_187 - 2, // the two rows without use are among them
                    ["churn-event-without-flag"] = 465,
                    ["churn-event-with-open-subscriptions"] = 600,
                    ["churned-without-event"] = 35,
                    ["usage-before-subscription"] = 19_128 - 2,
                    ["usage-after-subscription"] = 291,
                },
                ignoreOrder: true
            );
        FeatureCatalogue.Of(source).Count.ShouldBe(40);
    }

    private static string FirstRow(RecognisedFile file, int days)
    {
        using var stream = new MemoryStream(FileParts.Of(file, days).Single().Content);
        var row = SourceFile.Read(stream, SourceFile.Ndjson, new SourceReading()).First();
        row.Line.ShouldBe(2);
        return string.Join(',', row.Columns.Names.Select(name => row[name]));
    }

    private List<UsageLine> Usage(string rows)
    {
        _directory.Write(
            "ravenstack_feature_usage.csv",
            $"usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count,"
                + $"is_beta_feature\n{rows}"
        );
        var source = Recognition.Of(_directory.Path, null, null);
        return
        [
            .. new UsageFile(
                source.First(FileKind.Usage)!,
                source.Source,
                SourceFacts.Of(source),
                _defects.Add
            ).Lines(),
        ];
    }
}
