using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;
using Platform.Cli.Imports.Usage;

namespace Platform.Cli.Imports;

/// <summary>One import from beginning to end: recognise, compare, hand over file by file, report.</summary>
public sealed class RunImport(GatewayClient gateway, ImportOptions options, TextWriter output, TimeProvider clock)
{
    private long _new;
    private long _changed;
    private bool _failed;
    private bool _sentUsage;

    /// <returns>The report, flushed; the caller disposes of it.</returns>
    public async Task<DefectReport> RunAsync(CancellationToken ct)
    {
        var source = Recognition.Recognition.Of(options.Path, options.Mapping, options.Source);
        source = source with { Files = [.. source.Files.Select(Decided)] };
        var report = new DefectReport(options.ReportFile(clock));
        Announce(source);

        var days = options.ShiftToToday ? DateShift.DaysToToday(source, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) : 0;
        if (options.ShiftToToday)
            Say($"All dates are moved by {days} days, so that the newest is today.");

        var facts = SourceFacts.Of(source);
        foreach (var defect in CrossChecks.Of(source, facts))
            report.Add(defect);

        foreach (var file in source.Files.Where(file => file.Kind.IsImportedByAccounts()))
            await HandOverAsync(source, file, facts, days, report, ct);
        await FeaturesAsync(source, ct);
        foreach (var file in source.Files.Where(file => file.Kind == FileKind.Usage))
            await UsageAsync(source, file, facts, days, report, ct);

        report.WriteSummary(output);
        Conclude();
        return report;
    }

    /// <summary>The platform asks about its own files; usage is read here, so here is asked.</summary>
    private RecognisedFile Decided(RecognisedFile file)
    {
        if (file.Dates is not null)
            return file;
        var columns = file.Fields.DateColumns.ToList();
        if (columns.Find(options.Confirmed.ContainsKey) is { } column)
            return file with { Dates = new DateSpelling(options.Confirmed[column]) };
        return file.Kind is not (FileKind.Usage or FileKind.ChurnEvents)
            ? file
            : throw new CommandFailedException($"{file.Name}: the dates in {columns[0]} can be read with the day or the month first. Say which: --confirm {columns[0]}=DD/MM/YYYY, or as it is.");
    }

    private void Announce(Recognised source)
    {
        Say(source.Profile is { } profile ? $"Recognised as {profile.Name}; ids are kept under the source '{source.Source}'." : $"Ids are kept under the source '{source.Source}'.");
        foreach (var file in source.Files)
            Say($"  {file.Name}: {Purpose(file.Kind)}");
        foreach (var name in source.NotRecognised)
            Say($"  {name}: not recognised, left out");
    }

    private static string Purpose(FileKind kind) => kind switch
    {
        FileKind.ChurnEvents => "churn events, compared with the other files and not imported",
        FileKind.LeftOut => "known, left out",
        _ => kind.Spelt(),
    };

    private async Task HandOverAsync(Recognised source, RecognisedFile file, SourceFacts facts, int days, DefectReport report, CancellationToken ct)
    {
        var import = new ServerImport(gateway, source.Source, options.DryRun, options.Confirmed);
        var content = days == 0 ? await File.ReadAllBytesAsync(file.Path, ct) : DateShift.Shifted(file, days);
        var (rows, inserted, updated, unchanged, refused) = (0L, 0L, 0L, 0L, 0L);
        var (waiting, wrong) = (new HashSet<int>(), new HashSet<int>());
        foreach (var part in FileParts.Of(file, content))
        {
            var done = await import.RunAsync(file, part.Content, ct);
            await foreach (var defect in import.ReportAsync(file, done, part.LineOffset, ct))
            {
                // In a dry run nothing is stored, so the accounts of the very same import are not known to the others.
                var isKnownHere = options.DryRun && defect.Code == "unknown-account" && defect.Value is { } account && facts.Accounts.ContainsKey(account);
                var isNoNews = defect is { Code: "column-not-read", Column: { } column } && file.LeftOut.Contains(column);
                if (isKnownHere)
                    waiting.Add(defect.Line);
                else if (!isNoNews)
                    report.Add(defect);
                if (defect.IsError && !isKnownHere)
                    wrong.Add(defect.Line);
            }

            (rows, inserted, updated, unchanged, refused) =
                (rows + done.RowsRead, inserted + done.RowsInserted, updated + done.RowsUpdated, unchanged + done.RowsUnchanged, refused + done.RowsFailed);
            if (!done.HasFailed)
                continue;
            _failed = true;
            Say($"{file.Name}: {done.Status}: {done.Problem}");
        }

        _new += inserted;
        _changed += updated;
        waiting.ExceptWith(wrong);
        Say(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {rows:#,0} rows: {inserted:#,0} new, {updated:#,0} changed, {unchanged:#,0} unchanged, {refused - waiting.Count:#,0} refused{(waiting.Count == 0 ? "" : $", {waiting.Count:#,0} of accounts that only the import itself would bring")}"));
    }

    private async Task FeaturesAsync(Recognised source, CancellationToken ct)
    {
        var features = FeatureCatalogue.Of(source);
        if (features.Count == 0 || options.DryRun)
            return;
        await FeatureCatalogue.PutAsync(gateway, features, ct);
        Say($"Feature catalogue: {features.Count} features, {features.Count(feature => feature.Core)} of them core, {features.Count(feature => feature.Premium)} premium.");
    }

    private async Task UsageAsync(Recognised source, RecognisedFile file, SourceFacts facts, int days, DefectReport report, CancellationToken ct)
    {
        var usage = new UsageFile(file, source.Source, facts, report.Add, days);
        var column = file.Fields["eventId"];
        var sender = new SendEvents(gateway, backfill: true);
        if (options.DryRun)
            _ = usage.Lines().Count();
        else
        {
            _sentUsage = true;
            await sender.SendAsync(
                usage.Lines(),
                (line, reason) => report.Add(Defect.Error(file.Name, line.Line, column, line.Event.EventId, "refused-by-platform", reason)),
                _ => { },
                ct);
        }

        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Name}: {usage.RowsRead:#,0} rows: {usage.RowsRead - usage.RowsRefused - sender.Rejected:#,0} events{(options.DryRun ? " would be sent" : " accepted (an id that the platform knows does not count again)")}, {usage.RowsRefused + sender.Rejected:#,0} refused"));
    }

    private void Conclude()
    {
        if (_failed)
            throw new CommandFailedException("The import did not get through; see above.");
        Say(options.DryRun ? "Dry run: nothing was stored."
            : _new + _changed == 0 ? $"Nothing changed: the platform held all rows already{(_sentUsage ? "; of usage it counts each event once" : "")}."
            : string.Create(CultureInfo.InvariantCulture, $"Done: {_new:#,0} new and {_changed:#,0} changed rows."));
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private void Say(string text) => output.WriteLine(text);
}
