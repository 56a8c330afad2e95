using System.CommandLine;
using Platform.Statistics.Learning;

namespace Platform.Cli.Training;

internal static class TrainCommand
{
    private const double Suspicious = 0.99;

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "A CSV file: one row per case, a header, any columns; blanks are missing values.",
        };
        var label = new Option<string>("--label")
        {
            Description = "The column to predict: two or more kinds of outcome.",
            Required = true,
        };
        var id = new Option<string?>("--id")
        {
            Description = "The column that names a row: printed, not learned from.",
        };
        var time = new Option<string?>("--time")
        {
            Description = "A column of dates or numbers: the model is tested on rows later than those it learned from.",
        };
        var ignore = new Option<string[]>("--ignore")
        {
            Description = "A column not to learn from, such as one that is only known afterwards. Repeatable.",
            DefaultValueFactory = _ => [],
        };
        var about = new Option<string?>("--about")
        {
            Description = "The outcome that contributions speak for or against. Default: the rarest.",
        };
        var score = new Option<string?>("--score")
        {
            Description =
                "A second file with the same columns: writes each row's probabilities and strongest contributions.",
        };
        var output = new Option<string?>("--out") { Description = "Where the scored rows go. Default: printed." };
        var penalty = new Option<double>("--penalty")
        {
            Description = "Strength of the pull towards no effect, 0 or more.",
            DefaultValueFactory = _ => 1,
        };
        var least = new Option<int>("--least")
        {
            Description = "Fewest cases of a kind to learn it from.",
            DefaultValueFactory = _ => 25,
        };
        var command = new Command(
            "train",
            """
            Learns to predict a column of a file by regularised logistic regression, and says what that is worth on rows
            that the model had not seen: AUC, Brier score, calibration, and which columns speak loudest.

            Example: ./platform train customers.csv --label churned --id customer_id
            Example: ./platform train past.csv --label outcome --time decided_on --score today.csv --out risks.csv
            """
        )
        {
            file,
            label,
            id,
            time,
            ignore,
            about,
            score,
            output,
            penalty,
            least,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var source = FeatureFile.Read(parsed.GetValue(file)!);
                var labelColumn = source.IndexOf(parsed.GetValue(label)!, "--label");
                int? timeColumn = parsed.GetValue(time) is { } t ? source.IndexOf(t, "--time") : null;
                int? idColumn = parsed.GetValue(id) is { } i ? source.IndexOf(i, "--id") : null;
                var leaveOut = source
                    .Ids()
                    .Concat(parsed.GetValue(ignore)!.Select(c => source.IndexOf(c, "--ignore")))
                    .ToHashSet();
                if (idColumn is { } named)
                    leaveOut.Add(named);

                var table = source.ToTable(labelColumn, timeColumn, leaveOut);
                var result = Trainer.Train(
                    table,
                    new TrainingOptions(
                        Math.Max(0, parsed.GetValue(penalty)),
                        LeastPerClass: Math.Max(2, parsed.GetValue(least))
                    )
                );
                var text = parsed.InvocationConfiguration.Output;
                if (result.Model is not { } model)
                    throw new CommandFailedException(result.Refusal!);

                var spokenFor = parsed.GetValue(about) ?? result.Classes.MinBy(c => c.Count)!.Class;
                if (!model.Classes.Contains(spokenFor, StringComparer.Ordinal))
                    throw new CommandFailedException(
                        $"--about {spokenFor}: no such outcome was learned. There are: "
                            + $"{string.Join(", ", model.Classes)}."
                    );
                await TrainingReport.WriteAsync(
                    text,
                    result,
                    model.Strongest(table, spokenFor),
                    spokenFor,
                    [.. leaveOut.Order().Select(c => source.Header[c])]
                );
                if (result.Classes.Any(c => c.Auc.Auc > Suspicious))
                    await text.WriteLineAsync(
                        "Too good to be true: some column probably holds the answer. Look at the first ones "
                            + "above, and leave them out with --ignore."
                    );
                if (parsed.GetValue(score) is { } toScore)
                    await ScoredRows.WriteAsync(
                        FeatureFile.Read(toScore),
                        parsed.GetValue(id),
                        model,
                        spokenFor,
                        parsed.GetValue(output),
                        text,
                        ct
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
