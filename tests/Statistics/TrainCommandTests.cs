using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Cli;
using Platform.TestKit;

namespace Platform.Statistics.Tests;

public sealed partial class TrainCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("train-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Telco_churn_is_learned_with_the_known_auc_and_its_rows_are_scored()
    {
        const string dataSet = "telco/Telco-Customer-Churn.csv";
        var path = PublicData.Find(dataSet);
        if (path is null)
            Assert.Skip(PublicData.Missing(dataSet));
        var scored = Path.Combine(_folder, "scored.csv");

        var (code, text) = await RunAsync(
            "train",
            path,
            "--label",
            "Churn",
            "--id",
            "customerID",
            "--score",
            path,
            "--out",
            scored
        );

        code.ShouldBe(0, text);
        var auc = double.Parse(AucOfYes().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        auc.ShouldBeInRange(0.83, 0.86);
        text.ShouldContain("Not learned from: customerID.");
        text.ShouldContain("Contract");
        var lines = await File.ReadAllLinesAsync(scored);
        lines.Length.ShouldBe(7044);
        lines[0].ShouldBe("customerID,p_No,p_Yes,because");
        // Month-to-month since a month, with fibre or not, are likelier to leave than two-year customers of six years.
        TestContext.Current.TestOutputHelper?.WriteLine(text);
    }

    [Fact]
    public async Task Columns_may_be_numbers_dates_or_words_with_blanks_and_any_spelling_of_the_label()
    {
        var path = Write("mixed.csv", ["Key;Since;Plan;Seats;Left?", .. Rows()]);

        var (code, text) = await RunAsync("train", path, "--label", "left?", "--id", "Key");

        code.ShouldBe(0, text);
        text.ShouldContain("The model tells outcomes apart");
        text.ShouldMatch(@"Plan\s+\d\.\d+\s+basic");

        static IEnumerable<string> Rows()
        {
            var random = new Random(5);
            for (var i = 0; i < 400; i++)
            {
                var basic = random.Next(2) == 0;
                var leaves = random.NextDouble() < (basic ? 0.7 : 0.2);
                var seats = random.Next(4) == 0 ? "" : random.Next(1, 50).ToString(CultureInfo.InvariantCulture);
                yield return $"k{i};2025-0{random.Next(1, 9)}-1{random.Next(0, 9)};{(basic ? "basic" : "pro")};{seats};"
                    + $"{(leaves ? "TRUE" : "FALSE")}";
            }
        }
    }

    [Fact]
    public async Task With_a_time_the_model_is_tested_on_later_rows_only()
    {
        // The rule turns round half-way: lessons of the past mislead about what follows, which folds would never show.
        var random = new Random(7);
        var path = Write(
            "turned.csv",
            [
                "day,x,left",
                .. Enumerable
                    .Range(0, 600)
                    .Select(i =>
                    {
                        var x = random.NextDouble();
                        return string.Create(
                            CultureInfo.InvariantCulture,
                            $"{i},{x:0.000},{(i < 300 ? x > 0.5 : x < 0.5)}"
                        );
                    }),
            ]
        );

        var (_, inFolds) = await RunAsync("train", path, "--label", "left", "--ignore", "day");
        var (_, inTime) = await RunAsync("train", path, "--label", "left", "--time", "day");

        inFolds.ShouldContain("nothing to learn");
        double.Parse(Regex.Match(inTime, @"True\s+\d+\s+([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture)
            .ShouldBeLessThan(0.3);
    }

    [Fact]
    public async Task Too_few_outcomes_are_refused_with_their_counts()
    {
        var path = Write(
            "few.csv",
            ["x,left", .. Enumerable.Range(0, 100).Select(i => $"{i},{(i % 20 == 0 ? "yes" : "no")}")]
        );

        var (code, text) = await RunAsync("train", path, "--label", "left");

        code.ShouldBe(1);
        text.ShouldContain("Too few outcomes to learn from");
        text.ShouldContain("5 × yes");
    }

    [Fact]
    public async Task A_column_that_holds_the_answer_is_suspected()
    {
        var random = new Random(3);
        var path = Write(
            "leak.csv",
            [
                "x,reason,left",
                .. Enumerable
                    .Range(0, 200)
                    .Select(i => $"{random.Next(100)},{(i % 3 == 0 ? "price" : "")},{(i % 3 == 0 ? "yes" : "no")}"),
            ]
        );

        (await RunAsync("train", path, "--label", "left")).Text.ShouldContain("Too good to be true");
        (await RunAsync("train", path, "--label", "left", "--ignore", "reason")).Text.ShouldContain("nothing to learn");
    }

    [Fact]
    public async Task A_misspelt_column_is_answered_with_those_there_are()
    {
        var path = Write("small.csv", ["a,b", "1,2"]);

        var (code, text) = await RunAsync("train", path, "--label", "c");

        code.ShouldBe(1);
        text.ShouldContain("It has: a, b.");
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        await using var text = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, text, text);
        return (code, text.ToString());
    }

    [GeneratedRegex(@"Yes\s+1869\s+([\d.]+)")]
    private static partial Regex AucOfYes();
}
